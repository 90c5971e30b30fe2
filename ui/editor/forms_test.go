package editor

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
)

// meaning returns what the editor says about what is written.
func (e *Editor) meaning() string {
	v, problem := e.judge()
	if problem != "" {
		return "! " + problem
	}
	return e.form.means(v)
}

func TestNumbersSayWhatTheyMeanAndAreCounted(t *testing.T) {
	for _, c := range []struct{ name, now, typed, means string }{
		{"SO_RCVBUF", "0", "64KiB", "65536 bytes"},
		{"SO_RCVBUF", "0", "0x10", "16 bytes"},
		{"SO_RCVBUF", "0", "1", "1 byte"},
		{"TCP_KEEPIDLE", "7200s", "2m", "120 seconds"},
		{"TCP_USER_TIMEOUT", "0ms", "1.5s", "1500 milliseconds"},
		{"TCP_KEEPCNT", "9", "0x7", "that is 7"},
		{"TCP_KEEPCNT", "9", "7", ""},
		{"SO_MAX_PACING_RATE", "1KiB", "unlimited", ""},
		{"SO_RCVTIMEO", "1s", "1.5s", "tv_sec 1, tv_usec 500000"},
		{"SO_RCVTIMEO", "1s", "200ms", "tv_sec 0, tv_usec 200000"},
		{"SO_RCVTIMEO", "1s", "0s", "0s: no limit"},
		{"SO_VM_SOCKETS_CONNECT_TIMEOUT", "1s", "0s", "tv_sec 0, tv_usec 0"},
		{"TCP_CONGESTION", "cubic", "reno", "4 of at most 15 characters"},
		{"TCP_CONGESTION", "cubic", "a_name_that_is_long", "19 characters, and the kernel has room for 15"},
	} {
		s, e := opened(t, 80, 24, reading(t, c.name, c.now))
		s.types(c.typed) // replaces what was there
		if got := e.meaning(); got != c.means {
			t.Errorf("%s: of %q it says %q, not %q", c.name, c.typed, got, c.means)
		}
	}
	for _, c := range []struct {
		name, now string
		keys      []rune
		want      string
	}{
		{"SO_RCVBUF", "64KiB", []rune{tea.KeyUp}, "128KiB"},
		{"SO_RCVBUF", "64KiB", []rune{tea.KeyDown, tea.KeyDown}, "16KiB"},
		{"SO_RCVBUF", "64KiB", []rune{tea.KeyPgUp}, "64MiB"},
		{"SO_RCVBUF", "0", []rune{tea.KeyUp, tea.KeyUp}, "2"},
		{"SO_RCVBUF", "1GiB", []rune{tea.KeyUp}, "1GiB"},
		{"SO_PEEK_OFF", "-1", []rune{tea.KeyUp}, "0"},
		{"SO_PEEK_OFF", "-1", []rune{tea.KeyDown}, "-1"},
		{"TCP_KEEPIDLE", "10s", []rune{tea.KeyUp}, "11s"},
		{"TCP_KEEPCNT", "9", []rune{tea.KeyDown, tea.KeyDown}, "7"},
		{"TCP_KEEPCNT", "9", []rune{tea.KeyPgDown}, "-1"},
		{"SO_MAX_PACING_RATE", "unlimited", []rune{tea.KeyUp}, "unlimited"},
		{"SO_RCVTIMEO", "0s", []rune{tea.KeyUp, tea.KeyUp}, "2s"},
		{"SO_RCVTIMEO", "1s", []rune{tea.KeyDown}, "500ms"},
		{"SO_RCVTIMEO", "1ms", []rune{tea.KeyDown}, "0s"},
		{"SO_RCVTIMEO", "-1s", []rune{tea.KeyUp}, "0s"},
	} {
		s, e := opened(t, 80, 24, reading(t, c.name, c.now))
		s.press(c.keys...)
		if got := e.form.text(); got != c.want {
			t.Errorf("%s: from %s the keys lead to %s, not %s", c.name, c.now, got, c.want)
		}
	}
}

func TestALetterReplacesWhatNobodyTyped(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "SO_RCVBUF", "64KiB"))
	s.types("1")
	s.types("2")
	if e.form.text() != "12" {
		t.Errorf("the line is %q", e.form.text())
	}
	s, e = opened(t, 80, 24, reading(t, "SO_RCVBUF", "64KiB"))
	s.press(tea.KeyBackspace)
	s.types("B")
	if e.form.text() != "64KiB" {
		t.Errorf("after backspace the line is %q", e.form.text())
	}
}

func TestASwitchIsTurnedOver(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "TCP_NODELAY", "off"))
	s.space()
	if e.form.text() != "on" || !strings.Contains(s.text(), "writes: setsockopt a TCP_NODELAY on") {
		t.Errorf("it is %q:\n%s", e.form.text(), s.text())
	}
	s.space()
	s.press(tea.KeyUp)
	s.types("2")
	if got := e.meaning(); !strings.Contains(got, "neither 0 nor 1") {
		t.Errorf("of 2 it says %q", got)
	}
	s.space()
	s.press(tea.KeyUp, tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a TCP_NODELAY on"}) {
		t.Errorf("posted %q", s.posted)
	}
}

