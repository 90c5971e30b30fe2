package engine

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// line is a step with its canonical text, the calls it makes and its answer.
type line struct {
	step  Step
	text  string
	calls string // without times; see shown
	got   string // "fd" means a descriptor
}

// scenes returns scenes that cover every verb of the language, each on its own bench.
func scenes() map[string][]line {
	return map[string][]line{
		"life": lifeScene(), "connect": connectScene(), "stream": streamScene(), "datagram": datagramScene(),
		"options": optionScene(), "flags": flagScene(), "waits": waitScene(), "epoll": epollScene(),
		"shorthands": shorthandScene(), "messages": messageScene(), "control": controlScene(), "serve": serveScene(),
		"descriptors": descriptorScene(),
	}
}

func TestVerbs(t *testing.T) {
	for name, scene := range scenes() {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, Options{Lab: true})
			for _, l := range scene {
				if got := l.step.String(); got != l.text {
					t.Errorf("prints %q, want %q", got, l.text)
				}
				event, err := r.Do(l.step)
				if err != nil {
					t.Fatal(err)
				}
				if event.Problem != "" || event.Held != nil && !*event.Held {
					t.Errorf("%s: problem %q, got %q", l.text, event.Problem, event.Got)
				}
				if got := shown(event); got != l.calls {
					t.Errorf("%s made\n%s\nwant\n%s", l.text, got, l.calls)
				}
				if l.got != event.Got && l.got != "fd" {
					t.Errorf("%s answers %q, want %q", l.text, event.Got, l.got)
				}
				standing(t, l, event)
				if event.Text != l.text || event.Verb != l.step.Verb {
					t.Errorf("the event is of %q, verb %s", event.Text, event.Verb)
				}
			}
		})
	}
}

// standing compares the state in which a verb leaves its socket according to the table with what the kernel says: the
// first verb that binds, connects or makes a listener must say so.
func standing(t *testing.T, l line, e Event) {
	t.Helper()
	v, _ := step.FindVerb(l.step.Verb)
	// A duplicate has the state of its original.
	if e.Evidence == nil || e.Errno() != "" || step.KnownErrno(e.Got) || v.Name == "dup" {
		return
	}
	for _, s := range e.Evidence.Sockets {
		about := l.step.Names // a verb that makes a socket is about that one
		if v.Gives == 0 {
			about = []string{l.step.Socket}
		}
		if !slices.Contains(about, s.Name) || s.Closed || s.After == nil || s.After.State == "" {
			continue
		}
		before := status.Condition{State: status.StateClosed}
		if s.Before != nil {
			before = *s.Before
		}
		for _, c := range []struct {
			what             string
			left, was, isNow bool
		}{
			{"bound", v.Leaves.Bound, before.Bound(), s.After.Bound()},
			{"listening", v.Leaves.Listening, before.State == status.StateListen, s.After.State == status.StateListen},
			{"connected", v.Leaves.Connected, before.Peer != "", s.After.Peer != ""},
		} {
			if c.left && !c.isNow && !(c.what == "bound" && s.Kind.Unix()) && l.step.Address != "none" || !c.left && c.isNow && !c.was {
				t.Errorf("%s: %s is %s %t, and the table says %t", l.text, s.Name, c.what, c.isNow, c.left)
			}
		}
		if v.Leaves.Nonblock && !s.After.Nonblock {
			t.Errorf("%s: %s blocks, and the table says it does not", l.text, s.Name)
		}
	}
}

func TestEveryVerbHasAScene(t *testing.T) {
	// How often roundtrip calls poll and recv depends on timing; swarm, fork and attach involve other processes, and
	// have their own tests.
	made := []string{"roundtrip", "swarm", "fork", "exit", "kill", "attach"}
	for _, scene := range scenes() {
		for _, l := range scene {
			made = append(made, l.step.Verb)
		}
	}
	for _, v := range step.Verbs() {
		if !slices.Contains(made, v.Name) {
			t.Errorf("no scene makes %s", v.Name)
		}
	}
}

