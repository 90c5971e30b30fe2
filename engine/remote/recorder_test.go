package remote

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// tape returns a file to record a session into.
func tape(t testing.TB) *Recording {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(t.TempDir(), "session.jsonl"), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return &Recording{File: f}
}

// taped opens what has been recorded so far.
func taped(t *testing.T, r *Recording) *recording.File {
	t.Helper()
	f, err := recording.Open(r.File.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// An event is a complete line of the recording before its step is answered, and before a frame has it.
func TestEventsAreRecordedBeforeTheyAreTold(t *testing.T) {
	for _, lab := range []bool{false, true} {
		to := tape(t)
		c, _ := startRecorded(t, engine.Options{Lab: lab}, to)
		for i, text := range []string{"s = server 127.0.0.1:0", "c = client @s", `send c "<é\n>"`, "a = accept s", "recv a 100", "nothing.at.all"} {
			e, err := c.Do(parsed(text))
			if err != nil {
				t.Fatal(err)
			}
			f := taped(t, to)
			if f.Len() != i+1 || f.Cut() != "" {
				t.Fatalf("after %s, %d events are recorded: %s", text, f.Len(), f.Cut())
			}
			got, err := f.Event(i)
			if err != nil || got.Seq != e.Seq || got.Text != e.Text || got.Got != e.Got || fmt.Sprint(got.Calls) != fmt.Sprint(e.Calls) || (got.Evidence == nil) != (e.Evidence == nil) {
				t.Errorf("%s is recorded as\n%+v, %v, and told as\n%+v", text, got, err, e)
			}
		}
		for n := range 20 { // steps that nobody waits for
			if err := c.Post(line("show s.fd")); err != nil {
				t.Fatal(err)
			}
			f, err := c.Frame(engine.Query{Events: 100})
			if err != nil {
				t.Fatal(err)
			}
			if there := taped(t, to).Len(); there < len(f.Events) {
				t.Fatalf("a frame has %d events, and the recording %d, after %d steps", len(f.Events), there, n)
			}
			if f.Recording == nil || !f.Recording.On || f.Recording.Lost != "" {
				t.Fatalf("the frame says of the recording %+v", f.Recording)
			}
		}
	}
}

// parsed returns a step as it is sent, even one that can't be made.
func parsed(text string) engine.Step {
	if verb, _, _ := strings.Cut(text, "."); verb == "nothing" {
		return engine.Step{Verb: verb}
	}
	return line(text)
}

// An engine that is killed in the middle leaves complete lines of everything that was answered.
func TestAKilledEngineLeavesItsRecording(t *testing.T) {
	to := tape(t)
	c, pid := startRecorded(t, engine.Options{}, to)
	do(t, c, "a, b = socketpair unix nonblock")
	if err := c.Post(line("spawn w recv b 10")); err != nil {
		t.Fatal(err)
	}
	answered := make(chan int, 1)
	begun := make(chan struct{})
	go func() {
		n := 2
		for ; ; n++ {
			if n == 100 {
				close(begun)
			}
			if _, err := c.Do(line("getsockopt a SO_TYPE")); err != nil {
				answered <- n
				return
			}
		}
	}()
	<-begun
	if err := unix.Kill(pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	n := <-answered
	f := taped(t, to)
	if f.Len() < n || f.Len() > n+1 || f.Cut() != "" {
		t.Errorf("%d steps were answered, and %d are recorded: %s", n, f.Len(), f.Cut())
	}
	for i := range f.Len() {
		if e, err := f.Event(i); err != nil || e.Seq != uint64(i+1) {
			t.Fatalf("event %d is %d, %v", i, e.Seq, err)
		}
	}
}

// The descriptor has no number that a step could get, and is not inherited by programs that the engine executes, such
// as forked processes and swarms.
func TestNoStepReachesTheRecording(t *testing.T) {
	for _, lab := range []bool{false, true} {
		to := tape(t)
		c, pid := startRecorded(t, engine.Options{Lab: lab}, to)
		plain, _ := startClient(t, engine.Options{Lab: lab})
		if with, without := do(t, c, "s = socket tcp").Calls[0].Ret, do(t, plain, "s = socket tcp").Calls[0].Ret; with != without {
			t.Errorf("the first descriptor is %d with a recording, and %d without", with, without)
		}
		f, err := c.Frame(engine.Query{Rows: 9})
		if err != nil || f.Total != 1 {
			t.Errorf("the bench has %d descriptors, %v", f.Total, err)
		}
		var is unix.Stat_t
		if err := unix.Fstat(int(to.File.Fd()), &is); err != nil {
			t.Fatal(err)
		}
		if fds := holding(t, pid, is); len(fds) != 1 || fds[0] < 1000 {
			t.Errorf("in lab %v, the engine has the recording open as %v", lab, fds)
		} else if about, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", pid, fds[0])); err != nil || !strings.Contains(string(about), "flags:\t02102001\n") {
			t.Errorf("in lab %v, it is not close-on-exec and for appending alone: %s, %v", lab, about, err)
		}
	}
}

// holding returns the descriptor numbers under which a process has a file open.
func holding(t *testing.T, pid int, file unix.Stat_t) []int {
	t.Helper()
	links, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	if err != nil || len(links) == 0 {
		t.Fatalf("process %d has no descriptors that can be read, %v", pid, err)
	}
	var fds []int
	for _, link := range links {
		var is unix.Stat_t
		if unix.Stat(link, &is) == nil && is.Dev == file.Dev && is.Ino == file.Ino {
			n, _ := strconv.Atoi(filepath.Base(link))
			fds = append(fds, n)
		}
	}
	return fds
}

// A long text is recorded as its length and hash, in a step that can be made; on request it is recorded in full.
func TestLongTextsAreLeftOut(t *testing.T) {
	long := strings.Repeat("secret", 20_000)
	for _, all := range []bool{false, true} {
		to := tape(t)
		to.Data = all
		c, _ := startRecorded(t, engine.Options{}, to)
		do(t, c, "a, b = socketpair unix nonblock")
		for i, text := range []string{`send a "` + long + `"`, `sendmsg a "x" "` + long + `"`, `spawn w send a "` + long + `"`, "send a 1MiB*\"secret\""} {
			told := do(t, c, text)
			f := taped(t, to)
			e, err := f.Event(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			whole := strings.Contains(e.Text, "secretsecret")
			hash := fmt.Sprintf("%x", sha256.Sum256([]byte(long)))
			hashed := strings.Contains(strings.Join(e.Notes, "\n"), "120000 B, SHA-256 "+hash)
			if i < 3 && (whole != all || hashed == all) || told.Text != line(text).String() || len(e.Notes) > 1 {
				t.Errorf("with all data %v, %.20s is recorded as %.60s, with the notes %q", all, text, e.Text, e.Notes)
			}
			if again := line(e.Text); i != 3 && !all && again.String() != e.Step.String() {
				t.Errorf("%.20s is recorded as %q, and as data as %q", text, e.Text, e.Step)
			}
			if i == 3 && (e.Text != text || len(e.Notes) > 0) {
				t.Errorf("a short repeated text is recorded as %q, %q", e.Text, e.Notes)
			}
		}
	}
}

// A session is recorded from when that is turned on until it is turned off.
func TestARecordingIsTurnedOffAndOn(t *testing.T) {
	to := tape(t)
	c, _ := startRecorded(t, engine.Options{}, to)
	do(t, c, "s = socket tcp")
	c.Record(false)
	do(t, c, "close s")
	if f, err := c.Frame(engine.Query{}); err != nil || f.Recording == nil || f.Recording.On {
		t.Errorf("%+v, %v", f.Recording, err)
	}
	c.Record(true)
	do(t, c, "s = socket udp")
	f := taped(t, to)
	if f.Missing(0) != 0 || f.Missing(1) != 1 || f.Off() || !strings.Contains(f.Cut(), ":3: warning: 1 step was not recorded, before this line") && !strings.Contains(f.Cut(), ":4: warning: 1 step was not recorded, before this line") {
		t.Errorf("before its steps, %d and %d are missing, and it says %q", f.Missing(0), f.Missing(1), f.Cut())
	}
	c.Record(false)
	if _, err := c.Frame(engine.Query{}); err != nil {
		t.Fatal(err)
	}
	if off := taped(t, to); !off.Off() || !strings.HasSuffix(off.Cut(), "and it was turned off after its last step") {
		t.Errorf("turned off at its end, it says %q", off.Cut())
	}
	if text, err := f.Step(f.Len() - 1); f.Len() != 2 || text != "s = socket udp" || err != nil {
		t.Errorf("%d steps are recorded, the last is %q, %v", f.Len(), text, err)
	}
	plain, _ := startClient(t, engine.Options{})
	plain.Record(true)
	if f, err := plain.Frame(engine.Query{}); err != nil || f.Recording != nil {
		t.Errorf("without a recording: %+v, %v", f.Recording, err)
	}
}

// A recording that can't be written is given up, as frames report; the session continues.
func TestARecordingThatCanNotBeWritten(t *testing.T) {
	labtest.Need(t)
	fd, err := unix.MemfdCreate("full", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_ADD_SEALS, unix.F_SEAL_GROW); err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile(fmt.Sprintf("/proc/self/fd/%d", fd), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { full.Close() })
	c, _ := startRecorded(t, engine.Options{}, &Recording{File: full})
	do(t, c, "s = socket tcp")
	f, err := c.Frame(engine.Query{})
	if err != nil || f.Recording == nil || f.Recording.On || !strings.Contains(f.Recording.Lost, "can't be written: write: operation not permitted") {
		t.Errorf("%+v, %v", f.Recording, err)
	}
	c.Record(true)
	do(t, c, "close s")
	if f, err := c.Frame(engine.Query{}); err != nil || f.Recording.On || f.Open != 0 {
		t.Errorf("%+v, %v", f.Recording, err)
	}
}

// The environment of an engine is not trusted: the descriptor must be one that can be a recording.
func TestARecordingIsAFileForAppending(t *testing.T) {
	to := tape(t)
	other, err := os.Create(filepath.Join(t.TempDir(), "other"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	defer writer.Close()
	for text, want := range map[string]bool{
		fmt.Sprint(to.File.Fd()): true, fmt.Sprint(to.File.Fd()) + allData: true,
		"": false, "x": false, "-1": false, "1": false, "99999": false, fmt.Sprint(other.Fd()): false, fmt.Sprint(writer.Fd()): false,
	} {
		t.Setenv(recorded, text)
		if fd, data := givenRecording(); (fd >= 0) != want || data != strings.HasSuffix(text, allData) {
			t.Errorf("%q is read as descriptor %d, all data %v", text, fd, data)
		}
	}
}
