package editor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/part"

	tea "charm.land/bubbletea/v2"
)

// opened returns a host with the editor of an option open, as the inspector opens it.
func opened(t *testing.T, w, h int, r status.OptionReading, offered ...string) (*host, *Editor) {
	t.Helper()
	o, ok := sockopts.Find(r.Name)
	if !ok {
		t.Fatalf("no option %s", r.Name)
	}
	d := &engine.Detail{
		Socket:  status.Socket{ID: 3, Name: "a", FD: 9, Kind: "tcp4", Open: true},
		Info:    []status.InfoReading{{Name: "rtt", Value: "22us"}, {Name: "snd_cwnd", Value: "10 segments"}},
		Options: []status.OptionReading{r},
	}
	s := newHost(t, engine.Frame{Detail: d, Sockets: []status.Socket{d.Socket}})
	s.canvas = canvas.New(w, h)
	e := New(d, r, o, status.Offers{Values: map[string][]string{r.Name: offered}, Interfaces: map[int]string{1: "lo", 7: "veth0"}})
	s.overlays = []part.Overlay{e}
	return s, e
}

// reading returns a reading of an option in the catalogue.
func reading(t *testing.T, name, value string) status.OptionReading {
	t.Helper()
	o, ok := sockopts.Find(name)
	if !ok {
		t.Fatalf("no option %s", name)
	}
	return status.OptionReading{Name: o.Name, Level: o.Level, Value: value, Unread: !o.Readable()}
}

// sampleValue returns a value that suits an option, as it prints from the kernel's bytes.
func sampleValue(t *testing.T, o *sockopts.Option) string {
	t.Helper()
	form, text := o.Form(), ""
	switch form.Kind {
	case sockopts.SwitchForm:
		text = "on"
	case sockopts.NumberForm, sockopts.NothingForm:
		text = "7"
	case sockopts.ChoiceForm:
		text = form.Names[len(form.Names)-1]
	case sockopts.FlagsForm:
		text = form.Names[0] + "|0x40000000"
	case sockopts.LingerForm:
		text = "off,5s"
	case sockopts.TimeForm:
		text = "1.5s"
	case sockopts.BytesForm:
		text = "hex:0600000000000001"
	case sockopts.PartsForm:
		text = fieldSamples()[o.Codec.Hint()]
		if strings.HasSuffix(o.Codec.Hint(), "=N") {
			text = strings.ReplaceAll(o.Codec.Hint(), "=N", "=3")
		}
	case sockopts.TextForm:
		text = "lo"
		if strings.HasPrefix(o.Codec.Hint(), "none, all") {
			text = "128,130-137"
		}
	}
	v, err := o.Parse(text)
	if err != nil {
		t.Fatalf("%s has no sample: %q, %v", o.Name, text, err)
	}
	return v.String()
}

// fieldSamples returns values of several parts, by the hint of their options.
func fieldSamples() map[string]string {
	samples := map[string]string{}
	for name, text := range map[string]string{
		"IP_MULTICAST_IF": "127.0.0.1", "IP_ADD_MEMBERSHIP": "239.1.1.1,127.0.0.1%1", "IP_BLOCK_SOURCE": "232.1.1.1,127.0.0.1,127.0.0.2",
		"IPV6_ADD_MEMBERSHIP": "ff02::1,1", "IPV6_PKTINFO": "::1,1", "MCAST_JOIN_GROUP": "239.1.1.1,1",
		"MCAST_BLOCK_SOURCE": "232.1.1.1,127.0.0.1,1", "PACKET_ADD_MEMBERSHIP": "1,PACKET_MR_PROMISC", "IP_LOCAL_PORT_RANGE": "40000-40010",
	} {
		o, _ := sockopts.Find(name)
		samples[o.Codec.Hint()] = text
	}
	return samples
}

