package why

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// wentWell has a line for every verb, and the last call that the line makes when all goes well.
func wentWell() map[string][]engine.Call {
	one := func(c engine.Call) []engine.Call { return []engine.Call{c} }
	return map[string][]engine.Call{
		"n = socket tcp":                     one(call("socket", 7, "", "AF_INET", "SOCK_STREAM", "IPPROTO_IP")),
		"n, m = socketpair unix":             one(call("socketpair", 0, "", "AF_UNIX", "SOCK_STREAM", "IPPROTO_IP", "[7, 8]")),
		"n = dup s":                          one(call("dup", 8, "", "s")),
		"dup3 s e":                           one(call("dup3", 8, "", "s", "e", "0")),
		`n = memfd "hello"`:                  one(call("lseek", 0, "", "n", "0", "SEEK_SET")),
		"n, m = pipe":                        one(call("pipe2", 0, "", "[7, 8]", "0")),
		"n = eventfd 5":                      one(call("eventfd2", 7, "", "5", "0")),
		"n = timerfd 1s every 10ms":          one(call("timerfd_settime", 0, "", "n", "0", "{it_interval={tv_sec=0, tv_nsec=10000000}, it_value={tv_sec=1, tv_nsec=0}}", "NULL")),
		"sendfile s e 10":                    one(call("sendfile", 5, "", "s", "e", "NULL", "10")),
		"splice s e 10":                      one(call("splice", 5, "", "e", "NULL", "s", "NULL", "10", "0")),
		"tee s e 10":                         one(call("tee", 5, "", "e", "s", "10", "0")),
		"lseek s 3 end":                      one(call("lseek", 5, "", "s", "3", "SEEK_END")),
		"close s":                            one(call("close", 0, "", "s")),
		"shutdown s wr":                      one(call("shutdown", 0, "", "s", "SHUT_WR")),
		"bind s 127.0.0.1:7000":              one(call("bind", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "16")),
		"listen s":                           one(call("listen", 0, "", "s", "5")),
		"connect s 127.0.0.1:7000":           one(call("connect", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "16")),
		"n = accept s":                       one(call("accept4", 9, "", "s", "NULL", "0")),
		"getsockname s":                      one(call("getsockname", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "[16]")),
		"getpeername s":                      one(call("getpeername", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "[16]")),
		`send s "hello"`:                     one(call("sendto", 5, "", "s", `"hello"`, "5", "0", "NULL", "0")),
		"recv s 10":                          one(call("recvfrom", 5, "", "s", `"hello"`, "10", "0", "NULL", "NULL")),
		`sendto s 127.0.0.1:7000 "hello"`:    one(call("sendto", 5, "", "s", `"hello"`, "5", "0", "{AF_INET, 127.0.0.1:7000}", "16")),
		"recvfrom s 10":                      one(call("recvfrom", 5, "", "s", `"hello"`, "10", "0", "{AF_INET, 127.0.0.1:7000}", "[16]")),
		"read s 10":                          one(call("read", 5, "", "s", `"hello"`, "10")),
		`sendmsg s "hel" "lo" with IP_TTL=5`: one(call("sendmsg", 5, "", "s", "{…}", "0")),
		"recvmsg s 10":                       one(call("recvmsg", 5, "", "s", "{…}", "0")),
		`sendmmsg s "a" "b"`:                 one(call("sendmmsg", 2, "", "s", "[…]", "2", "0")),
		"recvmmsg s 2 10":                    one(call("recvmmsg", 2, "", "s", "[…]", "2", "0", "NULL")),
		`writev s "hel" "lo"`:                one(call("writev", 5, "", "s", "[…]", "2")),
		"readv s 3 3":                        one(call("readv", 5, "", "s", "[…]", "2")),
		`write s "hello"`:                    one(call("write", 5, "", "s", `"hello"`, "5")),
		"setsockopt s TCP_NODELAY on":        one(call("setsockopt", 0, "", "s", "SOL_TCP", "TCP_NODELAY", "[1]", "4")),
		"getsockopt s TCP_NODELAY":           one(call("getsockopt", 0, "", "s", "SOL_TCP", "TCP_NODELAY", "[1]", "[4]")),
		"fcntl s O_NONBLOCK on":              one(call("fcntl", 0, "", "s", "F_SETFL", "O_RDWR|O_NONBLOCK")),
		"ioctl s FIONREAD":                   one(call("ioctl", 0, "", "s", "FIONREAD", "[5]")),
		"nonblock s":                         one(call("fcntl", 0, "", "s", "F_SETFL", "O_RDWR|O_NONBLOCK")),
		"pending s":                          one(call("ioctl", 0, "", "s", "FIONREAD", "[5]")),
		"poll s:in 1s":                       one(call("poll", 0, "", "[{fd=s, events=POLLIN}]", "1", "1000")),
		"select s:in 1s":                     one(call("select", 0, "", "8", "[s]", "NULL", "NULL", "{tv_sec=1, tv_usec=0}")),
		"n = epoll":                          one(call("epoll_create1", 9, "", "0")),
		"epoll_ctl e add s in":               one(call("epoll_ctl", 0, "", "e", "EPOLL_CTL_ADD", "s", "{events=EPOLLIN, data=5}")),
		"epoll_wait e":                       one(call("epoll_wait", 0, "", "e", "[]", "16", "0")),
		"n = server 127.0.0.1:7000":          one(call("listen", 0, "", "n", "5")),
		"n = client 127.0.0.1:7000":          one(call("getsockopt", 0, "", "n", "SOL_SOCKET", "SO_ERROR", "[0]", "[4]")),
		"closedown s":                        one(call("close", 0, "", "s")),
		"roundtrip s":                        one(call("recvfrom", 1, "", "s", `"n"`, "1", "0", "NULL", "NULL")),
		"sleep 1s":                           nil,
		"spawn v recv s 1":                   nil,
		"join w":                             one(call("recvfrom", 1, "", "s", `"n"`, "1", "0", "NULL", "NULL")),
		"interrupt w":                        nil,
		"expect s.state == ESTABLISHED":      nil,
		"show s.state":                       nil,
		"serve s echo":                       one(call("fcntl", 0, "", "s", "F_SETFL", "O_RDWR|O_NONBLOCK")),
		"gear slow 5":                        nil,
		"unserve s":                          nil,
		"swarm 3 127.0.0.1:7000":             nil,
		"unswarm":                            nil,
		"sysctl net.ipv4.tcp_fin_timeout 30": nil,
		"n = attach 812:7":                   one(call("pidfd_getfd", 9, "", "<pid:812>", "7", "0")),
		"fork k":                             nil,
		"exit k":                             nil,
		"kill k":                             nil,
		"rlimit nofile 64":                   one(call("prlimit64", 0, "", "0", "RLIMIT_NOFILE", "{rlim_cur=64}", "NULL")),
	}
}

// TestEveryVerbIsExplained checks that every successful verb has a sentence of its own, not just the one that
// fits any call.
func TestEveryVerbIsExplained(t *testing.T) {
	explained := map[string]bool{}
	for line, calls := range wentWell() {
		asked, ok, err := step.ParseLine(line, []string{"s", "e", "w"})
		if err != nil || !ok {
			t.Fatalf("%s: %v", line, err)
		}
		e := engine.Event{Text: line, Verb: asked.Verb, Step: asked, Calls: calls, Got: "ESTABLISHED"}
		said := Event(nil, e)
		if said == "" || !strings.HasSuffix(said, ".") {
			t.Errorf("%s: %q is not a sentence", line, said)
		}
		for _, c := range calls {
			if strings.HasPrefix(said, string(c.Name)+" answered") {
				t.Errorf("%s: nothing is said of it but %q", line, said)
			}
		}
		explained[asked.Verb] = true
		t.Logf("%-34s %s", line, said)
	}
	for _, v := range step.Verbs() {
		if !explained[v.Name] {
			t.Errorf("%s has no sentence: have package why explain it, and add a line of it here", v.Name)
		}
	}
}
