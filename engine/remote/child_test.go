package remote

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestClient(t *testing.T) {
	c, pid := startClient(t, engine.Options{})
	if pid == os.Getpid() || pid <= 0 {
		t.Fatalf("the engine is process %d, this one is %d", pid, os.Getpid())
	}
	if e := do(t, c, "s = server 127.0.0.1:0"); e.Failed() || len(e.Calls) != 4 || e.Seq != 1 {
		t.Errorf("%+v", e)
	}
	if err := c.Post(line("nonblock s")); err != nil {
		t.Fatal(err)
	}
	if e := do(t, c, "a = accept s => EAGAIN"); e.Failed() || e.Seq != 3 { // after what was posted
		t.Errorf("%+v", e)
	}
	if e := do(t, c, "bind s :80"); !e.Refused {
		t.Errorf("the policy is not passed on: %+v", e)
	}
	f, err := c.Frame(engine.Query{Rows: 9, Events: 9})
	if err != nil || len(f.Sockets) != 1 || f.Sockets[0].Name != "s" || len(f.Events) != 4 || f.Network != "host network" {
		t.Errorf("%+v, %v", f, err)
	}
	c.Close()
	c.Close()
	if _, err := c.Do(line("close s")); err != engine.ErrClosed {
		t.Errorf("a step after Close: %v", err)
	}
}

// TestClientIsNotHeldUp has many callers, and one call that blocks.
func TestClientIsNotHeldUp(t *testing.T) {
	c, _ := startClient(t, engine.Options{})
	do(t, c, "a, b = socketpair unix")
	blocked := make(chan error, 1)
	go func() {
		e, err := c.Do(line(`recv a 9 => "go"`))
		if err == nil && e.Failed() {
			err = errors.New(e.Got)
		}
		blocked <- err
	}()
	if !labtest.Until(func() bool { f, err := c.Frame(engine.Query{}); return err == nil && len(f.Blocked) == 1 }) {
		t.Fatal("recv is not blocked")
	}
	do(t, c, `send b "go"`)
	if err := <-blocked; err != nil {
		t.Error(err)
	}
}