func TestEnterPostsTheValueThatIsThere(t *testing.T) {
	for _, o := range sockopts.All() {
		if !o.Settable() {
			continue
		}
		value := sampleValue(t, o)
		r := status.OptionReading{Name: o.Name, Level: o.Level, Value: value, Unread: !o.Readable()}
		if o.Readable() && o.ReadEffect != "" {
			r.Value, r.Seen, r.Unread = "", value, true
		}
		s, e := opened(t, 100, 40, r)
		if !o.Readable() {
			if e.form.text() != "" {
				t.Errorf("%s can only be set, and its editor begins with %q", o.Name, e.form.text())
			}
			s.paste(value)
		}
		want, _, err := step.ParseLine(e.writes(), s.store.Roster.Names())
		if err != nil || want.Value == nil || *want.Value != value {
			t.Errorf("%s: the editor writes %q, which is not %s: %v", o.Name, e.writes(), value, err)
			continue
		}
		s.press(tea.KeyEnter)
		if !slices.Equal(s.posted, []string{want.String()}) || len(s.overlays) != 0 {
			t.Errorf("%s: posted %q and not %q; it says %q", o.Name, s.posted, want, e.refused)
		}
	}
}

func TestEditorsFitIntoEverySize(t *testing.T) {
	var forms []status.OptionReading
	seen := map[string]bool{}
	for _, o := range sockopts.All() {
		if codec := fmt.Sprintf("%T %v", o.Codec, o.Settable()); !seen[codec] {
			seen[codec] = true
			r := status.OptionReading{Name: o.Name, Level: o.Level, Unread: !o.Readable(), Obstacle: "too late: the connection is there already"}
			if o.Settable() && o.Readable() {
				r.Value = sampleValue(t, o)
			}
			forms = append(forms, r)
		}
	}
	for _, r := range forms {
		s, e := opened(t, 100, 40, r)
		for _, typed := range []string{"", "#"} {
			s.types(typed)
			for w := 20; w <= 100; w += 10 {
				for h := 5; h <= 40; h += 3 {
					c := canvas.New(w, h)
					e.Draw(s, c, c.Rect)
					text := c.String()
					if w < 60 || h < 14 || !e.option.Settable() {
						continue
					}
					if _, _, ok := c.Cursor(); !ok && e.option.Form().Kind != sockopts.LingerForm {
						t.Fatalf("%s at %d×%d shows no line to type into:\n%s", r.Name, w, h, text)
					}
					if typed != "" && !strings.Contains(text, "! ") {
						t.Fatalf("%s at %d×%d does not say what is wrong:\n%s", r.Name, w, h, text)
					}
					if !strings.Contains(text, "writes: ") {
						t.Fatalf("%s at %d×%d does not say what it writes:\n%s", r.Name, w, h, text)
					}
				}
			}
		}
	}
}

func TestWhatIsWrongIsSaidAndStays(t *testing.T) {
	for _, c := range []struct{ name, value, typed, problem string }{
		{"SO_RCVBUF", "64KiB", "64pot", `SO_RCVBUF: "64pot" has a unit that does not fit here`},
		{"TCP_NODELAY", "off", "maybe", `TCP_NODELAY: "maybe" is not a valid value`},
		{"IP_MTU_DISCOVER", "IP_PMTUDISC_WANT", "zz", `IP_MTU_DISCOVER: "zz" is none of the names`},
		{"SO_BUF_LOCK", "0", "|zz", `SO_BUF_LOCK: "zz" is none of the flags`},
		{"SO_LINGER", "on,0s", "x", `SO_LINGER: "0sx" has a unit`},
		{"SO_RCVTIMEO", "0s", "soon", `SO_RCVTIMEO: "soon" is not a number`},
		{"IP_ADD_MEMBERSHIP", "", "239.1.1", `group: "239.1.1" is not an IPv4 address; write an IPv4 group`},
		{"IP_BLOCK_SOURCE", "", "232.1.1.1", `the interface is missing`},
		{"TCP_CONGESTION", "cubic", "new reno", `TCP_CONGESTION: "new reno" has characters that no name has`},
		{"SO_ATTACH_FILTER", "", "hex:0", `SO_ATTACH_FILTER: "hex:0" is not a filter`},
	} {
		s, e := opened(t, 100, 40, reading(t, c.name, c.value))
		s.types(c.typed)
		before := e.form.input().Text
		if _, problem := e.judge(); !strings.Contains(problem, c.problem) {
			t.Errorf("%s with %q: while it is typed it says %q", c.name, c.typed, problem)
		}
		s.press(tea.KeyEnter)
		if len(s.posted) != 0 || len(s.overlays) != 1 || e.form.input().Text != before || !strings.Contains(before, c.typed) {
			t.Errorf("%s: after enter %q is posted and the line is %q", c.name, s.posted, e.form.input().Text)
		}
		if text := s.text(); !strings.Contains(text, "! "+c.problem[:20]) || !strings.Contains(text, "writes: nothing yet") {
			t.Errorf("%s: it shows\n%s", c.name, text)
		}
		s.press(tea.KeyEscape)
		if len(s.overlays) != 0 {
			t.Errorf("%s: esc does not go back", c.name)
		}
	}
}