func lifeScene() []line {
	return []line{
		{stepOf("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)),
			"s = socket tcp nonblock cloexec",
			"socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_IP) = <s>", "fd"},
		{stepOf("socket", named("m"), kind(unix.AF_INET6, unix.SOCK_STREAM), ofProtocol(unix.IPPROTO_TCP)),
			"m = socket AF_INET6 SOCK_STREAM IPPROTO_TCP",
			"socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = <m>", "fd"},
		{stepOf("socket", named("x"), kind(unix.AF_INET, unix.SOCK_DGRAM), ofProtocol(unix.IPPROTO_TCP), wants("EPROTONOSUPPORT", "ok")),
			"x = socket AF_INET SOCK_DGRAM IPPROTO_TCP => EPROTONOSUPPORT | ok",
			"socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP) = -1 EPROTONOSUPPORT (Protocol not supported)", "EPROTONOSUPPORT"},
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_SEQPACKET)),
			"a, b = socketpair unix-seqpacket",
			"socketpair(AF_UNIX, SOCK_SEQPACKET, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("dup", named("d"), sock("s")), "d = dup s", "dup(s) = <d>", "fd"},
		{stepOf("shutdown", sock("a"), op(unix.SHUT_WR)), "shutdown a wr", "shutdown(a, SHUT_WR) = 0", "0"},
		{stepOf("recv", sock("b"), size(9), wants("eof")), "recv b 9 => eof", `recvfrom(b, "", 9, 0, NULL, NULL) = 0`, "eof"},
		{stepOf("shutdown", sock("s"), op(unix.SHUT_RDWR)), "shutdown s rdwr",
			"shutdown(s, SHUT_RDWR) = -1 ENOTCONN (Transport endpoint is not connected)", "ENOTCONN"},
		{stepOf("close", sock("d")), "close d", "close(d) = 0", "0"},
	}
}

