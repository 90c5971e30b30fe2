package diff

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// made runs a script in a lab of its own.
func made(t testing.TB, source script.Source) Session {
	t.Helper()
	var warnings bytes.Buffer
	var unavailable error
	s, status, err := Run(t.Context(), source, script.Options{
		Lab: true, Warnings: &warnings,
		Start: func(lab bool) (d script.Doer, err error) {
			if d, err = remote.Start(engine.Options{Lab: lab}); errors.As(err, new(*engine.Unavailable)) {
				unavailable = err
			}
			return d, err
		},
	})
	if unavailable != nil {
		t.Skip(unavailable)
	}
	if err != nil || status != script.Held {
		t.Fatalf("status %d, %v\n%s", status, err, &warnings)
	}
	return s
}

// compare compares two sessions that can be decoded.
func compare(t *testing.T, left, right Session, all bool) Report {
	t.Helper()
	r, err := Compare(left, right, all)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func source(lines ...string) script.Source {
	s := script.Source{Name: "x.netnet", Unit: script.OfLines}
	for i, text := range lines {
		s.Lines = append(s.Lines, script.Line{Number: i + 1, Text: text})
	}
	return s
}

// told returns the differences of a report, one per line: "step: what: left | right".
func told(r Report) string {
	var b strings.Builder
	for _, s := range r.Steps {
		place := s.Left
		if place == nil {
			place = s.Right
		}
		mark := map[[2]bool]string{{true, true}: "  ", {true, false}: "- ", {false, true}: "+ "}[[2]bool{s.Left != nil, s.Right != nil}]
		b.WriteString(mark + place.Step + "\n")
		for _, d := range s.Differences {
			if d.Part != PartTook { // which varies on a busy machine
				b.WriteString("  " + string(d.Part) + " " + d.What + ": " + d.Left + " | " + d.Right + "\n")
			}
		}
	}
	return b.String()
}

var connection = []string{
	"s = server 127.0.0.1:0", "c = client @s", "a = accept s nonblock", `send c "hello"`, "within 5s recv a 10", "recv a 10 => EAGAIN",
	"getsockname c", "u = socket udp", "bind u 127.0.0.1:0", `sendto u @u "x"`, "recvfrom u 10",
	"v, w = socketpair unix", "e = epoll", "epoll_ctl e add a in out", "epoll_wait e 10 1s", "close c", "within 5s expect a.state == CLOSE-WAIT", "close a",
}

// Two runs of a script differ only in ports, processes, inodes and times, which do not count.
func TestAScriptTwice(t *testing.T) {
	one, two := made(t, source(connection...)), made(t, source(connection...))
	if one.Events.Len() != len(connection) || one.Network != "lab" {
		t.Fatalf("%d events, %s", one.Events.Len(), one.Network)
	}
	if port := one.Events.(recording.List)[6].Got; port == two.Events.(recording.List)[6].Got {
		t.Logf("the kernel has chosen %s twice", port)
	}
	if said := told(compare(t, one, two, false)); slices.ContainsFunc(strings.Split(said, "\n"), func(l string) bool { return strings.HasPrefix(l, "  ") && strings.Contains(l, " | ") }) {
		t.Errorf("two runs differ:\n%s", said)
	}
	if r := compare(t, one, one, true); r.Differs() || r.Same != len(connection) {
		t.Errorf("a run differs from itself:\n%s", told(r))
	}
}

// With Nagle's algorithm, a small write waits for the acknowledgement of the one before, which is delayed.
func TestNagle(t *testing.T) {
	plain := source("s = server 127.0.0.1:0", "c = client @s", "a = accept s nonblock", "roundtrip c 5", "close c", "close a")
	changed, err := With(plain, "setsockopt c TCP_NODELAY on", 0)
	if err != nil {
		t.Fatal(err)
	}
	if changed.Lines[2].Text != "setsockopt c TCP_NODELAY on" || len(plain.Lines) != 6 {
		t.Fatalf("the line stands elsewhere: %v", changed.Lines)
	}
	r := compare(t, made(t, plain), made(t, changed), false)
	said := told(r)
	for _, want := range []string{"+ setsockopt c TCP_NODELAY on\n", "  roundtrip c 5\n  answer : ", "Nagle's algorithm held the second write back"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if !r.Consequences() {
		t.Error("it has no consequences")
	}
	if strings.Contains(said, "c.TCP_NODELAY:") {
		t.Errorf("that the option differs is what the added line says:\n%s", said)
	}
	for _, s := range r.Steps {
		for _, d := range s.Differences {
			if d.Part == PartAnswer && !strings.HasSuffix(d.Left, "ms") {
				t.Errorf("the answer is %+v", d)
			}
		}
	}
}

// An option that only one script sets is reported by its line, and its consequences where they are; one that is set
// differently, with the resulting value.
func TestAnOptionAndItsConsequences(t *testing.T) {
	base := source("s = server 127.0.0.1:0", "c = client @s", "a = accept s nonblock", `send c "hello"`, "within 5s expect a.pending == 5", "close a", "within 5s expect c.state == CLOSED | CLOSE-WAIT")
	base.Lines[6].Text = "within 5s expect c.ready != out"
	changed, err := With(base, "setsockopt a SO_LINGER on,0s", 4)
	if err != nil {
		t.Fatal(err)
	}
	r := compare(t, made(t, base), made(t, changed), false)
	if said := told(r); said != "+ setsockopt a SO_LINGER on,0s\n" || r.Consequences() { // unread bytes make it a reset anyway
		t.Errorf("the line has consequences:\n%s", said)
	}
	one := source("s = socket tcp", "setsockopt s SO_RCVBUF 4096", "getsockopt s SO_RCVBUF", "close s")
	two := source("s = socket tcp", "setsockopt s SO_RCVBUF 8192", "getsockopt s SO_RCVBUF", "close s")
	r = compare(t, made(t, one), made(t, two), false)
	said := told(r)
	for _, want := range []string{"SO_RCVBUF after: 8KiB | 16KiB", "  getsockopt s SO_RCVBUF\n  answer : 8KiB | 16KiB\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if strings.Count(said, "s.SO_RCVBUF") > 1 || !r.Steps[0].Changed() {
		t.Errorf("the option is told again:\n%s", said)
	}
}

// A different answer is reported with the step, which both sessions have.
func TestAnAnswerThatIsAnother(t *testing.T) {
	plain := source("s = server 127.0.0.1:0", "t = socket tcp", "bind t @s", "close t")
	changed, err := Without(plain, "bind t @s", 0)
	if err != nil {
		t.Fatal(err)
	}
	r := compare(t, made(t, plain), made(t, changed), false)
	if said := told(r); !strings.HasPrefix(said, "- bind t @s\n") {
		t.Errorf("what is left out is not told:\n%s", said)
	}
	other := source("s = server 127.0.0.1:0", "t = socket tcp", "bind t 127.0.0.1:0", "close t")
	if said := told(compare(t, made(t, plain), made(t, other), false)); !strings.Contains(said, "answer : EADDRINUSE | 0\n") {
		t.Errorf("another answer is not told:\n%s", said)
	}
}

func TestWhereALineGoes(t *testing.T) {
	base := source("# needs: lab", "s = server 127.0.0.1:0", "spawn w a = accept s", "c = client @s", "join w => ok", "close a")
	for text, want := range map[string]int{
		"setsockopt s SO_KEEPALIVE on": 2,
		"setsockopt c TCP_NODELAY on":  4,
		"setsockopt a TCP_NODELAY on":  5, // the result of a spawned step exists after its join
		"interrupt w":                  3,
		"sysctl net.ipv4.tcp_ecn 1":    1,
		"x = dup c":                    4,
		"poll s:in c:in":               4,
	} {
		changed, err := With(base, text, 0)
		if err != nil || changed.Lines[want].Text != text {
			t.Errorf("%s: %v, %v", text, changed.Lines, err)
		}
		if _, err := script.Parse("x", changed.Lines); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for text, want := range map[string]string{
		"setsockopt y SO_KEEPALIVE on": `there is no socket "y"`, "setsockopt s SO_KEEPALIVE": "value", "bnd s": "no verb", "# x": "is not a step",
	} {
		if _, err := With(base, text, 0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if changed, err := With(base, "setsockopt s SO_KEEPALIVE on", 6); err != nil || changed.Lines[5].Text != "setsockopt s SO_KEEPALIVE on" {
		t.Errorf("%v, %v", changed.Lines, err)
	}
	for at, want := range map[int]string{2: "can't come before x.netnet:2", 9: "has no line 9"} {
		if _, err := With(base, "setsockopt s SO_KEEPALIVE on", at); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("at %d: %v", at, err)
		}
	}
	if changed, err := Without(base, "join w", 0); err != nil || len(changed.Lines) != 5 {
		t.Errorf("%v, %v", changed.Lines, err)
	}
	for at, want := range map[int]string{0: "has no line close s", 6: "this line is not close s"} {
		if _, err := Without(base, "close s", at); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("at %d: %v", at, err)
		}
	}
}

// A recording that was cut off is compared up to its last complete line, and says so; an invalid one is
// refused.
func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.jsonl")
	whole := `{"netnet":1,"network":"lab"}` + "\n" + `{"seq":1,"t":0.1,"line":1,"step":"s = socket tcp","verb":"socket","calls":[]}` + "\n" +
		`{"seq":2,"t":0.2,"line":2,"step":"close s","verb":"close","calls":[],"got":"0"}` + "\n"
	header := strings.IndexByte(whole, '\n') + 1
	for cut := range len(whole) + 1 {
		if err := os.WriteFile(name, []byte(whole[:cut]), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Read(name)
		lines := strings.Count(whole[:cut], "\n")
		complete := cut < len(whole) && whole[cut] == '\n'
		if complete {
			lines++
		}
		if err != nil || s.Events.Len() != max(0, lines-1) || (s.Cut != "") != (cut > 0 && !strings.HasSuffix(whole[:cut], "\n")) {
			t.Fatalf("cut at %d: %d events, %q, %v", cut, s.Events.Len(), s.Cut, err)
		}
		if cut > header && s.Network != "lab" {
			t.Errorf("cut at %d: network %q", cut, s.Network)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := os.WriteFile(name, []byte(whole[:header]+"nonsense\n"+whole[header:]), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(name); err == nil || !strings.Contains(err.Error(), "x.jsonl:2:1: this is not a line of a recording") {
		t.Errorf("%v", err)
	}
}

// Of a socket that only one session has closed it tells that, its state and its timer, and no flag that it no longer has.
func TestClosedInOne(t *testing.T) {
	lines := []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s", "close c", "within 5s expect s.state == LISTEN", "show s.state"}
	r := compare(t, made(t, source(lines...)), made(t, source(slices.Delete(slices.Clone(lines), 3, 4)...)), true)
	var of []string
	for _, s := range r.Steps {
		for _, d := range s.Differences {
			if d.What == "c" || strings.HasPrefix(d.What, "c.") {
				of = append(of, d.What)
			}
		}
	}
	if !slices.Contains(of, "c") || !slices.Contains(of, "c.state") || slices.Contains(of, "c.nonblock") || slices.Contains(of, "c.ready") || slices.Contains(of, "c.pending") {
		t.Errorf("of c it tells %v:\n%s", of, told(r))
	}
}
