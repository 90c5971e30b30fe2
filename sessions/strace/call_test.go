package strace_test

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/strace"
	"netnet-tui/sockets"
)

// lines make every call that a step can make, with success and with errnos.
var lines = []string{
	"s = socket tcp nonblock cloexec",
	"x = socket AF_INET SOCK_DGRAM IPPROTO_UDP",
	"bind s 127.0.0.1:0", "bind s 127.0.0.1:0", "getsockname s", "getpeername s", "listen s 5", "accept s nonblock",
	"c = socket tcp6", "connect c [::1]:1", "close c",
	"c = client @s", "a = accept s cloexec",
	"setsockopt c TCP_NODELAY on", "getsockopt c TCP_NODELAY", "setsockopt c SO_RCVBUF 64KiB", "getsockopt c SO_RCVBUF",
	"setsockopt c SO_LINGER on,0s", "getsockopt c SO_LINGER", "setsockopt c TCP_CONGESTION nosuch", "getsockopt c TCP_CONGESTION",
	"getsockopt c SO_ERROR", "setsockopt s 1 9999 hex:01000000", "setsockopt c SO_RCVTIMEO 100ms",
	`send c "hello" nosignal|more`, `send c 100*"\x00\"\\"`, "recv a 3 peek|dontwait", "read a 1000", `write a "x"`, "recv c 0",
	`sendto x 127.0.0.1:9 "a datagram"`, "recvfrom x 100 dontwait", "recv x 10 dontwait", "connect x none",
	"ioctl a FIONREAD", "ioctl a SIOCOUTQ", "ioctl a SIOCATMARK", "ioctl a FIONBIO on", "ioctl s FIONREAD",
	"fcntl a F_GETFL", "fcntl a F_GETFD", "fcntl a O_NONBLOCK on", "fcntl a FD_CLOEXEC on",
	"poll a:in,out s:in", "poll a:pri 1ms", "select a:in,out c:out", "select a:pri 2ms",
	"e = epoll", "epoll_ctl e add a in,out et", "epoll_ctl e mod a in oneshot", "epoll_wait e", "epoll_ctl e del a", "epoll_ctl e del a",
	"d = dup a", "shutdown c wr", "shutdown a rdwr", "close d", "close a", "close a",
	`f = memfd "in memory"`, "read f 2", "r, q = pipe nonblock", "splice q f 3", "tee q r 2", "sendfile q f 2", "read r 9", "read r 9", "read q 9",
	"n = eventfd 5 nonblock|semaphore", "write n 7", "read n 8", "i = timerfd 1500ms every 20ms nonblock", "read i 8", "dup3 f n cloexec", "dup3 f f",
	"u, v = socketpair unix-dgram", `send u ""`, "recvfrom v 10",
	`sendmsg u "ab" "c" with SCM_RIGHTS=u`, "recvmsg v 2 10 control 0", `sendmsg x "m" to 127.0.0.1:9 more`, `writev u "a" "bc"`, "readv v 1 5",
	"accept s plain", "accept s addr", "accept s plain addr",
	"y = socket unix", "bind y unix:@strace\\xff", "getsockname y", "connect y unix:/nosuch",
}

// The text of a call gives its values, except for the number of a descriptor that has a name.
func TestTheTextOfACallGivesItsValues(t *testing.T) {
	e := engine.New(engine.Options{AllowUnix: true})
	defer e.Close()
	names := []string{"s", "x", "c", "a", "e", "d", "u", "v", "y", "f", "r", "q", "n", "i"}
	seen := map[engine.Syscall]bool{}
	for _, line := range lines {
		asked, _, err := step.ParseLine(line, names)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		event, err := e.Do(asked)
		if err != nil || event.Problem != "" {
			t.Fatalf("%s: %v %s", line, err, event.Problem)
		}
		for _, c := range event.Calls {
			seen[c.Name] = true
			want := nameless(c.Values)
			c.Values = engine.CallValues{}
			strace.Complete(&c)
			if got := nameless(c.Values); !reflect.DeepEqual(got, want) {
				t.Errorf("%s\ngot  %+v\nwant %+v", c, got, want)
			}
		}
	}
	if len(seen) != 39 {
		t.Errorf("%d calls were made: %v", len(seen), seen)
	}
}

// nameless returns the values without what the text lacks: numbers of descriptors, the order of those in sets, and the
// zero bytes after a name.
func nameless(v engine.CallValues) engine.CallValues {
	v.FD.Number, v.Other.Number, v.Pair = 0, 0, nil
	v.Control, v.Room = nil, 0
	v.Value = bytes.TrimRight(v.Value, "\x00")
	slices.SortStableFunc(v.Watched, func(a, b engine.Watched) int { return cmp.Compare(a.FD.Name, b.FD.Name) })
	for i := range v.Watched {
		v.Watched[i].FD.Number = 0
	}
	return v
}

func TestValuesStayAsTheyAre(t *testing.T) {
	c := engine.Call{Name: engine.SysListen, Args: []string{"s", "5"}, Values: engine.CallValues{Count: 7}}
	if strace.Complete(&c); c.Values.Count != 7 {
		t.Errorf("values that are there become %+v", c.Values)
	}
}

// What fcntl fills in is an argument that the request does not take: it stays text.
func TestWhatFcntlFillsInStaysText(t *testing.T) {
	c := engine.Call{Name: engine.SysFcntl, Args: []string{"s", "F_GETOWN_EX", "{type=F_OWNER_PID, pid=7}"}}
	if strace.Complete(&c); c.Values.Op != 16 || c.Values.Flags != 0 {
		t.Errorf("the values are %+v", c.Values)
	}
}

// A recording may come from anybody, and its calls need not have the arguments that they take.
func TestACallWithoutArgumentsHasNoValues(t *testing.T) {
	for _, name := range []sockets.Syscall{engine.SysSocket, engine.SysAccept4, engine.SysSendto, engine.SysSendmsg, engine.SysSelect, engine.SysPoll, engine.SysSetsockopt, engine.SysFcntl, engine.SysIoctl, engine.SysEpollCtl, engine.SysEpollWait, engine.SysTimerfdSettime, engine.SysPrlimit64} {
		c := engine.Call{Name: name}
		if strace.Complete(&c); c.Values.FD.Name != "" || c.Values.Flags != 0 {
			t.Errorf("%s has the values %+v", name, c.Values)
		}
	}
}
