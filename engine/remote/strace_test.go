package remote

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

	"netnet-tui/engine"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"
	"netnet-tui/sockopts"
)

// traced is an engine in a child process under strace(1).
type traced struct {
	t      *testing.T
	out    *json.Encoder
	in     *json.Decoder
	events []engine.Event
	last   uint64
}

// underStrace runs an engine with flags under strace, lets use talk to it, and returns every call that strace saw.
func underStrace(t *testing.T, use func(*traced), flags ...string) (seen []seenCall, events []engine.Event) {
	t.Helper()
	labtest.Need(t)
	labtest.Unraced(t, "strace stops the engine at each call, and the calls are what is tested")
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace(1) is not installed")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "log")
	args := []string{"-f", "--seccomp-bpf", "-o", log, "-s", "64", "-e", "trace=%net,%desc,clone,clone3,vfork,execve", "-e", "signal=none", self, "engine"}
	c := exec.Command(strace, append(args, flags...)...)
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
	var ready greeting
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

// do makes a step whose expectation must hold.
func (tr *traced) do(text string) {
	tr.t.Helper()
	s := line(text)
	e := *tr.ask(request{Step: &s}).Event
	if e.Failed() {
		tr.t.Errorf("%s: %s %s", e.Text, e.Problem, e.Got)
	}
	tr.events = append(tr.events, e)
}

func (tr *traced) frame(q engine.Query) { tr.ask(request{Frame: &q}) }

// TestStraceAgrees compares the calls that an engine reports with those that strace saw: the same calls in the same
// order, and besides them only calls that change nothing.
func TestStraceAgrees(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("s = server 127.0.0.1:7000 2")
		tr.do("nonblock s")
		tr.do("a = accept s nonblock => EAGAIN")
		tr.do("c = client @s")
		tr.frame(engine.Query{Rows: 9, Events: 9, Sort: "state"})
		tr.do("a = accept s nonblock cloexec")
		tr.do("setsockopt a TCP_NODELAY on")
		tr.do("getsockopt a SO_KEEPALIVE => off")
		tr.do("within 20ms recv a 10 => EAGAIN")
		tr.do(`send c "hello" MSG_NOSIGNAL => 5`)
		tr.do("within 5s expect a.pending == 5")
		tr.do(`recv a 3 MSG_PEEK => "hel"`)
		tr.do(`recv a 3 => "hel"`)
		tr.do("pending a => 2")
		tr.do(`read a 9 => "lo"`)
		tr.do("poll a:in c:out 3s => c:out")
		tr.do("select c:out 1s => c:out")
		tr.do("e = epoll cloexec")
		tr.do("epoll_ctl e add a in oneshot")
		tr.do(`write c "more" => 4`)
		tr.do("epoll_wait e 4 5s => a:in")
		tr.do("getpeername c => @s")
		tr.do("fcntl c O_NONBLOCK off")
		tr.do("spawn w recv c 10")
		tr.frame(engine.Query{Rows: 9})
		tr.do("interrupt w")
		tr.do("join w => EINTR")
		tr.do("d = dup c")
		tr.do("shutdown d wr")
		tr.do("close d")
		tr.do("closedown c")
		tr.do("f = socket tcp nonblock")
		tr.do("connect f 127.0.0.1:7999 => EINPROGRESS")
		tr.do("poll f:out 5s")
		tr.frame(engine.Query{Rows: 9})
		tr.do("show f")
		tr.do("getsockopt f SO_ERROR => ECONNREFUSED")
		tr.do("x, y = socketpair unix-dgram")
		tr.do(`sendto x unix:@nobody "z" => EISCONN | ECONNREFUSED`)
		tr.do("setsockopt y SO_LINGER on,1s")
		tr.do("ioctl y FIONBIO on")
		tr.do("recvfrom y 7 => EAGAIN")
	})
	agree(t, seen, events, harmless)
}