func connectScene() []line {
	return []line{
		{stepOf("socket", named("s"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK)), "s = socket unix nonblock",
			"socket(AF_UNIX, SOCK_STREAM|SOCK_NONBLOCK, 0) = <s>", "fd"},
		{stepOf("bind", sock("s"), addr("unix:@a b")), `bind s "unix:@a b"`, `bind(s, {AF_UNIX, "@a b"}, 6) = 0`, "0"},
		{stepOf("listen", sock("s"), count(2)), "listen s 2", "listen(s, 2) = 0", "0"},
		{stepOf("listen", sock("s")), "listen s", "listen(s, 5) = 0", "0"},
		{stepOf("accept", named("a"), sock("s"), flags(unix.SOCK_NONBLOCK), wants("EAGAIN")), "a = accept s nonblock => EAGAIN",
			"accept4(s, NULL, NULL, SOCK_NONBLOCK) = -1 EAGAIN (Resource temporarily unavailable)", "EAGAIN"},
		{stepOf("socket", named("c"), kind(unix.AF_UNIX, unix.SOCK_STREAM)), "c = socket unix",
			"socket(AF_UNIX, SOCK_STREAM, 0) = <c>", "fd"},
		{stepOf("connect", sock("c"), addr("@s")), "connect c @s", `connect(c, {AF_UNIX, "@a b"}, 6) = 0`, "0"},
		{stepOf("accept", named("a"), sock("s"), flags(unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)), "a = accept s nonblock cloexec",
			"accept4(s, NULL, NULL, SOCK_NONBLOCK|SOCK_CLOEXEC) = <a>", "fd"},
		{stepOf("getpeername", sock("c"), wants("@s")), "getpeername c => @s", `getpeername(c, {AF_UNIX, "@a b"}, [112 => 6]) = 0`, "\"unix:@a b\""},
		{stepOf("getsockname", sock("c")), "getsockname c", `getsockname(c, {AF_UNIX}, [112 => 2]) = 0`, "unix:"},
		{stepOf("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM)), "u = socket udp",
			"socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = <u>", "fd"},
		{stepOf("connect", sock("u"), addr("localhost:7009")), "connect u localhost:7009", "connect(u, {AF_INET, 127.0.0.1:7009}, 16) = 0", "0"},
		{stepOf("getpeername", sock("u"), wants("127.0.0.1:7009")), "getpeername u => 127.0.0.1:7009",
			"getpeername(u, {AF_INET, 127.0.0.1:7009}, [112 => 16]) = 0", "127.0.0.1:7009"},
		{stepOf("connect", sock("u"), addr("none")), "connect u none", "connect(u, {AF_UNSPEC}, 16) = 0", "0"},
		{stepOf("getpeername", sock("u"), wants("ENOTCONN")), "getpeername u => ENOTCONN",
			"getpeername(u, 0x…, [112]) = -1 ENOTCONN (Transport endpoint is not connected)", "ENOTCONN"},
	}
}

func streamScene() []line {
	return []line{
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK)), "a, b = socketpair unix nonblock",
			"socketpair(AF_UNIX, SOCK_STREAM|SOCK_NONBLOCK, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("send", sock("a"), texted("hel\"lo\n"), flags(unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT), wants("7")),
			`send a "hel\"lo\n" MSG_DONTWAIT|MSG_NOSIGNAL => 7`,
			`sendto(a, "hel\"lo\n", 7, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = 7`, "7"},
		{stepOf("recv", sock("b"), size(3), flags(unix.MSG_PEEK), wantsText("hel")), `recv b 3 MSG_PEEK => "hel"`,
			`recvfrom(b, "hel", 3, MSG_PEEK, NULL, NULL) = 3`, `"hel"`},
		{stepOf("read", sock("b"), size(3)), "read b 3", `read(b, "hel", 3) = 3`, `"hel"`},
		{stepOf("pending", sock("b"), wants("4")), "pending b => 4", "ioctl(b, FIONREAD, [4]) = 0", "4"},
		{stepOf("recv", sock("b"), size(2<<10)), "recv b 2KiB", `recvfrom(b, "\"lo\n", 2048, 0, NULL, NULL) = 4`, `"\"lo\n"`},
		{stepOf("recv", sock("b"), size(1), wants("EAGAIN")), "recv b 1 => EAGAIN",
			"recvfrom(b, 0x…, 1, 0, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)", "EAGAIN"},
		{stepOf("write", sock("b"), times(3, "ab")), `write b 3*"ab"`, `write(b, "ababab", 6) = 6`, "6"},
		{stepOf("recvfrom", sock("a"), size(9)), "recvfrom a 9", `recvfrom(a, "ababab", 9, 0, 0x…, [112 => 0]) = 6`, `"ababab"`},
		{stepOf("close", sock("b")), "close b", "close(b) = 0", "0"},
		{stepOf("send", sock("a"), texted("x"), wants("EPIPE")), `send a "x" => EPIPE`,
			`sendto(a, "x", 1, 0, NULL, 0) = -1 EPIPE (Broken pipe)`, "EPIPE"},
		{stepOf("read", sock("a"), size(1), wants("eof")), "read a 1 => eof", `read(a, "", 1) = 0`, "eof"},
	}
}

