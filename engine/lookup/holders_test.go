package lookup

import (
	"os"
	"reflect"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// inUse asks who has a port that a bind found in use.
func (r *rig) inUse(k status.Kind, address string) *status.Found {
	return r.Find(Question{Call: sockets.SysBind, Errno: unix.EADDRINUSE, Kind: k, Asked: r.addr(address), Bench: r.known})
}

// holder returns the only holder with a name.
func holder(t testing.TB, f *status.Found, name string) status.Holder {
	t.Helper()
	var with []status.Holder
	for _, h := range f.Holders {
		if h.Name == name {
			with = append(with, h)
		}
	}
	if len(with) != 1 {
		t.Fatalf("%d holders are called %q: %+v; missing %q", len(with), name, f.Holders, f.Missing)
	}
	return with[0]
}

// TestHolders binds one port with a socket of every kind, in every state that holds one. Each protocol has its own
// ports.
func TestHolders(t *testing.T) {
	r := newRig(t)
	port := r.free()
	bound, listening := r.socket("bound", tcp4), r.socket("listening", tcp4)
	six, only := r.socket("six", tcp6), r.socket("only", udp6)
	multi := r.socket("multi", status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_MPTCP})
	r.check(r.Bind(multi, r.addr("127.0.0.3:"+port)))
	r.check(r.Listen(multi, 2))
	datagrams, lite := r.socket("datagrams", udp4), r.socket("lite", status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDPLITE})
	r.check(r.Bind(bound, r.addr("127.0.0.2:"+port)))
	r.check(r.Bind(listening, r.addr("127.0.0.1:"+port)))
	r.check(r.Listen(listening, 5))
	r.check(r.Bind(six, r.addr("[::1]:"+port)))
	r.check(r.Listen(six, 1))
	r.check(unix.SetsockoptInt(only, unix.SOL_IPV6, unix.IPV6_V6ONLY, 1))
	r.check(r.Bind(only, r.addr("[::]:"+port)))
	r.check(r.Bind(datagrams, r.addr("0.0.0.0:"+port)))
	r.check(r.Bind(lite, r.addr("127.0.0.1:"+port)))
	other := r.socket("other", tcp4)
	r.check(r.Bind(other, r.addr("127.0.0.1:0")))
	client := r.socket("client", tcp4)
	r.check(r.Connect(client, r.addr("127.0.0.1:"+port)))

	udplite4 := status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDPLITE}
	byProtocol := map[string]*status.Found{}
	for protocol, kind := range map[string]status.Kind{"tcp": tcp4, "udp": udp4, "udplite": udplite4} {
		byProtocol[protocol] = r.inUse(kind, "127.0.0.1:"+port)
	}
	byProtocol["mptcp"] = byProtocol["tcp"]
	for name, want := range map[string]status.Holder{
		"bound":     {Protocol: "tcp", Family: unix.AF_INET, State: status.StateBound, Local: "127.0.0.2:" + port},
		"listening": {Protocol: "tcp", Family: unix.AF_INET, State: status.StateListen, Local: "127.0.0.1:" + port, Queue: 1, Backlog: 5},
		"six":       {Protocol: "tcp", Family: unix.AF_INET6, State: status.StateListen, Local: "[::1]:" + port, Backlog: 1, V6Only: true},
		"multi":     {Protocol: "mptcp", Family: unix.AF_INET, State: status.StateListen, Local: "127.0.0.3:" + port, Backlog: 2},
		"only":      {Protocol: "udp", Family: unix.AF_INET6, State: status.StateUnconnected, Local: "[::]:" + port, V6Only: true},
		"datagrams": {Protocol: "udp", Family: unix.AF_INET, State: status.StateUnconnected, Local: "0.0.0.0:" + port},
		"lite":      {Protocol: "udplite", Family: unix.AF_INET, State: status.StateUnconnected, Local: "127.0.0.1:" + port},
	} {
		got := holder(t, byProtocol[want.Protocol], name)
		if got.Inode == 0 || got.Cookie == 0 {
			t.Errorf("%s has no number: %+v", name, got)
		}
		want.Name, want.Inode, want.Cookie = name, got.Inode, got.Cookie
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is\n%+v, want\n%+v", name, got, want)
		}
	}
	if waiting := holder(t, byProtocol["tcp"], ""); waiting.State != status.StateEstablished || waiting.Inode != 0 || waiting.Local != "127.0.0.1:"+port {
		t.Errorf("the connection that is not accepted is %+v", waiting)
	}
	for protocol, want := range map[string]int{"tcp": 5, "udp": 2, "udplite": 1} {
		if f := byProtocol[protocol]; len(f.Holders) != want || len(f.Missing) != 0 {
			t.Errorf("%d holders of %s: %+v; missing %q", len(f.Holders), protocol, f.Holders, f.Missing)
		}
	}
}

