package engine

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// traced is an engine in a child process under strace(1).
type traced struct {
	t      *testing.T
	out    *json.Encoder
	in     *json.Decoder
	events []Event
	last   uint64
}

// underStrace runs an engine under strace, has use speak to it, and gives every
// call that strace saw.
func underStrace(t *testing.T, use func(*traced)) (seen []seenCall, events []Event) {
	t.Helper()
	labtest.Need(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace(1) is not installed")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "log")
	c := exec.Command(strace, "-f", "-o", log, "-s", "96", "-e", "trace=%net,%desc", "-e", "signal=none", self, "engine")
	var complaints bytes.Buffer
	c.Stderr = &complaints
	in, err1 := c.StdinPipe()
	out, err2 := c.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if err := c.Start(); err != nil {
		t.Skip("strace does not start:", err)
	}
	tr := &traced{t: t, out: json.NewEncoder(in), in: json.NewDecoder(out)}
	var ready reply
	if err := tr.in.Decode(&ready); err != nil {
		c.Wait()
		if has(complaints.String(), "ptrace") {
			t.Skip("ptrace is refused here: ", strings.TrimSpace(complaints.String()))
		}
		t.Fatal(err, complaints.String())
	}
	use(tr)
	in.Close()
	if err := c.Wait(); err != nil {
		t.Fatal(err, complaints.String())
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return parseStrace(t, string(text)), tr.events
}

func (tr *traced) ask(r request) reply {
	tr.t.Helper()
	tr.last++
	r.ID = tr.last
	if err := tr.out.Encode(r); err != nil {
		tr.t.Fatal(err)
	}
	var answer reply
	if err := tr.in.Decode(&answer); err != nil || answer.ID != r.ID {
		tr.t.Fatal(answer, err)
	}
	return answer
}

// do makes a step that has to hold what it expects.
func (tr *traced) do(verb string, with ...part) {
	tr.t.Helper()
	s := step(verb, with...)
	e := *tr.ask(request{Step: &s}).Event
	if e.Failed() {
		tr.t.Errorf("%s: %s %s", e.Step, e.Problem, e.Got)
	}
	tr.events = append(tr.events, e)
}

func (tr *traced) frame(q Query) { tr.ask(request{Frame: &q}) }

// TestStraceAgrees compares what an engine tells with what strace saw: the same
// calls in the same order, and nothing else but looks that change nothing.
func TestStraceAgrees(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("server", named("s"), addr("127.0.0.1:7000"), count(2))
		tr.do("nonblock", sock("s"))
		tr.do("accept", named("a"), sock("s"), flags(unix.SOCK_NONBLOCK), wants("EAGAIN"))
		tr.do("client", named("c"), addr("@s"))
		tr.frame(Query{Rows: 9, Events: 9, Sort: "state"})
		tr.do("accept", named("a"), sock("s"), flags(unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC))
		tr.do("setsockopt", sock("a"), ofOption("TCP_NODELAY"), value("on"))
		tr.do("getsockopt", sock("a"), ofOption("SO_KEEPALIVE"), wants("off"))
		tr.do("recv", sock("a"), size(10), within(20*time.Millisecond), wants("EAGAIN"))
		tr.do("send", sock("c"), texted("hello"), flags(unix.MSG_NOSIGNAL), wants("5"))
		tr.do("expect", look("a", "pending"), compared("==", "5"), within(5*time.Second))
		tr.do("recv", sock("a"), size(3), flags(unix.MSG_PEEK), wantsText("hel"))
		tr.do("recv", sock("a"), size(3), wantsText("hel"))
		tr.do("pending", sock("a"), wants("2"))
		tr.do("read", sock("a"), size(9), wantsText("lo"))
		tr.do("poll", interested("a", unix.POLLIN), interested("c", unix.POLLOUT), timeout(3*time.Second), wants("c:out"))
		tr.do("select", interested("c", unix.POLLOUT), timeout(time.Second), wants("c:out"))
		tr.do("epoll", named("e"), flags(unix.EPOLL_CLOEXEC))
		tr.do("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("a"), flags(unix.EPOLLIN|unix.EPOLLONESHOT))
		tr.do("write", sock("c"), texted("more"), wants("4"))
		tr.do("epoll_wait", sock("e"), count(4), timeout(5*time.Second), wants("a:in"))
		tr.do("getpeername", sock("c"), wants("@s"))
		tr.do("fcntl", sock("c"), asking("O_NONBLOCK"), turned(false))
		tr.do("spawn", ofTask("w"), spawned(step("recv", sock("c"), size(10))))
		tr.frame(Query{Rows: 9})
		tr.do("interrupt", ofTask("w"))
		tr.do("join", ofTask("w"), wants("EINTR"))
		tr.do("dup", named("d"), sock("c"))
		tr.do("shutdown", sock("d"), op(unix.SHUT_WR))
		tr.do("close", sock("d"))
		tr.do("closedown", sock("c"))
		tr.do("socket", named("f"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
		tr.do("connect", sock("f"), addr("127.0.0.1:7999"), wants("EINPROGRESS"))
		tr.do("poll", interested("f", unix.POLLOUT), timeout(5*time.Second))
		tr.frame(Query{Rows: 9})
		tr.do("show", look("f", ""))
		tr.do("getsockopt", sock("f"), ofOption("SO_ERROR"), wants("ECONNREFUSED"))
		tr.do("socketpair", named("x", "y"), kind(unix.AF_UNIX, unix.SOCK_DGRAM))
		tr.do("sendto", sock("x"), addr("unix:@nobody"), texted("z"), wants("EISCONN", "ECONNREFUSED"))
		tr.do("setsockopt", sock("y"), ofOption("SO_LINGER"), value("on,1s"))
		tr.do("ioctl", sock("y"), asking("FIONBIO"), turned(true))
		tr.do("recvfrom", sock("y"), size(7), wants("EAGAIN"))
	})
	agree(t, seen, events, harmless)
}

// TestStraceOfFrames has frames read every option they may, and still not SO_ERROR.
func TestStraceOfFrames(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("server", named("s"), addr("127.0.0.1:7000"))
		tr.do("client", named("c"), addr("@s"))
		for id := status.SocketID(1); id <= 2; id++ {
			tr.frame(Query{Rows: 9, Events: 9, Selected: id, Options: true})
		}
	})
	read := 0
	agree(t, seen, events, func(c seenCall) bool {
		if c.name == "getsockopt" && c.args[2] != "SO_ERROR" {
			read++
			return true
		}
		return harmless(c)
	})
	if read < 50 {
		t.Errorf("%d options were read: the frames did not do what this test is about", read)
	}
}

// harmless tells whether a call that no step made is a look that changes nothing.
func harmless(c seenCall) bool {
	arg := func(i int) string { return (append(c.args, make([]string, 4)...))[i] }
	switch c.name {
	case "getsockname", "getpeername", "fstat":
		return true
	case "fcntl":
		return arg(1) == "F_GETFL" || arg(1) == "F_GETFD"
	case "poll":
		return arg(1) == "1" && arg(2) == "0"
	case "getsockopt":
		set := []string{"SO_REUSEADDR", "TCP_NODELAY"} // what steps set is looked at before and after
		return slices.Contains(append(set, "TCP_INFO", "SO_ACCEPTCONN", "SO_LINGER", "SO_DOMAIN", "SO_TYPE", "SO_PROTOCOL"), arg(2))
	case "ioctl":
		return slices.Contains([]string{"FIONREAD", "TIOCINQ", "TIOCOUTQ", "SIOCOUTQ", "SIOCOUTQNSD"}, arg(1))
	}
	return false
}

// agree walks through what strace saw. Every call of the events has to come, in
// order; any other call on a descriptor of the session has to be allowed.
func agree(t *testing.T, seen []seenCall, events []Event, allowed func(seenCall) bool) {
	t.Helper()
	var told []Call
	for _, e := range events {
		for _, c := range e.Calls {
			for range max(c.Times, 1) {
				told = append(told, c)
			}
		}
	}
	fds := map[string]string{} // of the session, by name
	users := func(c seenCall) bool {
		for _, fd := range fds {
			if len(c.args) > 0 && (c.args[0] == fd || strings.Contains(c.args[0], "{fd="+fd+",")) {
				return true
			}
		}
		return false
	}
	for _, c := range seen {
		if len(told) > 0 && c.is(told[0], fds) {
			c.enter(told[0], fds)
			told = told[1:]
			continue
		}
		if users(c) && !allowed(c) {
			t.Errorf("strace saw a call that no step made:\n%s", c.line)
			if len(told) > 0 {
				t.Fatalf("where the next one told was\n%s", told[0])
			}
		}
	}
	if len(told) > 0 {
		t.Errorf("strace did not see, or not here:\n%s", told[0])
	}
}

// enter keeps track of which descriptor has which name.
func (c seenCall) enter(told Call, fds map[string]string) {
	names := strings.Split(strings.Trim(told.Note, "<>"), ", ")
	switch {
	case told.Ret < 0:
	case told.Name == "close":
		delete(fds, told.Args[0])
	case told.Name == "socketpair":
		pair := strings.Split(strings.Trim(c.args[3], "[]"), ", ")
		fds[names[0]], fds[names[1]] = pair[0], pair[1]
	case strings.HasPrefix(told.Note, "<"):
		fds[names[0]] = strconv.FormatInt(told.Ret, 10)
	}
}
