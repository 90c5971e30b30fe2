package runtest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine/step"
)

// demo writes the language's example with a change.
func demo(t *testing.T, old, changed string) string {
	t.Helper()
	text, err := os.ReadFile(testdata + "/demo.netnet")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(old)) {
		t.Fatalf("the example has no %q", old)
	}
	return written(t, "demo.netnet", strings.Replace(string(text), old, changed, 1))
}

func TestFailedExpectation(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ old, changed, out string }{
		"an errno": {"=> EAGAIN", "=> EINTR", ":5: FAILED: accept s => EINTR|expected  EINTR|got       EAGAIN|why |evidence  s |LISTEN"},
		"a text":   {`=> "hel"`, `=> "HEL"`, `:14: FAILED: recv a 3 => "HEL"|expected  "HEL"|got       "hel"|evidence  a |ESTABLISHED|pending 5`},
		"a number": {"=> 2", "=> >=3 | EAGAIN", ":15: FAILED: pending a => >=3 | EAGAIN|expected  >=3|got       2|evidence  a"},
		"a look":   {"== ESTABLISHED", "== LISTEN", ":11: FAILED: expect a.state == LISTEN|expected  a.state == LISTEN|got       ESTABLISHED|evidence  a"},
		"eof":      {"=> eof", "=> EAGAIN", ":18: FAILED: recv a 100 => EAGAIN|got       eof"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := demo(t, tt.old, tt.changed)
			o := netnet(t, "run", file)
			o.want(t, 1, file+":", "")
			for word := range strings.SplitSeq(tt.out, "|") {
				if !strings.Contains(o.out, word) {
					t.Errorf("it does not print %q:\n%s", word, o.out)
				}
			}
			if strings.Contains(o.out, "close(c)") {
				t.Errorf("the script went on:\n%s", o.out)
			}
		})
	}
}

// Nothing of any file runs if a line of one does not parse.
func TestUnparsed(t *testing.T) {
	t.Parallel()
	good := written(t, "good.netnet", "s = socket tcp\n")
	bad := written(t, "bad.netnet", "s = socket tcp\n\n  bnd s :80\nclose nope\n")
	o := netnet(t, "run", good, bad)
	o.want(t, 2, "", bad+":3:3: ")
	o.want(t, 2, "", "did you mean bind?")
	o.want(t, 2, "", bad+":4:7: ")
	if o.out != "" {
		t.Errorf("something was run:\n%s", o.out)
	}
	piped(t, "bnd s\n").want(t, 2, "", "stdin:1:1: ")
	piped(t, "s = socket tcp\nsend s \"x\n").want(t, 2, "", "stdin:2:8: ")
	if o := piped(t, "s = socket tcp\nnonsense\n", "--json"); o.status != 2 || o.out != "" {
		t.Errorf("--json of what does not parse: status %d, %q", o.status, o.out)
	}
}

func TestWhatIsNoScript(t *testing.T) {
	t.Parallel()
	netnet(t, "run", t.TempDir()).want(t, 2, "", "is a directory")
	netnet(t, "run", binary).want(t, 2, "", "not a text file")
	netnet(t, "run", filepath.Join(t.TempDir(), "missing.netnet")).want(t, 2, "", "no such file")
	netnet(t, "run", written(t, "empty.netnet", "")).want(t, 0, "", "")
	piped(t, "").want(t, 0, "", "")
	piped(t, "# only a comment\n\n").want(t, 0, "", "")
	piped(t, "\xef\xbb\xbfs = socket tcp\r\nclose s => 0\r\n").want(t, 0, "close(s) = 0", "")
}

func TestFlags(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  []string
		words string
	}{
		{[]string{"run"}, "run needs a file"},
		{[]string{"run", "--nonsense", "x"}, "--nonsense"},
		{[]string{"--nonsense"}, "--nonsense"},
		{[]string{"nonsense"}, "nonsense"},
		{[]string{"run", "--lab", "--host", testdata + "/demo.netnet"}, "--lab and --host"},
		{[]string{"run", "--lab=maybe", testdata + "/demo.netnet"}, "maybe"},
		{[]string{"version", "more"}, "more"},
	} {
		o := netnet(t, tt.args...)
		o.want(t, 2, "", tt.words)
		if o.out != "" || strings.Count(strings.TrimSpace(o.errors), "\n") > 1 {
			t.Errorf("%v: not one clear sentence: %q %q", tt.args, o.out, o.errors)
		}
	}
}

