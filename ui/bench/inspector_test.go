package bench

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
)

func inspected() *Bench {
	b := New(nil, nil, nil)
	k := status.Socket{ID: 1, Name: "s", FD: 7, Kind: "tcp4", Open: true, Condition: status.Condition{State: "CLOSED", Nonblock: true}}
	b.Take(engine.Frame{T: 5, Sockets: []status.Socket{k}, Total: 1, Detail: &engine.Detail{Socket: k,
		Can: []status.Ability{{Verb: "bind"}, {Verb: "accept", Why: "it is not a listener"}, {Verb: "send", Why: "it has no peer"}, {Verb: "recv", Why: "it has no peer"}},
		Options: []status.OptionReading{
			{Name: "SO_REUSEADDR", Level: "SOL_SOCKET", Value: "off", Fresh: "off"},
			{Name: "SO_RCVBUF", Level: "SOL_SOCKET", Value: "8KiB", Asked: "4KiB", Fresh: "128KiB", Changed: true},
			{Name: "SO_ERROR", Level: "SOL_SOCKET", Unread: true},
			{Name: "TCP_MAXSEG", Level: "SOL_TCP", Value: "500", Fresh: "536", Changed: true},
			{Name: "TCP_ULP", Level: "SOL_TCP", Errno: "EPERM"},
		}}})
	return b
}

func seen(b *Bench, w, h int) string {
	c := canvas.New(w, h)
	b.Inspector.draw(c, c.Rect, b)
	return c.String()
}

func TestTheInspectorSaysWhatCanBeDoneAndWhyNotTheRest(t *testing.T) {
	text := seen(inspected(), 70, 40)
	for _, want := range []string{"can do  bind", "accept: it is not a listener", "send recv: it has no peer", "nonblock on", "lifetime  1", "congestion  1"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
}

func TestMarksOfOptions(t *testing.T) {
	text := seen(inspected(), 70, 40)
	for _, want := range []string{"* SO_RCVBUF", "asked 4KiB", "• TCP_MAXSEG", "fresh 536", "! TCP_ULP", "EPERM", "not read"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "* SO_REUSEADDR") || strings.Contains(text, "• SO_REUSEADDR") {
		t.Errorf("an option that is as it was is marked:\n%s", text)
	}
}

func TestTheFilterOfOptions(t *testing.T) {
	b := inspected()
	for filter, want := range map[string]string{"rcvbuf": "SO_RCVBUF", "set": "SO_RCVBUF", "changed": "O_NONBLOCK SO_RCVBUF TCP_MAXSEG", "SOL_TCP": "TCP_MAXSEG TCP_ULP", "nonblock": "O_NONBLOCK", "zzz": ""} {
		b.Inspector.Sift(filter)
		var names []string
		for _, row := range b.Inspector.rows {
			if row.key() != "" {
				names = append(names, row.name())
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q lets through %q, not %q", filter, got, want)
		}
	}
}

func TestTheChosenOptionIsKnownByName(t *testing.T) {
	b := inspected()
	seen(b, 70, 40)
	b.Inspector.Move(+5, false) // past the flags, an option and a title in each of three groups
	if got := b.Inspector.At(); got != "SOL_SOCKET SO_ERROR" {
		t.Errorf("chosen is %q", got)
	}
	b.Inspector.Sift("o")
	if got := b.Inspector.At(); got != "SOL_SOCKET SO_ERROR" {
		t.Errorf("under a filter that lets it through chosen is %q", got)
	}
	b.Inspector.Edge(true)
	if got := b.Inspector.At(); got != "SOL_SOCKET SO_ERROR" && got != "SOL_TCP TCP_ULP" {
		t.Errorf("the last one is %q", got)
	}
	b.Inspector.Edge(false)
	if row, _ := b.Inspector.Chosen(); row.flag != "O_NONBLOCK" || !row.on {
		t.Errorf("the first one is %+v", row)
	}
}

func TestAnInspectorOfAnySizeDrawsSomething(t *testing.T) {
	b := inspected()
	for w := 3; w < 100; w += 3 {
		for h := 3; h < 60; h++ {
			for _, b.Focus = range []Pane{PaneSockets, PaneInspector} {
				seen(b, w, h)
			}
		}
	}
}