func datagramScene() []line {
	return []line{
		{stepOf("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM), flags(unix.SOCK_NONBLOCK)), "u = socket udp nonblock",
			"socket(AF_INET, SOCK_DGRAM|SOCK_NONBLOCK, IPPROTO_IP) = <u>", "fd"},
		{stepOf("bind", sock("u"), addr("127.0.0.1:7000")), "bind u 127.0.0.1:7000", "bind(u, {AF_INET, 127.0.0.1:7000}, 16) = 0", "0"},
		{stepOf("sendto", sock("u"), addr("@u"), texted("ping"), flags(unix.MSG_CONFIRM)), `sendto u @u "ping" MSG_CONFIRM`,
			`sendto(u, "ping", 4, MSG_CONFIRM, {AF_INET, 127.0.0.1:7000}, 16) = 4`, "4"},
		{stepOf("recvfrom", sock("u"), size(2), flags(unix.MSG_TRUNC)), "recvfrom u 2 MSG_TRUNC",
			`recvfrom(u, "pi", 2, MSG_TRUNC, {AF_INET, 127.0.0.1:7000}, [112 => 16]) = 4`, `"pi"`},
		{stepOf("sendto", sock("u"), addr("@u"), texted("")), `sendto u @u ""`,
			`sendto(u, "", 0, 0, {AF_INET, 127.0.0.1:7000}, 16) = 0`, "0"},
		{stepOf("recv", sock("u"), size(2), wantsText("")), `recv u 2 => ""`, `recvfrom(u, "", 2, 0, NULL, NULL) = 0`, `""`},
		{stepOf("getsockname", sock("u")), "getsockname u", "getsockname(u, {AF_INET, 127.0.0.1:7000}, [112 => 16]) = 0", "127.0.0.1:7000"},
	}
}

func optionScene() []line {
	return []line{
		{stepOf("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM)), "s = socket tcp",
			"socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = <s>", "fd"},
		{stepOf("setsockopt", sock("s"), ofOption("SO_REUSEADDR"), value("on")), "setsockopt s SO_REUSEADDR on",
			"setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0", "0"},
		{stepOf("setsockopt", sock("s"), ofOption("TCP_NODELAY|TCP_MAXSEG"), value("on")), "setsockopt s TCP_NODELAY|TCP_MAXSEG on",
			"setsockopt(s, SOL_TCP, TCP_CORK, [1], 4) = 0", "0"},
		{stepOf("getsockopt", sock("s"), ofOption("TCP_NODELAY|TCP_MAXSEG")), "getsockopt s TCP_NODELAY|TCP_MAXSEG",
			"getsockopt(s, SOL_TCP, TCP_CORK, [1], [4]) = 0", "on"},
		{stepOf("setsockopt", sock("s"), at("SOL_TCP", "TCP_NODELAY|TCP_MAXSEG", 0), value("off")), "setsockopt s SOL_TCP TCP_NODELAY|TCP_MAXSEG off",
			"setsockopt(s, SOL_TCP, TCP_CORK, [0], 4) = 0", "0"},
		{stepOf("getsockopt", sock("s"), ofOption("SO_REUSEADDR"), wants("on")), "getsockopt s SO_REUSEADDR => on",
			"getsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], [4]) = 0", "on"},
		{stepOf("setsockopt", sock("s"), ofOption("SO_LINGER"), value("on,3s")), "setsockopt s SO_LINGER on,3s",
			"setsockopt(s, SOL_SOCKET, SO_LINGER, [on,3s], 8) = 0", "0"},
		{stepOf("getsockopt", sock("s"), ofOption("SO_LINGER"), wants("off", "on,3s")), "getsockopt s SO_LINGER => off | on,3s",
			"getsockopt(s, SOL_SOCKET, SO_LINGER, [on,3s], [8]) = 0", "on,3s"},
		{stepOf("setsockopt", sock("s"), at("SOL_TCP", "TCP_NODELAY", 0), value("on")), "setsockopt s SOL_TCP TCP_NODELAY on",
			"setsockopt(s, SOL_TCP, TCP_NODELAY, [1], 4) = 0", "0"},
		{stepOf("setsockopt", sock("s"), at("1", "", 2), value("hex:00000000")), "setsockopt s 1 2 hex:00000000",
			"setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [0], 4) = 0", "0"},
		{stepOf("getsockopt", sock("s"), at("1", "", 999), wants("ENOPROTOOPT")), "getsockopt s 1 999 => ENOPROTOOPT",
			"getsockopt(s, SOL_SOCKET, 999, 0x…, [512]) = -1 ENOPROTOOPT (Protocol not available)", "ENOPROTOOPT"},
		{stepOf("setsockopt", sock("s"), ofOption("SO_ATTACH_FILTER"), value("drop")), "setsockopt s SO_ATTACH_FILTER drop",
			"setsockopt(s, SOL_SOCKET, SO_ATTACH_FILTER, {len=1}, 16) = 0", "0"},
	}
}

func flagScene() []line {
	return []line{
		{stepOf("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM)), "s = socket tcp",
			"socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = <s>", "fd"},
		{stepOf("fcntl", sock("s"), asking("O_NONBLOCK"), turned(true)), "fcntl s O_NONBLOCK on",
			"fcntl(s, F_GETFL) = 0x2 (flags O_RDWR)\nfcntl(s, F_SETFL, O_RDWR|O_NONBLOCK) = 0", "0"},
		{stepOf("fcntl", sock("s"), asking("F_GETFL"), wants("O_NONBLOCK|O_RDWR")), "fcntl s F_GETFL => O_NONBLOCK|O_RDWR",
			"fcntl(s, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)", "O_RDWR|O_NONBLOCK"},
		{stepOf("ioctl", sock("s"), asking("FIONBIO"), turned(false)), "ioctl s FIONBIO off", "ioctl(s, FIONBIO, [0]) = 0", "0"},
		{stepOf("nonblock", sock("s")), "nonblock s",
			"fcntl(s, F_GETFL) = 0x2 (flags O_RDWR)\nfcntl(s, F_SETFL, O_RDWR|O_NONBLOCK) = 0", "0"},
		{stepOf("fcntl", sock("s"), asking("FD_CLOEXEC"), turned(true)), "fcntl s FD_CLOEXEC on",
			"fcntl(s, F_GETFD) = 0\nfcntl(s, F_SETFD, FD_CLOEXEC) = 0", "0"},
		{stepOf("fcntl", sock("s"), asking("F_GETFD")), "fcntl s F_GETFD", "fcntl(s, F_GETFD) = 0x1 (flags FD_CLOEXEC)", "FD_CLOEXEC"},
		{stepOf("ioctl", sock("s"), asking("SIOCOUTQ"), wants(">=0")), "ioctl s SIOCOUTQ => >=0", "ioctl(s, TIOCOUTQ, [0]) = 0", "0"},
		{stepOf("ioctl", sock("s"), asking("SIOCATMARK"), wants("off")), "ioctl s SIOCATMARK => off", "ioctl(s, SIOCATMARK, [0]) = 0", "0"},
	}
}

func waitScene() []line {
	return []line{
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM)), "a, b = socketpair unix",
			"socketpair(AF_UNIX, SOCK_STREAM, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("poll", interested("a", unix.POLLIN), wants("none")), "poll a:in => none", "poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)", "none"},
		{stepOf("poll", interested("a", unix.POLLIN|unix.POLLOUT), interested("b", unix.POLLOUT), timeout(time.Second), wants("b:out a:out")),
			"poll a:in,out b:out 1s => b:out a:out",
			"poll([{fd=a, events=POLLIN|POLLOUT}, {fd=b, events=POLLOUT}], 2, 1000) = 2 ([{fd=a, revents=POLLOUT}, {fd=b, revents=POLLOUT}])", "a:out b:out"},
		{stepOf("select", interested("a", unix.POLLIN), timeout(500*time.Microsecond), wants("none")), "select a:in 500us => none",
			"select(n, [a], [], [], {tv_sec=0, tv_usec=500}) = 0 (Timeout)", "none"},
		{stepOf("select", interested("a", unix.POLLIN|unix.POLLOUT|unix.POLLPRI), timeout(-1)), "select a:in,out,pri forever",
			"select(n, [a], [a], [a], NULL) = 1 (out [a])", "a:out"},
		{stepOf("shutdown", sock("b"), op(unix.SHUT_RDWR)), "shutdown b rdwr", "shutdown(b, SHUT_RDWR) = 0", "0"},
		{stepOf("poll", interested("a", unix.POLLRDHUP), wants("a:hup,rdhup")), "poll a:rdhup => a:hup,rdhup",
			"poll([{fd=a, events=POLLRDHUP}], 1, 0) = 1 ([{fd=a, revents=POLLRDHUP|POLLHUP}])", "a:rdhup,hup"},
	}
}