func TestSeveralFiles(t *testing.T) {
	t.Parallel()
	a := written(t, "a.netnet", "s = socket tcp\nclose s => 0\n")
	b := written(t, "b.netnet", "s = socket udp\nclose s => EBADF\nsocket tcp\n")
	c := written(t, "c.netnet", "s = socket unix\n")
	o := netnet(t, "run", a, b, c)
	o.want(t, 1, b+":2: FAILED", "")
	if !strings.Contains(o.out, "AF_UNIX") {
		t.Errorf("the file after a failed one does not run:\n%s", o.out)
	}
	if strings.Contains(o.out, "   3 socket") {
		t.Errorf("a failed file continues:\n%s", o.out)
	}
	// A name from one file is unknown in the next: each has a bench of its own.
	d := written(t, "d.netnet", "close s\n")
	netnet(t, "run", a, d).want(t, 2, "", d+":1:7: ")
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	file := written(t, "lesson.md", "# A lesson\n\n```netnet\ns = socket tcp\n```\nprose\n```c\nint x;\n```\n~~~netnet\nclose s => EINTR\n~~~\n")
	netnet(t, "run", file).want(t, 1, file+":11: FAILED: close s => EINTR", "")
}

// A step on a name that was never made fails the script; an unexpected errno, where nothing was expected,
// does not.
func TestErrorsWithoutOutcome(t *testing.T) {
	t.Parallel()
	piped(t, "s = socket tcp\nrecv s 10\nclose s => 0\n").want(t, 0, "ENOTCONN", "")
	o := piped(t, "s = socket AF_INET 77\nclose s\n")
	o.want(t, 1, "EINVAL", "")
	o.want(t, 1, "stdin:2: FAILED: close s", "")
}

func TestNamesAreGivenAgain(t *testing.T) {
	t.Parallel()
	piped(t, "s = socket tcp\ns = socket udp\ngetsockopt s SO_TYPE => SOCK_DGRAM\ngetsockopt s' SO_TYPE => SOCK_STREAM\n").want(t, 0, "s'", "")
	piped(t, "s = socket tcp\nclose s\ns = socket udp\ngetsockopt s SO_TYPE => SOCK_DGRAM\n").want(t, 0, "", "")
}

// What is not available here ends the run with status 3 and the reason.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	for _, lines := range []string{
		"s = socket tcp\nbind s :0\n",
		"s = socket tcp\nbind s *:0\n",
		"s = socket tcp6\nbind s [::]:0\n",
		"s = socket tcp\nbind s 192.0.2.1:0\n",
		"s = socket tcp nonblock\nconnect s 192.0.2.1:9\n",
		"s = socket udp\nsendto s 192.0.2.1:9 \"x\"\n",
		"s = socket udp6\nsendto s [2001:db8::1]:9 \"x\"\n",
		"s = socket tcp6\nconnect s [::ffff:192.0.2.1]:9\n",
		"s = socket tcp\nlisten s\n",
		"s = server :0\n",
		"c = client 192.0.2.1:9\n",
	} {
		o := piped(t, lines)
		o.want(t, 3, "", "--allow-net")
		for _, call := range []string{"bind(", "connect(", "sendto(", "listen("} {
			if strings.Contains(o.out, "   2 "+call) {
				t.Errorf("%q: the call was made:\n%s", lines, o.out)
			}
		}
	}
	piped(t, "s = socket tcp\nbind s :0 => 0\n", "--allow-net").want(t, 0, "0.0.0.0:0", "")
	piped(t, "sysctl net.ipv4.tcp_fin_timeout 2\n").want(t, 3, "", "lab")
	piped(t, "sysctl net.ipv4.tcp_fin_timeout 2\n", "--allow-net").want(t, 3, "", "lab")
}

// What a peer sent is escaped before it reaches the terminal.
func TestPeersAreEscaped(t *testing.T) {
	t.Parallel()
	lines := "a, b = socketpair unix\n" + `send a "\x1b]0;evil\x07\x1b[2J\r\n\x9b31m\xff"` + "\nrecv b 100 => \"no\"\n"
	for _, flags := range [][]string{nil, {"--json"}} {
		o := piped(t, lines, flags...)
		if o.status != 1 {
			t.Errorf("status %d", o.status)
		}
		for _, b := range []byte(o.out + o.errors) {
			if b < ' ' && b != '\n' || b == 0x7f || b == 0x9b || b == 0xff {
				t.Errorf("%v: byte %#x is printed raw: %q", flags, b, o.out)
				break
			}
		}
		if len(flags) == 0 && !strings.Contains(o.out, `\x1b]0;evil\x07\x1b[2J\r\n\x9b31m\xff`) {
			t.Errorf("the text is not shown:\n%s", o.out)
		}
	}
	// The name of a socket, and a line that does not parse, are escaped as well.
	o := piped(t, "s = socket unix\nbind s \"unix:@\\x1b[2J\"\ngetsockname s\nshow s\n")
	p := piped(t, "\x1b[2J\n")
	if strings.Contains(o.out+o.errors+p.out+p.errors, "\x1b") {
		t.Errorf("an escape is printed raw: %q %q %q", o.out, o.errors, p.errors)
	}
}

