package system

import (
	"encoding/json"
	"net/netip"
	"strings"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// nginx returns a connection of a web server.
func nginx() *Row {
	r := &Row{User: "www-data"}
	r.Socket = Socket{
		InetSocket: sockets.InetSocket{
			Protocol: unix.IPPROTO_TCP, Family: unix.AF_INET, State: unix.BPF_TCP_CLOSE_WAIT, Inode: 77, Cookie: 5, Receive: 12,
			Local: sockets.Inet(netip.MustParseAddrPort("10.1.2.3:443")), Peer: sockets.Inet(netip.MustParseAddrPort("10.9.9.9:5000")),
		},
		HasUID: true, HasCookie: true, Owners: []Owner{{PID: 10, Name: "nginx", FD: 4}, {PID: 11, Name: "worker", FD: 4}},
	}
	r.HasInfo, r.Info.Rtt = true, 1500
	return r
}

func TestFilter(t *testing.T) {
	for filter, want := range map[string]bool{
		"": true, "tcp": true, "nginx": true, "udp": false, "state:close-wait": true, "state:CLOSE_WAIT": true, "state:est": false,
		"pid:10": true, "pid:11": true, "pid:1": false, "name:work": true, "port:443": true, "port:5000": true, "port:44": false,
		"peer:10.": true, "peer:10.9.0.0/16": true, "peer:10.8.0.0/16": false, "local:10.1.2.3:443": true,
		"recvq:>0": true, "recvq:12": true, "recvq:<12": false, "sendq:0": true, "rtt:>1": true, "rtt:>=1.5": true, "rtt:>2": false,
		"user:www": true, "user:root": false, "recvq:>": true, "tcp state:close-wait nginx": true, "tcp root": false, "stall:": false, "container:": false,
		"deaths": false, "ending:": false,
	} {
		if got := ParseFilter(filter)(nginx()); got != want {
			t.Errorf("%q: %v, want %v", filter, got, want)
		}
	}
	dead := nginx()
	dead.Ending = EndingReset
	for filter, want := range map[string]bool{"deaths": true, "deaths: port:443": true, "ending:reset": true, "ending:closed": false} {
		if got := ParseFilter(filter)(dead); got != want || !WantsEnded(filter) || CheckFilter(filter) != nil {
			t.Errorf("%q for a row that has ended: %v, want %v", filter, got, want)
		}
	}
	if WantsEnded("name:deaths state:listen") {
		t.Error("a name is mistaken for the word")
	}
	if err := CheckFilter("tcp stat:listen"); err == nil || !strings.Contains(err.Error(), `"stat"`) || !strings.Contains(err.Error(), "state") {
		t.Errorf("a field that does not exist: %v", err)
	}
	for word, want := range map[string]string{
		"state:lisen": "listen", "port:http": "port:80", "pid:x": "a number", "recvq:>x": "recvq:>0", "peer:10.0.0.0/99": "10.0.0.0/8",
		"stall:nope": "nagle", "ending:resett": "reset",
	} {
		if err := CheckFilter("tcp " + word); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", word, err, want)
		}
	}
	for _, good := range []string{
		"state:listen 127.0.0.1:80", "[::1]:80", "fe80::1", "unix:@x", "state:SYN_ state:bound state:time-wait", "port:80 pid:1", "recvq:>0 rtt:>=1.5", "recvq:",
		"peer:10. local:10.0.0.0/8 peer:[::1]:80", "local:/run/x", "stall: stall:nagle", "ending: ending:closed", "deaths:",
	} {
		if err := CheckFilter(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// FuzzJSON uses names and paths of other programs, which may be anything.
func FuzzJSON(f *testing.F) {
	f.Add("a\x1b[2J\x9b\u202e\xff\"\\\n", "/tmp/\x00é日本")
	f.Fuzz(func(t *testing.T, name, path string) {
		r := nginx()
		r.Owners[0].Name, r.Container, r.Socket.Cgroup = name, name, path
		text := r.AppendJSON(nil)
		var back struct {
			State     string
			Cookie    int
			Owners    []Owner
			Container string
		}
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		for _, b := range text {
			if b < ' ' || b == 0x7f {
				t.Fatalf("a terminal acts on %q in %q", b, text)
			}
		}
		if want := string([]rune(name)); back.Owners[0].Name != want || back.Container != want {
			t.Fatalf("the name %q came back as %q and %q", name, back.Owners[0].Name, back.Container)
		}
		if back.State != "CLOSE-WAIT" || back.Cookie != 5 || len(back.Owners) != 2 {
			t.Fatalf("%+v", back)
		}
	})
}