func TestChoicesAreNarrowedWhileOneTypes(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "IP_MTU_DISCOVER", "IP_PMTUDISC_WANT"))
	f := e.form.(*choiceForm)
	s.types("int")
	if got := f.listed(); !slices.Equal(got, []string{"IP_PMTUDISC_INTERFACE"}) || f.text() != "IP_PMTUDISC_INTERFACE" {
		t.Errorf("after int %q are listed, and it is %q", got, f.text())
	}
	s.clear()
	s.types("do")
	if f.text() != "do" || e.meaning() != "that is IP_PMTUDISC_DO" {
		t.Errorf("do is %q: %s", f.text(), e.meaning())
	}
	s.press(tea.KeyDown)
	if f.text() != "IP_PMTUDISC_DONT" { // the next name that contains "do", wrapping around
		t.Errorf("down leads to %q of %q", f.text(), f.listed())
	}
	s.clear()
	s.types("9")
	if e.meaning() != "a value without a name" || len(f.listed()) != 6 {
		t.Errorf("of 9 it says %q, beside %q", e.meaning(), f.listed())
	}
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a IP_MTU_DISCOVER 9"}) {
		t.Errorf("posted %q", s.posted)
	}
}

func TestTheBoxesFollowTheLineAndTheLineTheBoxes(t *testing.T) {
	s, e := opened(t, 100, 40, reading(t, "SO_BUF_LOCK", "0x8"))
	s.space()
	if e.form.text() != "SOCK_SNDBUF_LOCK|0x8" {
		t.Errorf("with the first box turned over it is %q", e.form.text())
	}
	s.types("|rcvbuf_lock")
	if text := s.text(); !strings.Contains(text, "[x] SOCK_RCVBUF_LOCK") || !strings.Contains(text, "[x] SOCK_SNDBUF_LOCK") {
		t.Errorf("the boxes do not follow:\n%s", text)
	}
	s.types("|zz")
	s.space()
	if text := s.text(); !strings.HasSuffix(e.form.text(), "|zz") || !strings.Contains(text, "[?] SOCK_RCVBUF_LOCK") {
		t.Errorf("the line is %q:\n%s", e.form.text(), text)
	}
	s.press(tea.KeyBackspace, tea.KeyBackspace, tea.KeyBackspace, tea.KeyDown)
	s.space()
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a SO_BUF_LOCK SOCK_SNDBUF_LOCK|0x8"}) {
		t.Errorf("posted %q", s.posted)
	}
}

func TestTheWordsOfLinger(t *testing.T) {
	for value, want := range map[string]string{
		"off":    "off: close returns at once, and the kernel keeps sending",
		"off,5s": "off,5s: close returns at once, and the kernel keeps sending",
		"on,0s":  "on,0s: close resets the connection",
		"on,5s":  "on,5s: close waits up to 5 s",
		"on,-1s": "on,-1s: close waits as long as it takes",
	} {
		_, e := opened(t, 80, 24, reading(t, "SO_LINGER", value))
		if got := e.meaning(); got != want || e.form.text() != value {
			t.Errorf("of %s it says %q", e.form.text(), got)
		}
	}
	s, e := opened(t, 80, 24, reading(t, "SO_LINGER", "off"))
	s.space()
	if got := e.meaning(); !strings.Contains(got, "on needs its seconds") {
		t.Errorf("of on without seconds it says %q", got)
	}
	s.press(tea.KeyTab)
	s.types("5")
	s.press(tea.KeyUp)
	s.space()
	s.space()
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a SO_LINGER on,5s"}) {
		t.Errorf("posted %q", s.posted)
	}
}

func TestFieldsAreJoined(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "IP_ADD_MEMBERSHIP", ""))
	if text := s.text(); !strings.Contains(text, "group") || !strings.Contains(text, "interface index") || !strings.Contains(text, "nothing yet") {
		t.Errorf("it shows\n%s", text)
	}
	s.types("239.1.1.1")
	s.press(tea.KeyTab)
	s.types("127.0.0.1")
	s.press(tea.KeyDown)
	s.types("x")
	if got := e.meaning(); !strings.Contains(got, `interface index: "x" is not an interface index`) {
		t.Errorf("it says %q", got)
	}
	s.press(tea.KeyBackspace)
	s.types("1")
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"setsockopt a IP_ADD_MEMBERSHIP 239.1.1.1,127.0.0.1%1"}) {
		t.Errorf("posted %q", s.posted)
	}
	s, e = opened(t, 80, 24, reading(t, "MCAST_JOIN_SOURCE_GROUP", ""))
	s.types("232.1.1.1,127.0.0.1,12")
	if got := e.form.(*fieldsForm).parts(); !slices.Equal(got, []string{"232.1.1.1", "127.0.0.1", "12"}) {
		t.Errorf("what is typed with commas goes into %q", got)
	}
	_, e = opened(t, 80, 24, reading(t, "SO_TXTIME", "hex:01"))
	if _, ok := e.form.(*lineForm); !ok || e.form.text() != "hex:01" {
		t.Errorf("a value that can't be taken apart is edited by %T", e.form)
	}
}