// event is what other programs may rely on in a line of --json.
type event struct {
	Seq      uint64           `json:"seq"`
	T        *float64         `json:"t"`
	Line     int              `json:"line"`
	Step     string           `json:"step"`
	Calls    []map[string]any `json:"calls"`
	Held     *bool            `json:"held"`
	Got      string           `json:"got"`
	Evidence map[string]any   `json:"evidence"`
}

// recorded parses a recording: the header, then the events.
func recorded(t *testing.T, text string) (header map[string]any, events []event) {
	t.Helper()
	scanner := bufio.NewScanner(strings.NewReader(text))
	scanner.Buffer(nil, 1<<26)
	for first := true; scanner.Scan(); first = false {
		if first {
			if err := json.Unmarshal(scanner.Bytes(), &header); err != nil {
				t.Fatalf("the header is not JSON: %v: %s", err, scanner.Text())
			}
			continue
		}
		var e event
		if err := json.Unmarshal(scanner.Bytes(), &e); err != nil {
			t.Fatalf("a line is not JSON: %v: %s", err, scanner.Text())
		}
		events = append(events, e)
	}
	return header, events
}

func TestJSON(t *testing.T) {
	t.Parallel()
	o := netnet(t, "run", "--json", testdata+"/demo.netnet")
	o.want(t, 0, "", "")
	header, events := recorded(t, o.out)
	if header["netnet"] != 1.0 {
		t.Errorf("the header is %v", header)
	}
	if len(events) != 20 {
		t.Fatalf("%d events of 20 steps", len(events))
	}
	last := 0.0
	for i, e := range events {
		if e.Seq != uint64(i)+1 || e.Line != i+1 || e.T == nil || *e.T < last {
			t.Errorf("event %d has seq %d, line %d, t %v after %v", i, e.Seq, e.Line, e.T, last)
			continue
		}
		last = *e.T
		step, ok, err := step.ParseLine(e.Step, []string{"s", "c", "a"})
		if err != nil || !ok || step.String() != e.Step {
			t.Errorf("step %q is not canonical: it is read as %q, %v", e.Step, step, err)
		}
		if (e.Held != nil) != (len(step.Want) > 0 || step.Verb == "expect") || e.Held != nil && !*e.Held {
			t.Errorf("step %q: held is %v", e.Step, e.Held)
		}
		if e.Evidence == nil {
			t.Errorf("step %q touches a socket and has no evidence", e.Step)
		}
		if e.Calls == nil || len(e.Calls) == 0 && step.Verb != "expect" {
			t.Errorf("step %q has calls %v", e.Step, e.Calls)
		}
		for _, call := range e.Calls {
			_, name := call["name"].(string)
			_, args := call["args"].([]any)
			ret, number := call["ret"].(float64)
			_, ns := call["ns"].(float64)
			errno, failed := call["errno"]
			if !name || !args || !number || !ns || failed != (ret == -1) {
				t.Errorf("step %q: call %v", e.Step, call)
			}
			if _, text := errno.(string); failed && !text {
				t.Errorf("step %q: the errno is %v", e.Step, errno)
			}
		}
	}
	if e := events[4]; e.Calls[0]["name"] != "accept4" || e.Calls[0]["errno"] != "EAGAIN" {
		t.Errorf("accept on an empty queue is %v", e.Calls)
	}
	if n := len(events[18].Calls); n != 2 {
		t.Errorf("closedown has %d calls", n)
	}
}

// A recording runs again, with the same outcome.
func TestReplay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		file   string
		status int
	}{
		{testdata + "/demo.netnet", 0},
		{testdata + "/unix.netnet", 0},
		{testdata + "/urgent_data.netnet", 0},
		{testdata + "/blocked_and_interrupted.netnet", 0},
		{badCalls + "/option.netnet", 0}, // in a lab, as the recording says
		{demo(t, `=> "hel"`, `=> "HEL"`), 1},
	} {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			t.Parallel()
			first := netnet(t, "run", "--json", tt.file)
			if first.status == 3 {
				t.Skip(first.errors)
			}
			first.want(t, tt.status, "", "")
			recording := written(t, "x.jsonl", first.out)
			again := netnet(t, "run", "--json", recording)
			again.want(t, tt.status, "", "")
			_, before := recorded(t, first.out)
			_, after := recorded(t, again.out)
			if len(before) != len(after) {
				t.Fatalf("%d events, and %d when run again", len(before), len(after))
			}
			for i := range before {
				if before[i].Step != after[i].Step || (before[i].Held == nil) != (after[i].Held == nil) || before[i].Held != nil && *before[i].Held != *after[i].Held {
					t.Errorf("%q came to be %q", before[i].Step, after[i].Step)
				}
			}
		})
	}
}
