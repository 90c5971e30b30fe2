package diagram_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/diagram"
	"netnet-tui/ui/goldentest"
)

// play makes steps on real sockets, and returns the ends of a connection.
func play(t *testing.T, of string, lines ...string) diagram.Ends {
	t.Helper()
	e := engine.New(engine.Options{})
	t.Cleanup(func() { _ = e.Close() })
	var p states.Paths
	ids := map[string]status.SocketID{}
	for _, line := range lines {
		event, err := script.Make(e, line, "s", "c", "a", "d")
		if err != nil || event.Failed() {
			t.Fatalf("%s: %v %s %s", line, err, event.Problem, event.Got)
		}
		p.Event(&event)
		if event.Evidence != nil {
			for _, o := range event.Evidence.Sockets {
				ids[o.Name] = o.ID
			}
		}
	}
	one, other := p.Ends(ids[of])
	return diagram.Ends{still(one), still(other)}
}

// still returns a path without what depends on when a look happened: which states were seen, and at which
// event.
func still(p *states.Path) *states.Path {
	if p == nil {
		return nil
	}
	path := *p
	path.Passes = slices.Clone(p.Passes)
	for i := range path.Passes {
		pass := &path.Passes[i]
		pass.Seq, pass.Seen = uint64(i+1), pass.To != status.StateSynSent && pass.To != status.StateSynReceived && pass.To != status.StateLastAck
	}
	return &path
}

