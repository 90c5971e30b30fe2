package runtest

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"netnet-tui/engine/swarm"
)

// served is a running netnet-tui serve.
type served struct {
	command   *exec.Cmd
	addresses map[string]string // by protocol
	lines     *bufio.Scanner
}

// serve starts a server of protocols, each on its own port.
func serve(t *testing.T, with string, protocols ...string) *served {
	t.Helper()
	args := []string{"serve"}
	for _, p := range protocols {
		args = append(args, p, "127.0.0.1:0")
	}
	return serveArgs(t, len(protocols), append(args, "--with", with)...)
}

// serveArgs starts a server, and waits for the line that it prints for each listener.
func serveArgs(t *testing.T, listeners int, args ...string) *served {
	t.Helper()
	// The server lasts as long as its test, whose parallel parts may wait long for their turn.
	ctx, kill := context.WithCancel(context.Background())
	t.Cleanup(kill)
	s := &served{command: commandUntil(ctx, args...), addresses: map[string]string{}}
	out, err := s.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	s.command.Stderr = &complaints
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.command.Process.Signal(syscall.SIGTERM)
		defer time.AfterFunc(testLimit, kill).Stop()
		_ = s.command.Wait()
		if status := s.command.ProcessState; status.ExitCode() != 143 || complaints.Len() > 0 {
			t.Errorf("the server ended with %s: %s", status, complaints.String())
		}
	})
	s.lines = bufio.NewScanner(out)
	for range listeners {
		if !s.lines.Scan() {
			_ = s.command.Wait()
			t.Fatalf("%v does not serve: %s", args, complaints.String())
		}
		words := strings.Fields(s.lines.Text()) // serving echo on 127.0.0.1:7 with epoll
		if len(words) == 6 {
			s.addresses[words[1]] = words[3]
		}
	}
	return s
}

func (s *served) port(protocol string) string {
	_, port, _ := strings.Cut(s.addresses[protocol], ":")
	return port
}

// A server that is told to end answers the requests that have arrived, and then exits with 0 or the status
// of the signal.
func TestServeDrainsWhenToldToEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, "epoll", "echo")
	client := exec.Command("nc", "-N", "127.0.0.1", s.port("echo"))
	in, err := client.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Start(); err != nil {
		t.Skipf("no nc: %v", err)
	}
	if _, err := in.Write([]byte("hello\n")); err != nil {
		t.Fatal(err)
	}
	answer, _ := bufio.NewReader(out).ReadString('\n')
	if answer != "hello\n" {
		t.Fatalf("the echo is %q", answer)
	}
	if err := s.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	_ = client.Wait()
	err = s.command.Wait()
	if status := s.command.ProcessState.ExitCode(); status != 143 {
		t.Errorf("exit status %d, %v", status, err)
	}
}

func TestServeTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"serve", "ecco", "127.0.0.1:0"}, 2, "there is no protocol"},
		{[]string{"serve", "echo"}, 2, "needs an address"},
		{[]string{"serve", "echo", "127.0.0.1:0", "--with", "epol"}, 2, "there is no readiness"},
		{[]string{"serve", "echo", "0.0.0.0:0"}, 3, "--allow-net"},
		{[]string{"serve", "daytime", "127.0.0.1:99999"}, 2, "neither an address"},
	} {
		o := finish(t, command(t, c.args...))
		if o.status != c.status || !strings.Contains(o.errors, c.says) {
			t.Errorf("%v: status %d, %s", c.args, o.status, o.errors)
		}
	}
}

// A swarm verifies every byte of every protocol that it speaks, with churn and cuts, with every readiness
// model.
func TestASwarmVerifiesEveryProtocol(t *testing.T) {
	t.Parallel()
	there := slices.DeleteFunc([]string{"echo", "discard", "chargen", "daytime", "time", "qotd", "chat", "http", "redis", "websocket", "zmq"}, hasNot)
	for _, with := range readinesses(t) {
		t.Run(with, func(t *testing.T) { // one server at a time, because busy takes a whole processor
			s := serve(t, with, there...)
			for _, p := range there {
				for _, more := range [][]string{nil, {"--churn", "--cut", "0.2"}} {
					t.Run(strings.Join(append([]string{p}, more...), " "), func(t *testing.T) {
						t.Parallel()
						verify(t, append([]string{"swarm", "20", s.addresses[p], "--protocol", p}, more...)...)
					})
				}
			}
		})
	}
}

// verify runs a swarm that must find everything correct.
func verify(t *testing.T, args ...string) {
	t.Helper()
	o, report := swarmed(t, args...)
	if o.status != 0 || !report.Verified || report.Messages == 0 {
		t.Errorf("%v: status %d, %s%s", args, o.status, o.out, o.errors)
	}
}

// swarmed runs a swarm for a tenth of a second, or longer if the machine is so busy that in that time no
// message was answered or lost, and no wrong one came.
func swarmed(t *testing.T, args ...string) (o outcome, report swarm.Report) {
	t.Helper()
	for last := 100 * time.Millisecond; ; last *= 4 {
		o = netnet(t, append(args, "--json", "--for", last.String())...)
		report = swarm.Report{}
		if err := json.Unmarshal([]byte(o.out), &report); err != nil {
			t.Fatalf("%v: %v, status %d, %s%s", args, err, o.status, o.out, o.errors)
		}
		if report.Messages+report.Lost+report.Mismatches > 0 || len(report.Errors) > 0 || last > testLimit/4 {
			return o, report
		}
	}
}