// TestStraceOfFrames requests frames that read every option they may, but not SO_ERROR.
func TestStraceOfFrames(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("s = server 127.0.0.1:7000")
		tr.do("c = client @s")
		for id := status.SocketID(1); id <= 2; id++ {
			tr.frame(engine.Query{Rows: 9, Events: 9, Selected: id, Options: true})
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

// harmless reports whether a call that no step made only reads.
func harmless(c seenCall) bool {
	arg := func(i int) string { return (append(c.args, make([]string, 4)...))[i] }
	switch c.name {
	case "getsockname", "getpeername", "fstat":
		return true
	case "fcntl":
		return slices.Contains([]string{"F_GETFL", "F_GETFD", "F_GETPIPE_SZ", "F_GET_SEALS"}, arg(1)) || strings.HasPrefix(arg(1), "0x403") || arg(1) == "F_DUPFD_QUERY"
	case "poll":
		return arg(1) == "1" && arg(2) == "0"
	case "getsockopt": // the catalogue knows its effect: reading SO_ERROR clears it
		level, _ := sockopts.LevelByName(arg(1))
		option, known := sockopts.FindAt(level, arg(2))
		if !known {
			return arg(2) != "SO_ERROR"
		}
		_, quiet := option.Quiet()
		return quiet
	case "ioctl":
		return slices.Contains([]string{"FIONREAD", "TIOCINQ", "TIOCOUTQ", "SIOCOUTQ", "SIOCOUTQNSD"}, arg(1))
	}
	return false
}

// agree walks through what strace saw. Every call of the events has to come, in order; any other call on a descriptor
// of the session has to be allowed.
func agree(t *testing.T, seen []seenCall, events []engine.Event, allowed func(seenCall) bool) {
	t.Helper()
	traced := timesEach(events)
	fds := map[string]string{}   // of the session, by name
	owner := map[string]string{} // the process that has the descriptor
	closed := map[string]bool{}  // names whose descriptor number may have been reused
	users := func(c seenCall) bool {
		for name, fd := range fds {
			if !closed[name] && owner[name] == c.process && len(c.args) > 0 && (c.args[0] == fd || strings.Contains(c.args[0], "{fd="+fd+",")) {
				return true
			}
		}
		return false
	}
	for _, c := range seen {
		if len(traced) > 0 {
			next := traced[0]
			if fd := next.Values.FD; next.process != "" && fd.Name != "" { // a copy, which no call has made
				_, number := fork.Split(fd.Number)
				fds[fd.Name], owner[fd.Name] = strconv.Itoa(number), next.process
			}
			if c.process == next.process && (c.is(next.Call, fds) || users(c) && !allowed(c) && c.differs(t, next.Call)) {
				c.enter(next.Call, fds)
				for _, name := range named(next.Call) {
					delete(closed, name)
					owner[name] = next.process
				}
				if next.Name == engine.SysClose {
					closed[next.Args[0]] = true
				}
				traced = traced[1:]
				continue
			}
		}
		if users(c) && !allowed(c) {
			t.Errorf("strace saw a call that no step made:\n%s", c.line)
			if len(traced) > 0 {
				t.Fatalf("where the next traced call was\n%s", traced[0])
			}
		}
	}
	if len(traced) > 0 {
		t.Errorf("strace did not see, or not here:\n%s", traced[0])
	}
}

// madeIn is a traced call, and the ID of the process that made it; "" is the engine.
type madeIn struct {
	engine.Call
	process string
}

// timesEach returns the calls of events, each as often as it was made.
func timesEach(events []engine.Event) []madeIn {
	var list []madeIn
	processes := map[string]string{} // process IDs, by name
	for _, e := range events {
		if e.Verb == "fork" {
			processes[e.Step.Process] = e.Got
		}
		for _, c := range e.Calls {
			for range max(c.Times, 1) {
				list = append(list, madeIn{c, processes[c.Process]})
			}
		}
	}
	return list
}

// enter keeps track of which descriptor has which name.
func (c seenCall) enter(traced engine.Call, fds map[string]string) {
	names := named(traced)
	switch {
	case traced.Ret < 0:
	case traced.Name == "socketpair":
		pair := strings.Split(strings.Trim(c.args[3], "[]"), ", ")
		fds[names[0]], fds[names[1]] = pair[0], pair[1]
	case traced.Name == engine.SysPipe2:
		pair := strings.Split(strings.Trim(c.args[0], "[]"), ", ")
		fds[names[0]], fds[names[1]] = pair[0], pair[1]
	case traced.Name == "recvmsg":
		received(traced, c, fds)
	case strings.HasPrefix(traced.Note, "<"):
		fds[names[0]] = strconv.FormatInt(traced.Ret, 10)
	}
}

// named returns the names that a call gave to what it made.
func named(traced engine.Call) []string {
	return strings.Split(strings.Trim(traced.Note, "<>"), ", ")
}

// differs reports an error if strace saw the call that an engine reports with different arguments.
func (c seenCall) differs(t *testing.T, traced engine.Call) bool {
	if c.name != string(traced.Name) || !c.answers(traced) || len(c.args) != len(traced.Args) {
		return false
	}
	t.Errorf("these differ:\n%s\n%s", traced, c.line)
	return true
}
