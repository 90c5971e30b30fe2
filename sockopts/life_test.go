package sockopts

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// stage makes a real TCP socket in some state, and the Life that corresponds to it.
type stage struct {
	name string
	life Life
	make func(t *testing.T, domain int) int
}

func stages() []stage {
	return []stage{
		{"fresh", Life{}, func(t *testing.T, domain int) int {
			return open(t, kind{"tcp", domain, unix.SOCK_STREAM, 0})
		}},
		{"bound", Life{Bound: true}, func(t *testing.T, domain int) int {
			fd := open(t, kind{"tcp", domain, unix.SOCK_STREAM, 0})
			bindLoopback(t, fd, domain)
			return fd
		}},
		{"listening", Life{Bound: true, Listening: true}, func(t *testing.T, domain int) int {
			fd, _ := listenLoopback(t, domain, func(int) {})
			return fd
		}},
		{"connecting", Life{Bound: true, Connecting: true, Connected: true}, connecting},
		{"connected", Life{Bound: true, Connected: true}, func(t *testing.T, domain int) int {
			listener, addr := listenLoopback(t, domain, func(int) {})
			client, _ := connectAccept(t, listener, addr)
			return client
		}},
		{"accepted", Life{Bound: true, Connected: true}, func(t *testing.T, domain int) int {
			listener, addr := listenLoopback(t, domain, func(int) {})
			_, server := connectAccept(t, listener, addr)
			return server
		}},
	}
}

func stageOf(name string) stage {
	return stages()[slices.IndexFunc(stages(), func(s stage) bool { return s.name == name })]
}

func bindLoopback(t *testing.T, fd, domain int) {
	t.Helper()
	var local unix.Sockaddr = &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}
	if domain == unix.AF_INET6 {
		local = &unix.SockaddrInet6{Addr: [16]byte{15: 1}}
	}
	if err := unix.Bind(fd, local); err == unix.EADDRNOTAVAIL && domain == unix.AF_INET6 {
		t.Skip("this machine has no ::1")
	} else if err != nil {
		t.Fatal("bind:", err)
	}
}

// connecting makes a socket whose SYN is not answered, because the listener's queue is full.
func connecting(t *testing.T, domain int) int {
	listener, addr := listenLoopback(t, domain, func(int) {})
	if err := unix.Listen(listener, 0); err != nil {
		t.Fatal("listen:", err)
	}
	for range 10 {
		fd := openFor(t, addr)
		if err := unix.SetNonblock(fd, true); err != nil {
			t.Fatal(err)
		}
		if err := unix.Connect(fd, addr); err != nil && err != unix.EINPROGRESS {
			t.Fatal("connect:", err)
		}
		if info, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO); err == nil && info.State == unix.BPF_TCP_SYN_SENT {
			return fd
		}
	}
	t.Skip("no connection stays in SYN-SENT here")
	return -1
}

// If there is an obstacle that prevents setting an option, the kernel refuses it.
func TestWhatAnObstacleStandsAgainstIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, value, stage, obstacle string
		want                         error
	}{
		{"IPV6_V6ONLY", "on", "bound", "too late for its bind", unix.EINVAL},
		{"IPV6_V6ONLY", "on", "listening", "too late for its bind", unix.EINVAL},
		{"TCP_FASTOPEN", "5", "connecting", "too late: it is connecting", unix.EINVAL},
		{"TCP_FASTOPEN", "5", "connected", "too late: it is connected", unix.EINVAL},
		{"TCP_FASTOPEN_NO_COOKIE", "on", "connecting", "too late: it is connecting", unix.EINVAL},
		{"TCP_FASTOPEN_NO_COOKIE", "on", "accepted", "too late: it is connected", unix.EINVAL},
		{"TCP_FASTOPEN_CONNECT", "on", "listening", "too late: it listens", unix.EINVAL},
		{"TCP_FASTOPEN_CONNECT", "on", "connecting", "too late: it is connecting", unix.EINVAL},
		{"TCP_FASTOPEN_CONNECT", "on", "connected", "too late: it is connected", unix.EINVAL},
		{"TCP_REPAIR", "TCP_REPAIR_ON", "listening", "too late: it listens", unix.EPERM},
		{"IPV6_ADDRFORM", "AF_INET", "fresh", "only while connected", unix.ENOTCONN},
		{"IPV6_ADDRFORM", "AF_INET", "listening", "only while connected", unix.ENOTCONN},
		{"TCP_ULP", "tls", "fresh", "only while connected", unix.ENOTCONN},
		{"TCP_ULP", "tls", "listening", "only while connected", unix.ENOTCONN},
	} {
		t.Run(c.name+" "+c.stage, func(t *testing.T) {
			o, s := option(t, c.name), stageOf(c.stage)
			if got := o.Obstacle(s.life); got != c.obstacle {
				t.Errorf("the obstacle is %q, want %q", got, c.obstacle)
			}
			err := write(t, s.make(t, unix.AF_INET6), o, c.value)
			if c.name == "TCP_ULP" && err == unix.ENOENT {
				t.Skip("this kernel has no tls")
			}
			if c.name == "TCP_FASTOPEN_CONNECT" && err == unix.EOPNOTSUPP {
				t.Skip("net.ipv4.tcp_fastopen is off for clients here")
			}
			if err != c.want {
				disagree(t, "set %s %s: %v, want %v", c.name, c.value, err, c.want)
			}
		})
	}
}