// scenes are connections made with real sockets.
var scenes = []struct {
	name, of string
	lines    []string
}{
	{"closed", "c", []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s", "shutdown c wr", "within 3s expect c.state == FIN-WAIT-2", "close a", "within 3s expect c.state == TIME-WAIT"}},
	{"half", "a", []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s", "shutdown c wr", "within 3s expect c.state == FIN-WAIT-2"}},
	{"both", "c", []string{
		"c = socket tcp nonblock", "bind c 127.0.0.1:0", "d = socket tcp nonblock", "bind d 127.0.0.1:0",
		"setsockopt c SO_ATTACH_FILTER drop", "connect c @d", "expect c.state == SYN-SENT",
		"setsockopt d SO_ATTACH_FILTER drop", "setsockopt c SO_DETACH_FILTER on", "connect d @c", "within 3s expect c.state == SYN-RECEIVED",
		"setsockopt d SO_DETACH_FILTER on", "within 9s expect c.state == ESTABLISHED", "within 9s expect d.state == ESTABLISHED",
		"setsockopt c SO_ATTACH_FILTER drop", "setsockopt d SO_ATTACH_FILTER drop", "shutdown c wr", "shutdown d wr",
		"setsockopt c SO_DETACH_FILTER on", "within 9s expect c.state == CLOSING", "setsockopt d SO_DETACH_FILTER on",
		"within 9s expect c.state == TIME-WAIT", "within 9s expect d.state == TIME-WAIT",
	}},
	{"reset", "c", []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s", "setsockopt c SO_LINGER on,0s", "close c", "within 3s expect a.state == CLOSED"}},
	{"listener", "s", []string{"s = server 127.0.0.1:0"}},
}

// The paths of real sockets are drawn, in every size.
func TestGoldenDiagrams(t *testing.T) {
	for _, scene := range scenes {
		t.Run(scene.name, func(t *testing.T) {
			ends := play(t, scene.of, scene.lines...)
			for _, size := range []struct{ w, h int }{{78, 19}, {116, 21}, {72, 45}} {
				goldentest.Same(t, fmt.Sprintf("%s-%dx%d", scene.name, size.w, size.h), drawn(size.w, size.h, ends))
			}
		})
	}
	goldentest.Same(t, "nobody-78x19", drawn(78, 19, diagram.Ends{}))
}

func drawn(w, h int, ends diagram.Ends) string {
	c := canvas.New(w, h)
	diagram.Draw(c, c.Rect, ends)
	return c.String()
}

// Every arrow that was taken has a filled head, and no other has: nothing is said by colour alone.
func TestEveryArrowIsLitAlone(t *testing.T) {
	dark := strings.Count(drawn(78, 19, diagram.Ends{}), "▼")
	if dark != 0 {
		t.Errorf("%d heads are lit while nobody is there", dark)
	}
	seen := map[string]bool{}
	for _, a := range states.Arrows() {
		path := &states.Path{Name: "c", Start: a.From, Passes: []states.Pass{{From: a.From, To: a.To, Cause: a.Cause, Seq: 7, Seen: true}}}
		text := drawn(100, 45, diagram.Ends{path})
		lit := strings.Count(text, "▼") + strings.Count(text, "▲") + strings.Count(text, "▶") + strings.Count(text, "◀")
		if lit != 1 || !strings.Contains(text, "c 7: ") && !strings.Contains(text, "RST") && !strings.Contains(text, "close") || seen[text] {
			t.Errorf("from %s to %s:\n%s", a.From, a.To, text)
		}
		seen[text] = true
	}
	for _, s := range states.TCP() {
		path := &states.Path{Name: "c", Start: s, Passes: []states.Pass{{From: s, To: status.StateClosed, Cause: states.Cause{Over: "RST"}, Seq: 7, Seen: true}}}
		if _, aborted := path.Aborted(); !aborted {
			continue
		}
		if text := drawn(78, 19, diagram.Ends{path}); !strings.Contains(text, "c 7: RST") && !strings.Contains(text, "c: RST") && !strings.Contains(text, " RST ━") {
			t.Errorf("a reset in %s:\n%s", s, text)
		}
	}
}

// Whatever the size and the names, nothing is drawn outside the rectangle, and a small one has the paths in
// words.
func TestEverySize(t *testing.T) {
	ends := play(t, "c", scenes[0].lines...)
	ends[1].Name = "a_name_of_a_socket_that_is_long"
	for w := 1; w < 240; w += 3 {
		for h := 1; h < 60; h += 4 {
			c := canvas.New(w+4, h+2)
			r := canvas.Rect{X: 2, Y: 1, W: w, H: h}
			diagram.Draw(c, r, ends)
			for y, row := range strings.Split(strings.TrimSuffix(c.String(), "\n"), "\n") {
				if n := utf8.RuneCountInString(row); n > w+2 || n > 0 && (y == 0 || y == h+1 || !strings.HasPrefix(row, "  ")) {
					t.Fatalf("%d×%d: row %d is %q", w, h, y, row)
				}
			}
		}
	}
	if text := drawn(58, 20, ends); !strings.Contains(text, "c is TIME-WAIT") {
		t.Errorf("a small rectangle has\n%s", text)
	}
}

// What poll reported is drawn, with where it did.
func TestGoldenMatrix(t *testing.T) {
	var p states.Paths
	observe := func(seq uint64, name string, s status.State, ready string) {
		e := engine.Event{Seq: seq, Evidence: &status.Evidence{Sockets: []status.Observed{{ID: status.SocketID(len(name)), Name: name,
			Kind: status.Kind{Domain: 2, Type: 1}, After: &status.Condition{State: s, Ready: ready}}}}}
		p.Event(&e)
	}
	observe(2, "s", status.StateListen, "none")
	observe(3, "s", status.StateListen, "in")
	observe(4, "s", status.StateListen, "in")
	observe(5, "aa", status.StateEstablished, "in|out|pri")
	observe(16, "ccc", status.StateTimeWait, "in|out|rdhup|hup")
	for _, size := range []struct{ w, h int }{{78, 19}, {116, 21}} {
		c := canvas.New(size.w, size.h)
		diagram.DrawMatrix(c, c.Rect, &p.Matrix)
		goldentest.Same(t, fmt.Sprintf("matrix-%dx%d", size.w, size.h), c.String())
	}
}