func epollScene() []line {
	return []line{
		{stepOf("epoll", named("e"), flags(unix.EPOLL_CLOEXEC)), "e = epoll cloexec", "epoll_create1(EPOLL_CLOEXEC) = <e>", "fd"},
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_DGRAM)), "a, b = socketpair unix-dgram",
			"socketpair(AF_UNIX, SOCK_DGRAM, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("a"), flags(unix.EPOLLIN|unix.EPOLLET|unix.EPOLLONESHOT)),
			"epoll_ctl e add a in et oneshot",
			"epoll_ctl(e, EPOLL_CTL_ADD, a, {events=EPOLLIN|EPOLLET|EPOLLONESHOT, data=fd}) = 0", "0"},
		{stepOf("epoll_wait", sock("e"), wants("none")), "epoll_wait e => none", "epoll_wait(e, [], 64, 0) = 0", "none"},
		{stepOf("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_MOD), other("a"), flags(unix.EPOLLOUT)), "epoll_ctl e mod a out",
			"epoll_ctl(e, EPOLL_CTL_MOD, a, {events=EPOLLOUT, data=fd}) = 0", "0"},
		{stepOf("epoll_wait", sock("e"), count(3), timeout(time.Second), wants("a:out")), "epoll_wait e 3 1s => a:out",
			"epoll_wait(e, [{events=EPOLLOUT, data=a}], 3, 1000) = 1", "a:out"},
		{stepOf("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_DEL), other("a")), "epoll_ctl e del a",
			"epoll_ctl(e, EPOLL_CTL_DEL, a, 0x…) = 0", "0"},
		{stepOf("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_DEL), other("a"), wants("ENOENT")), "epoll_ctl e del a => ENOENT",
			"epoll_ctl(e, EPOLL_CTL_DEL, a, 0x…) = -1 ENOENT (No such file or directory)", "ENOENT"},
		{stepOf("epoll_wait", sock("e"), count(0), wants("EINVAL")), "epoll_wait e 0 => EINVAL",
			"epoll_wait(e, 0x…, 0, 0) = -1 EINVAL (Invalid argument)", "EINVAL"},
	}
}

func shorthandScene() []line {
	return []line{
		{stepOf("server", named("s"), addr("127.0.0.1:7000"), count(3)), "s = server 127.0.0.1:7000 3",
			"socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = <s>\n" +
				"setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n" +
				"bind(s, {AF_INET, 127.0.0.1:7000}, 16) = 0\n" +
				"listen(s, 3) = 0", "0"},
		{stepOf("client", named("c"), addr("@s"), wants("ok")), "c = client @s => ok",
			"socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP) = <c>\n" +
				"connect(c, {AF_INET, 127.0.0.1:7000}, 16) = -1 EINPROGRESS (Operation now in progress)\n" +
				"poll([{fd=c, events=POLLOUT}], 1, 5000) = 1 ([{fd=c, revents=POLLOUT}])\n" +
				"getsockopt(c, SOL_SOCKET, SO_ERROR, [0], [4]) = 0", "0"},
		{stepOf("accept", named("a"), sock("s")), "a = accept s", "accept4(s, NULL, NULL, 0) = <a>", "fd"},
		{stepOf("setsockopt", sock("a"), ofOption("SO_ATTACH_FILTER"), value("drop")), "setsockopt a SO_ATTACH_FILTER drop",
			"setsockopt(a, SOL_SOCKET, SO_ATTACH_FILTER, {len=1}, 16) = 0", "0"}, // so that c stays in FIN-WAIT-1
		{stepOf("closedown", sock("c")), "closedown c", "shutdown(c, SHUT_RDWR) = 0\nclose(c) = 0", "0"},
		{stepOf("client", named("d"), addr("127.0.0.1:7999"), wants("ECONNREFUSED")), "d = client 127.0.0.1:7999 => ECONNREFUSED",
			"socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP) = <d>\n" +
				"connect(d, {AF_INET, 127.0.0.1:7999}, 16) = -1 EINPROGRESS (Operation now in progress)\n" +
				"poll([{fd=d, events=POLLOUT}], 1, 5000) = 1 ([{fd=d, revents=POLLOUT|POLLHUP|POLLERR}])\n" +
				"getsockopt(d, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0", "ECONNREFUSED"},
		{stepOf("closedown", sock("d")), "closedown d",
			"shutdown(d, SHUT_RDWR) = -1 ENOTCONN (Transport endpoint is not connected)\nclose(d) = 0", "0"},
		{stepOf("server", named("s6"), addr("[::1]:7000")), "s6 = server [::1]:7000",
			"socket(AF_INET6, SOCK_STREAM, IPPROTO_IP) = <s6>\n" +
				"setsockopt(s6, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n" +
				"bind(s6, {AF_INET6, [::1]:7000}, 28) = 0\n" +
				"listen(s6, 5) = 0", "0"},
		{stepOf("server", named("t"), addr("127.0.0.1:7000"), wants("EADDRINUSE")), "t = server 127.0.0.1:7000 => EADDRINUSE",
			"socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = <t>\n" +
				"setsockopt(t, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n" +
				"bind(t, {AF_INET, 127.0.0.1:7000}, 16) = -1 EADDRINUSE (Address already in use)", "EADDRINUSE"},
	}
}

func serveScene() []line {
	tcp := []line{
		{stepOf("server", named("s"), addr("127.0.0.1:7001")), "s = server 127.0.0.1:7001",
			"socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = <s>\nsetsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\nbind(s, {AF_INET, 127.0.0.1:7001}, 16) = 0\nlisten(s, 5) = 0", "0"},
		{stepOf("serve", sock("s"), func(s *Step) { s.Service = &step.Service{Protocol: "echo", Readiness: "poll"} }), "serve s echo with poll",
			"fcntl(s, F_GETFL) = 0x2 (flags O_RDWR)\nfcntl(s, F_SETFL, O_RDWR|O_NONBLOCK) = 0", ""},
		{stepOf("gear", func(s *Step) { s.Gear = &step.Gear{Word: "pause"} }), "gear pause", "", ""},
		{stepOf("expect", target("s", "connections"), compared("==", "0")), "expect s.connections == 0", "", "0"},
		{stepOf("unswarm"), "unswarm", "", "0 swarms stopped"},
		{stepOf("unswarm", addr("127.0.0.1:9")), "unswarm 127.0.0.1:9", "", "0 swarms stopped"},
		{stepOf("unserve", sock("s")), "unserve s", "", "0 connections closed"},
	}
	return tcp
}

func controlScene() []line {
	return []line{
		{stepOf("sleep", timeout(1500*time.Microsecond)), "sleep 1500us", "", ""},
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM)), "a, b = socketpair unix",
			"socketpair(AF_UNIX, SOCK_STREAM, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("spawn", ofTask("w"), spawned(stepOf("recv", sock("a"), size(9)))), "spawn w recv a 9", "", ""},
		{stepOf("interrupt", ofTask("w")), "interrupt w", "", ""},
		{stepOf("join", ofTask("w"), wants("EINTR")), "join w => EINTR",
			"recvfrom(a, 0x…, 9, 0, NULL, NULL) = -1 EINTR (Interrupted system call)", "EINTR"},
		{stepOf("show", target("a", "pending")), "show a.pending", "", "0"},
		{stepOf("show", target("a", "SO_REUSEADDR")), "show a.SO_REUSEADDR", "", "off"},
		{stepOf("expect", target("a", "state"), compared("==", "ESTABLISHED")), "expect a.state == ESTABLISHED", "", "ESTABLISHED"},
		{stepOf("expect", counter("TcpActiveOpens"), compared("<=", "1000"), within(time.Second)), "within 1s expect mib.TcpActiveOpens <= 1000", "", "0"},
		{stepOf("sysctl", key("net.ipv4.tcp_fin_timeout"), value("61")), "sysctl net.ipv4.tcp_fin_timeout 61", "", ""},
		{stepOf("rlimit", key("nofile"), limit(1000)), "rlimit nofile 1000", "prlimit64(0, RLIMIT_NOFILE, {rlim_cur=1000}, NULL) = 0", "0"},
	}
}
