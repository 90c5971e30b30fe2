package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

func splitRows(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

// parsed returns the step of a line, as an engine has it in its event.
func parsed(t *testing.T, line string) engine.Step {
	t.Helper()
	asked, _, err := step.ParseLine(line, []string{"c", "s", "z", "w", "recv1"})
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

func TestTheScriptOfASession(t *testing.T) {
	yes, no := true, false
	var j Journal
	events := []engine.Event{
		{Seq: 1, Verb: "socket", Text: "c = socket tcp", Got: "7"},
		{Seq: 2, Verb: "bind", Text: "bind c 127.0.0.1:80", Got: "EACCES", Calls: []engine.Call{{Errno: "EACCES"}}},
		{Seq: 3, Verb: "accept", Text: "accept s", Got: "EAGAIN", Calls: []engine.Call{{Errno: "EAGAIN"}}},
		{Seq: 4, Verb: "send", Text: `send c "x => y"`, Got: "6"},
		{Seq: 5, Verb: "pending", Text: "pending c => 9", Got: "5", Held: &no},
		{Seq: 6, Verb: "expect", Text: "expect c.state == LISTEN", Got: "CLOSED", Held: &no},
		{Seq: 7, Verb: "recv", Text: "recv z 5", Problem: "there is no socket z"},
		{Seq: 8, Verb: "recv", Text: "recv c 5", Got: "EINTR", Calls: []engine.Call{{Errno: "EINTR"}}},
		{Seq: 9, Verb: "interrupt", Text: "interrupt recv1"},
		{Seq: 10, Verb: "spawn", Text: "spawn w recv c 5"},
		{Seq: 11, Verb: "interrupt", Text: "interrupt w"},
		{Seq: 12, Verb: "close", Text: "close c => ok", Got: "0", Held: &yes},
	}
	for i := range events {
		events[i].Step = parsed(t, events[i].Text)
	}
	j.Add(events, 0)
	want := []string{
		"c = socket tcp",
		"bind c 127.0.0.1:80  => EACCES",
		"accept s                                # EAGAIN",
		`send c "x => y"  => 6`,
		"pending c                               # got 5, which was not expected",
		"# expect c.state == LISTEN              # did not hold: CLOSED",
		"# recv z 5                              # there is no socket z",
		"# recv c 5                              # was blocked until it was interrupted",
		"# interrupt recv1                       # by hand: a script would spawn the call first",
		"spawn w recv c 5",
		"interrupt w",
		"close c => ok",
	}
	lines := splitRows(j.Script(false))[1:]
	for i := range max(len(lines), len(want)) {
		if i >= len(lines) || i >= len(want) || lines[i] != want[i] {
			t.Fatalf("line %d of the script:\n%s", i+1, j.Script(false))
		}
	}
}

func TestEventsAreTakenOnceAndSkippedOnesAreTold(t *testing.T) {
	var j Journal
	j.Add([]engine.Event{{Seq: 4, Text: "close a"}, {Seq: 5, Text: "close b"}}, 3)
	if fresh := j.Add([]engine.Event{{Seq: 5, Text: "close b"}, {Seq: 6, Text: "close c"}}, 0); len(fresh) != 1 || fresh[0].Seq != 6 {
		t.Errorf("new were %v", fresh)
	}
	text := j.Script(false)
	if strings.Count(text, "close b") != 1 || !strings.Contains(text, "3 steps are missing") {
		t.Errorf("the script is:\n%s", text)
	}
}

// A long answer is not kept whole: the script expects its number of bytes, and still parses. The script of
// a session in a lab says that it needs one.
func TestLongAnswersAndLabs(t *testing.T) {
	long := strings.Repeat("x", 300)
	var j Journal
	j.Add([]engine.Event{
		{Seq: 1, Text: "a, b = socketpair unix", Verb: "socketpair", Got: "0", Calls: []engine.Call{{Name: "socketpair"}}},
		{Seq: 2, Text: `send a 300*"x"`, Verb: "send", Got: "300", Calls: []engine.Call{{Name: "sendto", Ret: 300}}},
		{Seq: 3, Text: "recv b 4KiB", Verb: "recv", Got: `"` + long[:250] + "...", Clipped: true, Calls: []engine.Call{{Name: "recvfrom", Ret: 300}}},
	}, 0)
	text := j.Script(true)
	if !strings.Contains(text, "recv b 4KiB  => 300\n") || !strings.Contains(text, "\n# needs: lab\n") {
		t.Errorf("the script is\n%s", text)
	}
	file := filepath.Join(t.TempDir(), "session.netnet")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := script.Read(file)
	if err != nil || !source.Lab {
		t.Errorf("read: %v, asks for a lab: %v", err, source.Lab)
	}
	if steps, err := script.Parse(file, source.Lines); err != nil || len(steps) != 3 {
		t.Errorf("%d steps, %v", len(steps), err)
	}
}

// A saved session can be read back and run again, with the same answers: with long ones, bytes that are
// not text, and steps that were refused.
func TestASavedSessionRunsAgain(t *testing.T) {
	j, events := played(t, []string{
		"a, b = socketpair unix nonblock",
		`send a 300*"x"`,
		"recv b 4KiB",
		`send a 300*"\x00\xff\n\"#\\ =>"`,
		"recv b 4KiB",
		`send a "\x1b[31m\x00"`,
		"recv b 100",
		"recv b 100",
		"recv nobody 5",
		"shutdown a wr",
		"recv b 100",
	})
	if !events[2].Clipped || !events[4].Clipped || events[8].Problem == "" {
		t.Fatalf("the session is not what it is to be: %+v", events)
	}
	text := j.Script(false)
	for _, want := range []string{"recv b 4KiB  => 300\n", "recv b 4KiB  => 2700\n", `"\x1b[31m\x00"` + "\n", "# recv nobody 5 ", "recv b 100  => eof\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the script lacks %q:\n%s", want, text)
		}
	}
	again, events := played(t, splitRows(text))
	for _, e := range events {
		if e.Failed() {
			t.Errorf("the second time %s: %s %s", e.Text, e.Problem, e.Got)
		}
	}
	if len(again.lines) != 10 {
		t.Errorf("%d steps were made the second time", len(again.lines))
	}
}

// played returns the journal of a session of these lines. Unknown names are allowed, as at the prompt.
func played(t *testing.T, lines []string) (*Journal, []engine.Event) {
	t.Helper()
	var file []script.Line
	for i, line := range lines {
		file = append(file, script.Line{Number: i + 1, Text: strings.Replace(line, "recv nobody", "recv b", 1)})
	}
	if _, err := script.Parse("a session", file); err != nil {
		t.Fatal(err)
	}
	e := engine.New(engine.Options{})
	defer func() { _ = e.Close() }()
	var events []engine.Event
	for _, line := range lines {
		step, ok, err := step.ParseLine(line, []string{"a", "b", "nobody"})
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		event, err := e.Do(step)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, event)
	}
	j := &Journal{}
	j.Add(events, 0)
	return j, events
}

// Nothing is expected of a clipped answer whose length is unknown, and a remark is one line.
func TestWhatIsNotKnownIsNotExpected(t *testing.T) {
	var j Journal
	j.Add([]engine.Event{
		{Seq: 1, Verb: "recv", Text: "recv c 4KiB", Got: `"xxx...`, Clipped: true},
		{Seq: 2, Verb: "bind", Text: "bind c 127.0.0.1:80", Problem: "no\nroom"},
	}, 0)
	text := j.Script(false)
	if strings.Contains(text, "=>") || !strings.Contains(text, "# no room") {
		t.Errorf("the script is\n%s", text)
	}
}