func TestEveryEditorTakesBytes(t *testing.T) {
	for _, c := range []struct{ name, value string }{
		{"TCP_NODELAY", "off"}, {"SO_RCVBUF", "64KiB"}, {"IP_MTU_DISCOVER", "IP_PMTUDISC_WANT"}, {"SO_BUF_LOCK", "0"}, {"SO_LINGER", "on,0s"},
		{"SO_RCVTIMEO", "0s"}, {"IP_ADD_MEMBERSHIP", ""}, {"TCP_CONGESTION", "cubic"}, {"SO_TXTIME", "clockid=0 flags=0"},
	} {
		s, e := opened(t, 80, 24, reading(t, c.name, c.value))
		s.clear()
		s.types("hex:0102030405")
		s.press(tea.KeyEnter)
		want := fmt.Sprintf("setsockopt a %s hex:0102030405", c.name)
		if !slices.Equal(s.posted, []string{want}) {
			_, problem := e.judge()
			t.Errorf("%s: posted %q, and says %q", c.name, s.posted, problem)
		}
	}
}

func TestAnEditorSaysWhyItIsTooLate(t *testing.T) {
	r := reading(t, "SO_RCVBUF", "64KiB")
	r.Obstacle = "too late: it listens already"
	s, _ := opened(t, 60, 15, r)
	if text := s.text(); !strings.Contains(text, "now: too late: it listens already; enter sets it") || !strings.Contains(text, "anyway") {
		t.Errorf("it shows\n%s", text)
	}
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a SO_RCVBUF 64KiB"}) {
		t.Errorf("posted %q", s.posted)
	}
}

func TestAnEditorFollowsWhatTheOptionIsNow(t *testing.T) {
	s, e := opened(t, 100, 30, reading(t, "SO_RCVBUF", "64KiB"))
	s.types("9")
	detail := *s.store.Pull.Last.Detail
	detail.Options = []status.OptionReading{reading(t, "SO_RCVBUF", "12345")}
	s.comes(engine.Frame{Detail: &detail})
	if text := s.text(); !strings.Contains(text, "value      12345") || e.form.text() != "9" {
		t.Errorf("what was typed is %q, and it shows\n%s", e.form.text(), text)
	}
}

// The text of whole editors, drawn alone: what is behind them is tested elsewhere.
func TestGoldenEditors(t *testing.T) {
	for _, g := range []struct {
		name, value string
		w, h        int
	}{
		{"SO_LINGER", "on,5s", 80, 21}, {"SO_RCVBUF", "64KiB", 80, 21}, {"SO_TIMESTAMPING", "SOF_TIMESTAMPING_RX_SOFTWARE", 60, 14},
		{"IP_MTU_DISCOVER", "IP_PMTUDISC_WANT", 60, 14}, {"IP_ADD_MEMBERSHIP", "", 80, 21},
	} {
		s, e := opened(t, 100, 40, reading(t, g.name, g.value))
		c := canvas.New(g.w, g.h)
		e.Draw(s, c, c.Rect)
		goldentest.Same(t, fmt.Sprintf("%s-%dx%d", g.name, g.w, g.h), c.String())
	}
}