func TestKilledEngine(t *testing.T) {
	c, pid := startClient(t, engine.Options{})
	do(t, c, "s = socket tcp")
	blocked := make(chan error, 1)
	go func() {
		_, err := c.Do(line("sleep 60m"))
		blocked <- err
	}()
	if !labtest.Until(func() bool { f, err := c.Frame(engine.Query{}); return err == nil && len(f.Blocked) == 1 }) {
		t.Fatal("sleep is not blocked")
	}
	if err := unix.Kill(pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	want := Died{How: "killed by SIGKILL", Last: "sleep 60m"}
	var died *Died
	if err := <-blocked; !errors.As(err, &died) || *died != want {
		t.Errorf("the waiting call returns %v", err)
	}
	for range 2 {
		if _, err := c.Do(line("close s")); !errors.As(err, &died) || *died != want {
			t.Errorf("a later step returns %v", err)
		}
	}
	if _, err := c.Frame(engine.Query{}); err == nil || err.Error() != "the engine is gone: killed by SIGKILL; its last step was: sleep 60m" {
		t.Errorf("a frame returns %v", err)
	}
}

func TestPanickingEngine(t *testing.T) {
	t.Setenv(panics, "1")
	c, _ := startClient(t, engine.Options{})
	_, err := c.Do(line("s = server 127.0.0.1:0"))
	var died *Died
	if !errors.As(err, &died) || died.How != "exit status 2" || died.Last != "s = server 127.0.0.1:0" || died.Says != "panic: listen is on fire" {
		t.Errorf("%+v", err)
	}
}

func TestLab(t *testing.T) {
	c, _ := startClient(t, engine.Options{Lab: true})
	f, err := c.Frame(engine.Query{})
	if err != nil || f.Network != "private lab" {
		t.Errorf("%s, %v", f.Network, err)
	}
	// Loopback is up; whether there is IPv6 depends on the kernel.
	for _, s := range []engine.Step{
		line("s = server :7000"),
		line("c = client 127.0.0.1:7000 => ok"),
		line("a = accept s => ok"),
		line("sysctl net.ipv4.tcp_fin_timeout 3"),
		line("expect mib.ActiveOpens == 1"), // the only ones: the network is empty
	} {
		if e, err := c.Do(s); err != nil || e.Failed() || e.Errno() != "" {
			t.Errorf("%s: %v %s %s", s, err, e.Problem, e.Got)
		}
	}
	do(t, c, "u = socket udp")
	if e := do(t, c, "connect u 192.0.2.1:9 => ENETUNREACH"); e.Failed() {
		t.Errorf("a lab reaches the world: %s %s", e.Got, e.Problem)
	}
	if text, err := os.ReadFile("/proc/sys/net/ipv4/tcp_fin_timeout"); err != nil || string(text) == "3\n" {
		t.Errorf("the lab's setting changed ours: %q, %v", text, err)
	}
}

// TestEngineEndsWithItsClient kills the process that started an engine.
func TestEngineEndsWithItsClient(t *testing.T) {
	labtest.Need(t)
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil { // the orphan becomes our child
		t.Fatal(err)
	}
	holder := exec.Command("/proc/self/exe", "holder")
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	pid, bad := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || bad != nil {
		t.Fatalf("the holder says %q, %v", line, err)
	}
	if err := unix.Kill(pid, 0); err != nil {
		t.Fatalf("there is no engine %d: %v", pid, err)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := holder.Wait(); err == nil {
		t.Error("the holder ended without an error")
	}
	var status unix.WaitStatus
	if !labtest.Until(func() bool { got, err := unix.Wait4(pid, &status, unix.WNOHANG, nil); return err == nil && got == pid }) {
		unix.Kill(pid, unix.SIGKILL)
		unix.Wait4(pid, nil, 0, nil)
		t.Fatal("the engine outlives its client")
	}
	if !status.Exited() || status.ExitStatus() != 0 {
		t.Errorf("the engine ended with %v", status)
	}
}

// TestEngineThatCannotStart checks that the error says why an engine does not start.
func TestEngineThatCannotStart(t *testing.T) {
	labtest.Need(t)
	t.Setenv(refuses, "1")
	c, err := Start(engine.Options{})
	var died *Died
	if c != nil || !errors.As(err, &died) || !has(err.Error(), "exit status 1") || !has(err.Error(), "out of order") {
		t.Errorf("%v, %v", c, err)
	}
}

// TestServeRefusesNonsense sends an engine something that is not JSON, which ends it.
func TestServeRefusesNonsense(t *testing.T) {
	labtest.Need(t)
	c := exec.Command("/proc/self/exe", "engine")
	c.Stdin = strings.NewReader("{\"step\":{\"verb\":\"show\",\"look\":{\"socket\":\"s\"}},\"id\":7}\nGET / HTTP/1.1\r\n")
	out, err := c.Output()
	if err == nil || c.ProcessState.ExitCode() != 1 {
		t.Errorf("it ends with %v", err)
	}
	if lines := strings.Split(string(out), "\n"); lines[0] != "{}" || len(lines) > 1 && lines[1] != "" && !has(lines[1], `"id":7`) {
		t.Errorf("it says %q", out)
	}
}

// TestEngineInheritsNothing opens descriptors that a started program would inherit, as a library on the screen's side
// does: the sockets of an engine that is started then have the same numbers as before.
func TestEngineInheritsNothing(t *testing.T) {
	for name, o := range map[string]engine.Options{"walls": {}, "bare": {Bare: true}, "lab": {Lab: true}} {
		t.Run(name, func(t *testing.T) {
			before, _ := startClient(t, o)
			want := do(t, before, "s = socket tcp").Got
			for range 3 {
				fd, err := unix.Open(os.DevNull, unix.O_RDONLY, 0)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = unix.Close(fd) })
			}
			c, _ := startClient(t, o)
			if got := do(t, c, "s = socket tcp").Got; got != want {
				t.Errorf("the first socket is %s; it was %s before descriptors were left open", got, want)
			}
		})
	}
}
