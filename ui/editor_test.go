package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
)

// editing is an editor of an option that reads as value.
func editing(t *testing.T, name, value string) *editor {
	t.Helper()
	o, ok := sockopts.Find(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return newEditor(engine.Socket{Name: "c"}, engine.OptionReading{Name: o.Name, Level: o.Level, Value: value}, o)
}

// samples are a value for each form.
var samples = map[sockopts.FormKind]string{
	sockopts.SwitchForm: "off", sockopts.ChoiceForm: "1", sockopts.FlagsForm: "0x1", sockopts.NumberForm: "7", sockopts.LingerForm: "on,5s",
	sockopts.TimeForm: "1.5s", sockopts.TextForm: "", sockopts.BytesForm: "hex:00112233445566778899aabbccddeeff00",
}

func TestEnterOnAnUnchangedValuePostsThatValue(t *testing.T) {
	for _, o := range sockopts.All() {
		text := samples[o.Form().Kind]
		if !o.Settable() || text == "" {
			continue
		}
		value, err := o.Parse(text)
		if err != nil {
			continue // a sample that this one does not take
		}
		s, d := begin(t, 100, 30, sample())
		e := newEditor(engine.Socket{Name: "c"}, engine.OptionReading{Name: o.Name, Level: o.Level, Value: value.String()}, o)
		s.push(e)
		e.choose(s)
		if len(d.posted) != 1 || !strings.HasPrefix(d.posted[0], "setsockopt c ") || !strings.HasSuffix(d.posted[0], " "+value.String()) {
			t.Errorf("%s: %q is posted as %q, problem %q", o.Name, value, d.posted, e.problem)
		}
		if len(s.overlays) != 0 {
			t.Errorf("%s: the editor stays", o.Name)
		}
	}
}

func TestAValueThatCanNotBeStaysAsItWasTyped(t *testing.T) {
	s, d := begin(t, 100, 30, sample())
	e := editing(t, "SO_RCVBUF", "128KiB")
	s.push(e)
	e.line.Set("64 potatoes")
	e.typed()
	if _, problem := e.meaning(); !strings.Contains(problem, "64 potatoes") {
		t.Errorf("while it is typed it says %q", problem)
	}
	s.key("", tea.KeyEnter)
	if len(d.posted) != 0 || e.line.Text != "64 potatoes" || !strings.Contains(e.problem, "SO_RCVBUF") || len(s.overlays) != 1 {
		t.Errorf("posted %q, line %q, problem %q", d.posted, e.line.Text, e.problem)
	}
}

func TestBoxesAreTicked(t *testing.T) {
	s, _ := begin(t, 100, 30, sample())
	e := editing(t, "SO_BUF_LOCK", "0")
	s.push(e)
	s.key(" ", tea.KeySpace)
	if e.line.Text != "SOCK_SNDBUF_LOCK" {
		t.Errorf("ticked %q", e.line.Text)
	}
	s.key("", tea.KeyDown)
	s.key(" ", tea.KeySpace)
	if e.line.Text != "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK" {
		t.Errorf("ticked %q", e.line.Text)
	}
	s.key("", tea.KeyUp)
	s.key(" ", tea.KeySpace)
	if e.line.Text != "SOCK_RCVBUF_LOCK" {
		t.Errorf("ticked %q", e.line.Text)
	}
	e.line.Set("SOCK_RCVBUF_LOCK|0x40")
	e.take(0)
	if e.line.Text != "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK|0x40" {
		t.Errorf("a bit without a name is lost: %q", e.line.Text)
	}
}

func TestSpaceTurnsASwitchOver(t *testing.T) {
	s, d := begin(t, 100, 30, sample())
	s.push(editing(t, "TCP_NODELAY", "off"))
	s.key(" ", tea.KeySpace)
	s.key("", tea.KeyEnter)
	if len(d.posted) != 1 || d.posted[0] != "setsockopt c TCP_NODELAY on" {
		t.Errorf("posted %q", d.posted)
	}
}

func TestNumbersAndTimesGrowAndShrink(t *testing.T) {
	for _, c := range []struct{ name, from, up, down string }{
		{"SO_RCVBUF", "64KiB", "128KiB", "32KiB"},
		{"TCP_KEEPCNT", "9", "10", "8"},
		{"SO_RCVTIMEO", "2s", "4s", "1s"},
		{"SO_RCVTIMEO", "0s", "1s", "0s"},
	} {
		e := editing(t, c.name, c.from)
		if e.move(-1, false); e.line.Text != c.up {
			t.Errorf("%s: up from %s is %s, want %s", c.name, c.from, e.line.Text, c.up)
		}
		e.line.Set(c.from)
		if e.move(+1, false); e.line.Text != c.down {
			t.Errorf("%s: down from %s is %s, want %s", c.name, c.from, e.line.Text, c.down)
		}
	}
}

func TestPartsAreGoneThrough(t *testing.T) {
	e := editing(t, "IP_ADD_MEMBERSHIP", "")
	e.line.Insert("239.1.1.1")
	e.nextPart()
	e.line.Insert("127.0.0.1")
	if e.line.Text != "239.1.1.1,127.0.0.1" || e.part() != 1 {
		t.Errorf("%q, part %d", e.line.Text, e.part())
	}
	e.nextPart()
	if e.part() != 0 || e.line.Cursor != len("239.1.1.1") {
		t.Errorf("part %d, cursor %d", e.part(), e.line.Cursor)
	}
	if means, problem := e.meaning(); problem != "" {
		t.Errorf("%q, %q", means, problem)
	}
}

func TestWhatALineMeansIsSaid(t *testing.T) {
	for _, c := range []struct{ name, line, says string }{
		{"SO_RCVBUF", "64KiB", "65536 bytes"},
		{"SO_RCVBUF", "hex:00000100", "4 bytes"},
		{"SO_LINGER", "off", "close returns at once"},
		{"SO_LINGER", "on,0s", "RST"},
		{"SO_LINGER", "on,7s", "up to 7s"},
		{"SO_RCVTIMEO", "0s", "no limit"},
		{"SO_RCVTIMEO", "250ms", "250000 microseconds"},
		{"TCP_CONGESTION", "cubic", "5 of at most"},
		{"SO_BUF_LOCK", "SOCK_SNDBUF_LOCK", "1 set, 0x1"},
		{"TCP_MD5SIG", "hex:0102", "2 bytes"},
		{"SO_RCVBUF", "", "bytes, e.g. 64KiB"},
	} {
		e := editing(t, c.name, c.line)
		if means, problem := e.meaning(); !strings.Contains(means, c.says) || problem != "" {
			t.Errorf("%s %s means %q, problem %q, want %q", c.name, c.line, means, problem, c.says)
		}
	}
}

func TestAnEditorOfAnySizeShowsItsLine(t *testing.T) {
	s, _ := begin(t, 100, 30, sample())
	for _, name := range []string{"SO_RCVBUF", "SO_LINGER", "SO_TIMESTAMPING", "IP_MTU_DISCOVER", "IP_ADD_MEMBERSHIP", "TCP_MD5SIG", "TCP_NODELAY", "TCP_CONGESTION", "SO_TYPE"} {
		e := editing(t, name, "")
		e.reading.Obstacle = "too late: it is connected"
		e.line.Set("hex:0011zz")
		for w := 20; w <= 100; w += 4 {
			for h := 5; h <= 40; h++ {
				c := canvas.New(w, h)
				e.draw(s, c, c.Rect)
				if text := c.String(); e.option.Settable() && w >= 60 && h >= 13 && (!strings.Contains(text, "› hex:0011zz") || !strings.Contains(text, "zz\"")) {
					t.Fatalf("%s at %d×%d:\n%s", name, w, h, text)
				}
			}
		}
	}
}