// TestHoldersOfWhatIsClosed closes an accepted socket that goes to TIME-WAIT, and another that goes to FIN-WAIT-2.
func TestHoldersOfWhatIsClosed(t *testing.T) {
	r := newRig(t)
	port := r.free()
	s := r.socket("s", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:"+port)))
	r.check(r.Listen(s, 5))
	for _, name := range []string{"time", "fin"} {
		client := r.socket(name+"-client", tcp4)
		r.check(r.Connect(client, r.addr("127.0.0.1:"+port)))
		accepted, err := r.Accept4(s, 0)
		r.check(err)
		r.named(name, accepted)
		r.closes(name, accepted)
		if name == "time" {
			r.closes("time-client", client)
		}
	}
	r.closes("s", s)
	for name, state := range map[string]status.State{"time": status.StateTimeWait, "fin": status.StateFinWait2} {
		var h status.Holder
		for end := time.Now().Add(10 * time.Second); h.State != state && time.Now().Before(end); time.Sleep(time.Millisecond) {
			h = holder(t, r.inUse(tcp4, "127.0.0.1:"+port), name) // the FIN may not be acknowledged yet
		}
		if h.State != state || !h.Closed || h.Inode != 0 || h.Left <= 0 || h.Left > time.Minute {
			t.Errorf("%s is %+v", name, h)
		}
	}
}

// TestHoldersOfAListenersQueue asks only for what is found at once.
func TestHoldersOfAListenersQueue(t *testing.T) {
	r := newRig(t)
	port := r.free()
	s, b := r.socket("s", tcp4), r.socket("b", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:"+port)))
	r.check(r.Bind(b, r.addr("127.0.0.2:"+port)))
	r.check(r.Listen(s, 0))
	f := r.Find(Question{Call: sockets.SysConnect, Errno: unix.ETIMEDOUT, Kind: tcp4, Asked: r.addr("127.0.0.1:" + port), Bench: r.known})
	if len(f.Holders) != 1 || f.Holders[0].Name != "s" || f.Holders[0].State != status.StateListen {
		t.Errorf("found %+v", f.Holders)
	}
}

// TestHoldersAmongOthers looks in a network that other processes use too: a listener that is in the way suffices, and
// the owner of a socket that is not on the bench is reported.
func TestHoldersAmongOthers(t *testing.T) {
	r := newRig(t)
	port := r.free()
	shared := &rig{New(false), t, r.Linux, nil}
	defer shared.Finder.Close()
	s, b := r.socket("s", tcp4), r.socket("b", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:"+port)))
	r.check(r.Listen(s, 1))
	r.check(r.Bind(b, r.addr("127.0.0.2:"+port)))
	f := inTime("127.0.0.1:"+port, func() *status.Found { return shared.inUse(tcp4, "0.0.0.0:"+port) })
	if len(f.Holders) != 1 || f.Holders[0].State != status.StateListen || !owned(f.Holders[0], os.Getpid(), s) {
		t.Errorf("in the way are %+v; missing %q", f.Holders, f.Missing)
	}
	f = shared.inUse(tcp4, "127.0.0.2:"+port)
	if len(f.Holders) != 2 {
		t.Errorf("the listener has another address, and found was %+v", f.Holders)
	}
	f = shared.Find(Question{Call: sockets.SysBind, Errno: unix.EADDRINUSE, Kind: tcp4, Asked: r.addr("0.0.0.0:" + port), Shares: true})
	if len(f.Holders) != 2 {
		t.Errorf("the listener may share, and found was %+v", f.Holders)
	}
}

// TestRequests makes a connection that its listener defers until data has come.
func TestRequests(t *testing.T) {
	r := newRig(t)
	s, c := r.socket("s", tcp4), r.socket("c", tcp4)
	at := r.addr("127.0.0.1:" + r.free())
	r.check(r.Bind(s, at))
	r.check(unix.SetsockoptInt(s, unix.SOL_TCP, unix.TCP_DEFER_ACCEPT, 5))
	r.check(r.Listen(s, 1))
	r.check(r.Connect(c, at))
	f := r.Find(Question{Call: sockets.SysAccept4, Errno: unix.EAGAIN, Kind: tcp4, Local: at, Bench: r.known})
	from, err := r.Getsockname(c)
	r.check(err)
	if len(f.Holders) != 2 || f.Holders[0].Name != "s" || f.Holders[1].State != status.StateSynReceived || f.Holders[1].Peer != from.String() {
		t.Errorf("found %+v", f.Holders)
	}
}