func TestBytesAreShownUnderTheirOffsets(t *testing.T) {
	r := reading(t, "SO_ATTACH_FILTER", "")
	r.Seen, r.Unread = "hex:060000000000000041424344", true
	s, e := opened(t, 80, 24, r)
	if got := e.meaning(); got != "12 bytes, 8 to an instruction" {
		t.Errorf("it says %q", got)
	}
	for _, row := range []string{"0000  06 00 00 00 00 00 00 00  ........", "0008  41 42 43 44              ABCD"} {
		if text := s.text(); !strings.Contains(text, row) {
			t.Errorf("it lacks %q:\n%s", row, text)
		}
	}
}

func TestWhatCanOnlyBeReadIsShown(t *testing.T) {
	r := reading(t, "TCP_INFO", "state=ESTABLISHED rtt=22us")
	s, _ := opened(t, 80, 24, r)
	if text := s.text(); !strings.Contains(text, "TCP_INFO can only be read") || !strings.Contains(text, "snd_cwnd") || strings.Contains(text, "writes:") {
		t.Errorf("it shows\n%s", text)
	}
	s.types("x")
	s.press(tea.KeyEnter)
	if len(s.posted) != 0 || len(s.overlays) != 1 {
		t.Errorf("posted %q", s.posted)
	}
	s, _ = opened(t, 80, 24, reading(t, "SO_PEERCRED", "pid=12 uid=0 gid=0"))
	if text := s.text(); !strings.Contains(text, "pid                       12") {
		t.Errorf("it shows\n%s", text)
	}
	s, _ = opened(t, 80, 24, status.OptionReading{Name: "SO_ERROR", Level: "SOL_SOCKET", Unread: true})
	if text := s.text(); !strings.Contains(text, "writes: getsockopt a SO_ERROR") || !strings.Contains(text, "enter reads it") {
		t.Errorf("it shows\n%s", text)
	}
	s.press(tea.KeyEnter)
	if !slices.Equal(s.posted, []string{"getsockopt a SO_ERROR"}) || len(s.overlays) != 0 {
		t.Errorf("posted %q", s.posted)
	}
}

func TestAnEditorIsUsedWithTheMouse(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "IP_MTU_DISCOVER", "IP_PMTUDISC_WANT"))
	s.click(t, "IP_PMTUDISC_PROBE")
	if e.form.text() != "IP_PMTUDISC_PROBE" {
		t.Errorf("the choice is %q", e.form.text())
	}
	s, e = opened(t, 80, 24, reading(t, "SO_BUF_LOCK", "0"))
	s.click(t, "[ ] SOCK_RCVBUF_LOCK")
	if e.form.text() != "SOCK_RCVBUF_LOCK" {
		t.Errorf("the flags are %q", e.form.text())
	}
	s, e = opened(t, 80, 24, reading(t, "SO_LINGER", "off,5s"))
	s.click(t, "[ ] off")
	if e.form.text() != "on,5s" {
		t.Errorf("linger is %q", e.form.text())
	}
	s, e = opened(t, 80, 24, reading(t, "IP_ADD_MEMBERSHIP", ""))
	s.click(t, "interface index")
	s.types("1")
	if e.form.(*fieldsForm).lines[2].Text != "1" {
		t.Errorf("the fields are %q", e.form.text())
	}
}

// TestWhatTheMachineListsIsAChoice offers values that no catalogue knows, in place of which any other may
// be typed.
func TestWhatTheMachineListsIsAChoice(t *testing.T) {
	s, e := opened(t, 80, 24, reading(t, "TCP_CONGESTION", "cubic"), "reno", "cubic", "bbr")
	if text := s.text(); !strings.Contains(text, "reno") || !strings.Contains(text, "▸ cubic  now") || !strings.Contains(text, "bbr") {
		t.Errorf("the list is not there:\n%s", text)
	}
	s.press(tea.KeyDown)
	if got := e.writes(); got != "setsockopt a TCP_CONGESTION bbr" || e.meaning() != "" {
		t.Errorf("one down writes %q, and says %q", got, e.meaning())
	}
	s.types("vegas")
	if got := e.writes(); got != "setsockopt a TCP_CONGESTION vegas" || e.meaning() != "this machine does not list it: 5 of at most 15 characters" {
		t.Errorf("typed is %q, and it says %q", got, e.meaning())
	}
	s, e = opened(t, 80, 24, reading(t, "SO_BINDTODEVICE", ""), "lo")
	s.press(tea.KeyDown)
	if got := e.writes(); got != "setsockopt a SO_BINDTODEVICE lo" {
		t.Errorf("one down writes %q", got)
	}
}

// An index is shown with the name of its interface, and is found by it.
func TestIndexesShowTheirInterfaces(t *testing.T) {
	s, _ := opened(t, 100, 30, reading(t, "IP_UNICAST_IF", "0"), "0", "1", "7")
	if text := s.text(); !strings.Contains(text, "1  lo") || !strings.Contains(text, "7  veth0") {
		t.Errorf("it shows\n%s", text)
	}
}