// If there is no obstacle to an option of TCP, the kernel accepts it.
func TestWhatNoObstacleStandsAgainstIsTaken(t *testing.T) {
	taken := 0
	for _, s := range stages() {
		t.Run(s.name, func(t *testing.T) {
			for _, o := range For(unix.AF_INET6, unix.SOCK_STREAM, 0) {
				text := otherThan(o, "off")
				if !o.Settable() || text == "" || o.Needs != "" || o.Obstacle(s.life) != "" {
					continue
				}
				fd := s.make(t, unix.AF_INET6)
				switch err := write(t, fd, o, text); {
				case err == nil:
					taken++
				case o.Capability != "" && (err == unix.EPERM || err == unix.EACCES):
				case unknown(err) && o.Switch != nil: // it is off here
				default:
					disagree(t, "%s: set %s %s: %v", s.name, o.Name, text, err)
				}
				_ = write(t, fd, option(t, "SO_LINGER"), "off") // otherwise close would wait
			}
		})
	}
	if taken < 300 {
		t.Errorf("only %d options were set", taken)
	}
}

// What is set too late and accepted has no effect. It is evident that SO_REUSEADDR, SO_REUSEPORT and IP_FREEBIND have
// no effect on a bind that has succeeded; TCP_SYNCNT has no more SYNs to count, and TCP_FASTOPEN_KEY belongs to the
// listener. AF_XDP needs a device to bind to.
func TestWhatComesTooLateHasNoEffect(t *testing.T) {
	obstacle := func(t *testing.T, name string, l Life, want string) {
		t.Helper()
		if got := option(t, name).Obstacle(l); got != want {
			t.Errorf("%s: the obstacle is %q, want %q", name, got, want)
		}
	}
	give := func(t *testing.T, fd int, name, value string) {
		t.Helper()
		if err := write(t, fd, option(t, name), value); err != nil {
			t.Fatalf("set %s %s: %v", name, value, err)
		}
	}
	port := func(t *testing.T, fd int) int {
		t.Helper()
		addr, err := unix.Getsockname(fd)
		if err != nil {
			t.Fatal(err)
		}
		return addr.(*unix.SockaddrInet4).Port
	}
	t.Run("IP_BIND_ADDRESS_NO_PORT", func(t *testing.T) {
		s := stageOf("bound")
		fd := s.make(t, unix.AF_INET)
		was := port(t, fd)
		give(t, fd, "IP_BIND_ADDRESS_NO_PORT", "on")
		obstacle(t, "IP_BIND_ADDRESS_NO_PORT", s.life, "too late for its bind")
		if now := port(t, fd); was == 0 || now != was {
			t.Errorf("port %d, then %d", was, now)
		}
	})
	t.Run("IP_LOCAL_PORT_RANGE", func(t *testing.T) {
		_, addr := listenLoopback(t, unix.AF_INET, func(int) {})
		for _, deferred := range []bool{false, true} {
			fd := openFor(t, addr)
			life := Life{Bound: true, Set: func(level, name string) bool {
				return deferred && level == "SOL_IP" && name == "IP_BIND_ADDRESS_NO_PORT"
			}}
			if deferred {
				give(t, fd, "IP_BIND_ADDRESS_NO_PORT", "on")
			}
			bindLoopback(t, fd, unix.AF_INET)
			was := port(t, fd)
			if err := write(t, fd, option(t, "IP_LOCAL_PORT_RANGE"), "40000-40100"); err != nil {
				t.Skip("older than Linux 6.3:", err)
			}
			if err := unix.Connect(fd, addr); err != nil {
				t.Fatal(err)
			}
			now := port(t, fd)
			if deferred {
				obstacle(t, "IP_LOCAL_PORT_RANGE", life, "")
				if was != 0 || now < 40000 || now > 40100 {
					t.Errorf("port %d, then %d", was, now)
				}
				continue
			}
			obstacle(t, "IP_LOCAL_PORT_RANGE", life, "too late for its bind")
			if now != was {
				t.Errorf("port %d, then %d", was, now)
			}
		}
	})
	t.Run("TCP_MAXSEG", func(t *testing.T) {
		connected, listening := stageOf("connected"), stageOf("listening")
		fd, o := connected.make(t, unix.AF_INET), option(t, "TCP_MAXSEG")
		was, _ := get(fd, o)
		give(t, fd, "TCP_MAXSEG", "1000")
		obstacle(t, "TCP_MAXSEG", connected.life, "too late: it is connected")
		if now, _ := get(fd, o); !o.Decode(now).Equal(o.Decode(was)) {
			t.Errorf("connected: %v, then %v", o.Decode(was), o.Decode(now))
		}
		listener, addr := listenLoopback(t, unix.AF_INET, func(int) {})
		give(t, listener, "TCP_MAXSEG", "1000")
		obstacle(t, "TCP_MAXSEG", listening.life, "")
		client, _ := connectAccept(t, listener, addr)
		raw, _ := get(client, o)
		if n, _ := o.Decode(raw).Number(); n > 1000 {
			t.Errorf("set on a listener it leaves the client %d B", n)
		}
	})
	t.Run("TCP_SAVE_SYN", func(t *testing.T) {
		listener, addr := listenLoopback(t, unix.AF_INET, func(int) {})
		_, before := connectAccept(t, listener, addr)
		give(t, before, "TCP_SAVE_SYN", "1")
		obstacle(t, "TCP_SAVE_SYN", stageOf("accepted").life, "too late: it is connected")
		give(t, listener, "TCP_SAVE_SYN", "1")
		obstacle(t, "TCP_SAVE_SYN", stageOf("listening").life, "")
		_, after := connectAccept(t, listener, addr)
		for fd, kept := range map[int]bool{before: false, after: true} {
			if raw, err := get(fd, option(t, "TCP_SAVED_SYN")); err != nil || len(raw) > 0 != kept {
				t.Errorf("%d bytes are kept, %v; want some: %v", len(raw), err, kept)
			}
		}
	})
	t.Run("SO_RCVBUF", func(t *testing.T) {
		scale := func(fd int) any {
			t.Helper()
			raw, err := get(fd, option(t, "TCP_INFO"))
			if err != nil {
				t.Fatal(err)
			}
			return raw[6] >> 4 // tcpi_rcv_wscale
		}
		listener, addr := listenLoopback(t, unix.AF_INET, func(int) {})
		waiting := openFor(t, addr)
		if err := unix.Connect(waiting, addr); err != nil {
			t.Fatal(err)
		}
		give(t, listener, "SO_RCVBUF", "20000")
		obstacle(t, "SO_RCVBUF", stageOf("listening").life, "")
		before, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(before)
		_, after := connectAccept(t, listener, addr)
		if raw, err := get(before, option(t, "SO_RCVBUF")); err != nil || option(t, "SO_RCVBUF").Decode(raw).String() == "40000" {
			t.Errorf("a connection that waited has the listener's new buffer, %v", err)
		}
		if raw, err := get(after, option(t, "SO_RCVBUF")); err != nil || option(t, "SO_RCVBUF").Decode(raw).String() != "40000" {
			t.Errorf("a new connection has %v, %v", option(t, "SO_RCVBUF").Decode(raw), err)
		}
		was := scale(before)
		if was == scale(after) {
			t.Skip("net.ipv4.tcp_rmem is so small that every buffer has the same window scale")
		}
		give(t, before, "SO_RCVBUF", "20000")
		obstacle(t, "SO_RCVBUF", stageOf("connected").life, "too late for the window scale")
		if now := scale(before); now != was {
			t.Errorf("the window scale was %v and is %v", was, now)
		}
	})
	t.Run("SO_RCVTIMEO", func(t *testing.T) {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(pair[0])
		defer unix.Close(pair[1])
		give(t, pair[0], "SO_RCVTIMEO", "20s")
		obstacle(t, "SO_RCVTIMEO", Life{Connected: true, Nonblock: true}, "only while blocking")
		start := time.Now()
		if _, _, err := unix.Recvfrom(pair[0], make([]byte, 1), 0); err != unix.EAGAIN || time.Since(start) > 10*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// What can be set in every state takes effect there.
func TestWhatIsNeverTooLateWorksOnABoundSocket(t *testing.T) {
	fd, bound := open(t, kind{"udp4", unix.AF_INET, unix.SOCK_DGRAM, 0}), Life{Bound: true}
	bindLoopback(t, fd, unix.AF_INET)
	o := option(t, "SO_BINDTODEVICE")
	if err := write(t, fd, o, "lo"); err != nil {
		t.Fatal(err)
	}
	if raw, err := get(fd, o); err != nil || o.Decode(raw).String() != "lo" || o.Obstacle(bound) != "" {
		t.Errorf("%s is %v, %v, with the obstacle %q", o.Name, o.Decode(raw), err, o.Obstacle(bound))
	}
	for _, name := range []string{"SO_BINDTOIFINDEX", "IP_TRANSPARENT", "SO_BROADCAST", "SO_SNDBUF", "SO_LINGER", "TCP_NODELAY"} {
		for _, s := range stages() {
			if got := option(t, name).Obstacle(s.life); got != "" {
				t.Errorf("%s on a %s socket: %q", name, s.name, got)
			}
		}
	}
}

// Without its bit in net.ipv4.tcp_fastopen, one option is refused and the other has no effect. The test sets it in its
// own network.
func TestASwitchThatIsOffIsAnObstacle(t *testing.T) {
	runtime.LockOSThread() // never unlocked: the thread stays in the other network
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		t.Skip("no network of its own:", err)
	}
	up(t)
	server, client, both := option(t, "TCP_FASTOPEN"), option(t, "TCP_FASTOPEN_CONNECT"), option(t, "TCP_FASTOPEN_NO_COOKIE")
	for setting, off := range map[string][2]bool{"0": {true, true}, "1": {true, false}, "2": {false, true}, "3": {false, false}} {
		if err := os.WriteFile("/proc/sys/net/ipv4/tcp_fastopen", []byte(setting), 0o600); err != nil {
			t.Skip("can't change net.ipv4.tcp_fastopen:", err)
		}
		life := Life{Sysctl: func(key string) (string, bool) { return setting, key == "net.ipv4.tcp_fastopen" }}
		for i, o := range []*Option{server, client} {
			if want := map[bool]string{true: "off in net.ipv4.tcp_fastopen"}[off[i]]; o.Obstacle(life) != want || len(o.Warnings(life, Value{})) > 0 != (off[i] && !o.Switch.Refuses) {
				t.Errorf("with %s %s has %q and warns %q", setting, o.Name, o.Obstacle(life), o.Warnings(life, Value{}))
			}
		}
		listener, addr := listenLoopback(t, unix.AF_INET, func(fd int) {
			if err := errors.Join(write(t, fd, server, "5"), write(t, fd, both, "on")); err != nil {
				t.Fatal(err)
			}
		})
		fd := openFor(t, addr)
		if err := write(t, fd, client, "on"); (err != nil) != off[1] {
			t.Errorf("with %s set %s: %v", setting, client.Name, err)
		}
		if off[1] {
			continue
		}
		_ = write(t, fd, both, "on")
		if err := unix.Connect(fd, addr); err != nil {
			t.Fatal(err)
		}
		if _, err := unix.Write(fd, []byte("x")); err != nil {
			t.Fatal(err)
		}
		accepted, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
		if err != nil {
			t.Fatal(err)
		}
		info, err := unix.GetsockoptTCPInfo(accepted, unix.IPPROTO_TCP, unix.TCP_INFO)
		_ = unix.Close(accepted)
		const synData = 32 // TCPI_OPT_SYN_DATA
		if err != nil || info.Options&synData == 0 != off[0] {
			t.Errorf("with %s the data came in the SYN: %v, %v", setting, info.Options&synData != 0, err)
		}
	}
}

// up brings up the loopback interface of this thread's network.
func up(t *testing.T) {
	t.Helper()
	fd := open(t, kind{"udp4", unix.AF_INET, unix.SOCK_DGRAM, 0})
	request, err := unix.NewIfreq("lo")
	if err != nil {
		t.Fatal(err)
	}
	request.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	if err := unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, request); err != nil {
		t.Skip("lo stays down:", err)
	}
}

func TestAMissingCapabilityIsAnObstacle(t *testing.T) {
	for _, c := range []struct {
		name, want string
		initial    bool // in which namespace the capability would be missing
	}{
		{"SO_RCVBUFFORCE", "needs CAP_NET_ADMIN", true},
		{"SO_SNDBUFFORCE", "needs CAP_NET_ADMIN", true},
		{"TCP_REPAIR", "", true}, // CAP_NET_ADMIN in the network's namespace is enough
		{"TCP_REPAIR", "needs CAP_NET_ADMIN", false},
		{"IPV6_HOPOPTS", "needs CAP_NET_RAW", false},
		{"SO_MARK", "needs CAP_NET_ADMIN or NET_RAW", false},
		{"SO_DEBUG", "", false}, // needed only to turn it on
		{"SIOCGSKNS", "", false},
	} {
		o := Lookup(c.name)[0]
		missing := func(_ string, initial bool) bool { return c.initial && !initial }
		if got := o.Obstacle(Life{Capable: missing}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := o.Obstacle(Life{}); got != "" {
			t.Errorf("%s of somebody of whom nothing is known: %q", c.name, got)
		}
		if got := o.Warnings(Life{Capable: missing}, Value{}); got != nil {
			t.Errorf("%s warns %q of what the kernel refuses", c.name, got)
		}
	}
}

// The options whose capability is required in the initial user namespace are marked, and all others require it in that
// of the network.
func TestInitialCapabilities(t *testing.T) {
	var marked []string
	for _, o := range Everything() {
		if o.Initial {
			marked = append(marked, o.Name)
			if !strings.HasPrefix(o.Capability, "CAP_") {
				t.Errorf("%s needs no capability", o.Name)
			}
		}
	}
	want := []string{"SO_SNDBUFFORCE", "SO_RCVBUFFORCE", "SO_DEBUG", "SO_PREFER_BUSY_POLL", "SO_BUSY_POLL_BUDGET"}
	if !slices.Equal(marked, want) {
		t.Errorf("%q, want %q", marked, want)
	}
}

// There is no obstacle to what can't be set, and an obstacle fits into a narrow column.
func TestObstaclesAreClauses(t *testing.T) {
	lives := []Life{{}, {Nonblock: true}, {Sysctl: func(string) (string, bool) { return "0", true }}, {Capable: func(string, bool) bool { return false }}}
	for _, s := range stages() {
		lives = append(lives, s.life)
	}
	for _, o := range Everything() {
		for _, l := range lives {
			got := o.Obstacle(l)
			if got != "" && !o.Settable() || len(got) > 30 || strings.HasSuffix(got, ".") {
				t.Errorf("%s: %q", o.Name, got)
			}
			for _, w := range o.Warnings(l, Value{}) {
				warning := w.Text
				if !strings.HasPrefix(warning, o.Name+" ") || strings.Contains(warning, ". ") || !o.Settable() {
					t.Errorf("%s warns %q", o.Name, warning)
				}
			}
		}
	}
}

// If there are two capabilities, either is enough; conditions are left to the kernel.
func TestEitherCapabilityWillDo(t *testing.T) {
	has := func(names ...string) Life {
		return Life{Capable: func(capability string, _ bool) bool { return slices.Contains(names, capability) }}
	}
	for _, c := range []struct {
		name, want string
		life       Life
	}{
		{"SO_MARK", "needs CAP_NET_ADMIN or NET_RAW", has()},
		{"SO_MARK", "", has("CAP_NET_RAW")},
		{"SO_PRIORITY", "", has()},
		{"SO_RCVBUFFORCE", "needs CAP_NET_ADMIN", has("CAP_NET_RAW")},
	} {
		if got := option(t, c.name).Obstacle(c.life); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