// serveHelp is the help of serve, which lists the protocols and readiness models.
var serveHelp = sync.OnceValue(func() string {
	text, _ := exec.Command(binary, "serve", "--help").Output()
	return " " + string(text)
})

// hasNot reports whether a protocol cannot be served.
func hasNot(protocol string) bool { return !strings.Contains(serveHelp(), " "+protocol+" ") }

// available returns the readiness models of this machine, and why it lacks the others.
var available = sync.OnceValues(func() (list, without []string) {
	_, after, _ := strings.Cut(serveHelp(), "Readiness:")
	line, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
	for _, with := range strings.Fields(line) {
		c := exec.Command(binary, "run", "-")
		c.Stdin = strings.NewReader("s = server 127.0.0.1:0\nserve s echo with " + with + "\nunserve s\n")
		if text, err := c.CombinedOutput(); err != nil {
			without = append(without, with+": "+string(text))
			continue
		}
		list = append(list, with)
	}
	return list, without
})

// readinesses returns the readiness models that are available here.
func readinesses(t *testing.T) []string {
	t.Helper()
	list, without := available()
	for _, why := range without {
		t.Log("without ", why)
	}
	if len(list) == 0 {
		t.Fatal("the help of serve lists no readiness that is available here")
	}
	return list
}

// lines prepares a run of a script.
func lines(t *testing.T, steps ...string) *exec.Cmd {
	t.Helper()
	c := command(t, "run", "-")
	c.Stdin = strings.NewReader(strings.Join(steps, "\n") + "\n")
	return c
}

// A swarm does not keep the engine's sockets open: what the script closes is closed.
func TestASwarmKeepsNoSocketOpen(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"s = server 127.0.0.1:0",
		"serve s echo",
		"swarm 3 @s echo for 5s",
		"c = client @s",
		"unserve s",
		"c2 = socket tcp nonblock",
		"connect c2 @s",
		"close s",
		"d = server 127.0.0.1:0",
		"within 10s expect s.state == CLOSED",
		"within 10s expect c2.state == CLOSED", // reset, because the listener is gone
	))
	if o.status != 0 {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
}

// The words of the command line are data: an address may contain what would end a word of a script or begin
// a comment.
func TestServeTakesAnyAddress(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a#b", "a b", `a"b'c`, "a => 5", "a\\b|c", "größe"} {
		address := "unix:@netnet-" + name
		s := &served{command: command(t, "serve", "echo", address)}
		out, err := s.command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.command.Start(); err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(out).ReadString('\n')
		verify(t, "swarm", "2", address)
		shown, _ := strings.CutPrefix(strings.TrimSuffix(line, " with epoll\n"), "serving echo on ")
		client := lines(t, "s = socket unix", "connect s "+shown+" => 0", "getpeername s => "+shown, "getpeername s => "+quoted(address), "expect s.peer == "+quoted(address))
		client.Args = append(client.Args, "--allow-unix") // the name belongs to another process
		finish(t, client).want(t, 0, "", "")
		_ = s.command.Process.Signal(syscall.SIGTERM)
		_ = s.command.Wait()
	}
}

// quoted returns a text as a script writes it.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// TestServeTellsWhenMemoryBites connects more clients than a small --max-memory has room for, and expects a
// message on standard output.
func TestServeTellsWhenMemoryBites(t *testing.T) {
	t.Parallel()
	s := serveArgs(t, 1, "serve", "echo", "127.0.0.1:0", "--with", "epoll", "--max-memory", "1MiB")
	dialing, enough := context.WithCancel(t.Context())
	done := make(chan int)
	go func() { // a client beyond the backlog waits until the server has printed it
		var clients []net.Conn
		for len(clients) < 4000 {
			c, err := (&net.Dialer{}).DialContext(dialing, "tcp", "127.0.0.1:"+s.port("echo"))
			if err != nil {
				break
			}
			clients = append(clients, c)
		}
		<-dialing.Done()
		for _, c := range clients {
			_ = c.Close()
		}
		done <- len(clients)
	}()
	read := s.lines.Scan()
	enough()
	clients := <-done
	if text := s.lines.Text(); !read || !strings.Contains(text, "connections are all there is room for: the next ones wait (--max-memory sets the bound)") {
		t.Errorf("with %d clients it says %q, %v", clients, text, s.lines.Err())
	}
}

// A swarm talks to servers written by others, whether they keep connections open or not, and fails if they
// lose messages.
func TestASwarmTalksToServersOfTheField(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		status int
	}{
		"keep-alive": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello\n")) }, 0},
		"close": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Connection", "close")
			_, _ = w.Write([]byte("hello\n"))
		}, 0},
		"chunks": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("hel"))
			w.(http.Flusher).Flush()
			_, _ = w.Write([]byte("lo\n"))
		}, 0},
		"early hints": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			_, _ = w.Write([]byte("hello\n"))
		}, 0},
		"a length that is too long": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "7")
			_, _ = w.Write([]byte("hello\n"))
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.answer)
			defer server.Close()
			o, report := swarmed(t, "swarm", "5", strings.TrimPrefix(server.URL, "http://"), "--protocol", "http", "--pipeline", "4")
			if o.status != c.status || report.Lost > 0 != (c.status != 0) {
				t.Errorf("status %d, want %d:\n%s%s", o.status, c.status, o.out, o.errors)
			}
		})
	}
}
