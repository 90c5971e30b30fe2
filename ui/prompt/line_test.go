package prompt

import (
	"strings"
	"testing"

	"netnet-tui/ui/part"
)

// state returns a line with a bar at its cursor.
func state(l Line) string { return l.Text[:l.Cursor] + "|" + l.Text[l.Cursor:] }

func at(text string) Line {
	before, after, _ := strings.Cut(text, "|")
	return Line{Text: before + after, Cursor: len(before)}
}

func TestEditing(t *testing.T) {
	for _, c := range []struct{ before, keys, after string }{
		{"bind s |x", "backspace", "bind s|x"},
		{"|x", "backspace", "|x"},
		{"x|", "delete", "x|"},
		{"a|bc", "delete", "a|c"},
		{"send c |hello", "ctrl+k", "send c |"},
		{"send c |hello", "ctrl+u", "|hello"},
		{"send  c  |", "ctrl+w", "send  |"},
		{"send|", "ctrl+w", "|"},
		{"send c|", "ctrl+a", "|send c"},
		{"|send c", "ctrl+e", "send c|"},
		{"send c|", "ctrl+left", "send |c"},
		{"|send c", "ctrl+right", "send| c"},
		{"send| c", "alt+f", "send c|"},
		{"send |c x", "alt+d", "send | x"},
		{"ä日|x", "left", "ä|日x"},
		{"ä|日x", "right", "ä日|x"},
		{"ä日|x", "backspace", "ä|x"},
		{"e\u0301|", "left", "|e\u0301"}, // a combining accent belongs to its letter
		{"e\u0301|", "backspace", "|"},
		{"bind s\nlis|ten\nclose", "ctrl+a", "bind s\n|listen\nclose"},
		{"bind s\nlis|ten\nclose", "end", "bind s\nlisten|\nclose"},
		{"bind s\nlis|ten\nclose", "ctrl+k", "bind s\nlis|\nclose"},
		{"bind s\nlis|ten\nclose", "ctrl+u", "bind s\n|ten\nclose"},
		{"bind s\n|listen", "backspace", "bind s|listen"},
	} {
		line := at(c.before)
		line.Several = true
		if !line.Edit(c.keys) {
			t.Errorf("%s does not edit", c.keys)
		}
		if got := state(line); got != c.after {
			t.Errorf("%s on %q makes %q, not %q", c.keys, c.before, got, c.after)
		}
	}
	if line := at("x|"); line.Edit("enter") {
		t.Error("enter edits")
	}
}

func TestInsertKeepsOneLineAndNoControls(t *testing.T) {
	line := at("send c |")
	line.Insert("\"a\nb\tc\"\x1b[31m\x00")
	if got, want := state(line), `send c "a b c"[31m|`; got != want {
		t.Errorf("it became %q, not %q", got, want)
	}
	wide := at("日本|")
	if wide.Column() != 4 {
		t.Errorf("the cursor stands at column %d, not 4", wide.Column())
	}
}

func TestCompletionGoesRoundAndComesBack(t *testing.T) {
	line := at("getsock|")
	var c Completion
	c.Begin(&line, 0, []string{"getsockname", "getsockopt"})
	var seen []string
	for range 3 {
		c.Cycle(&line, +1)
		seen = append(seen, state(line))
	}
	if got := strings.Join(seen, " "); got != "getsockname| getsockopt| getsock|" {
		t.Errorf("forward it went %q", got)
	}
	c.Cycle(&line, -1)
	if state(line) != "getsockopt|" || c.At != 1 {
		t.Errorf("backward it came to %q", state(line))
	}
	c.Begin(&line, 3, nil)
	if c.Cycle(&line, 1) || state(line) != "getsockopt|" {
		t.Errorf("with no words it became %q", state(line))
	}
}

func TestHistory(t *testing.T) {
	h := NewHistory("one\ntwo\r\n\ntwo\n")
	h.Add("  three ")
	if got := h.String(); got != "one\ntwo\nthree\n" {
		t.Errorf("it keeps %q", got)
	}
	var seen []string
	now := "dra"
	for range 4 {
		now, _ = h.Older(now)
		seen = append(seen, now)
	}
	for range 4 {
		now, _ = h.Newer(now)
		seen = append(seen, now)
	}
	if got := strings.Join(seen, " "); got != "three two one one two three dra dra" {
		t.Errorf("it went %q", got)
	}
	h.Add(strings.Repeat("x", longestLine+1))
	if got := h.String(); got != "one\ntwo\nthree\n" {
		t.Errorf("with a line that is too long it keeps %.50q", got)
	}
	for range historyLines + 5 {
		h.Add("a")
		h.Add("b")
	}
	if n := strings.Count(h.String(), "\n"); n != historyLines {
		t.Errorf("it keeps %d lines", n)
	}
}

func FuzzLine(f *testing.F) {
	f.Add("send c \"日本\"", "left backspace ctrl+w")
	f.Fuzz(func(t *testing.T, text, keys string) {
		var line Line
		line.Insert(text)
		for key := range strings.FieldsSeq(keys + " left backspace alt+d home delete ctrl+left") {
			line.Edit(key)
			if line.Cursor < 0 || line.Cursor > len(line.Text) {
				t.Fatalf("the cursor is at %d of %q", line.Cursor, line.Text)
			}
		}
	})
}

func TestLinesThatArePastedStayLinesWhereTheyAreSteps(t *testing.T) {
	for _, c := range []struct{ before, pasted, after string }{
		{"|", "bind s\r\n\n  \nlisten s\n", "bind s\nlisten s|"},
		{"bind s|", "\nlisten s", "bind s\nlisten s|"},
		{"bind |", "s\nlisten s", "bind s\nlisten s|"},
		{"|", "bind\ts", "bind s|"},
		{"|", "\n", "|"},
		{"bind s|", "\n", "bind s|"},
		{"s = socket tcp|", "bind s :0", "s = socket tcp\nbind s :0|"},
		{"bind s :0|", "c = socket tcp", "bind s :0\nc = socket tcp|"},
		{"bind s :0|", "within 1s accept s", "bind s :0\nwithin 1s accept s|"},
		{"spawn w |", "recv s 9", "spawn w recv s 9|"},
		{"connect s 127.0.0.1|", ":80", "connect s 127.0.0.1:80|"},
		{`send s "x|`, "close the door", `send s "xclose the door|`},
		{"close |s", "recv s 9", "close recv s 9|s"},
		{"close s|", " # done", "close s # done|"},
	} {
		line := at(c.before)
		line.Several = true
		line.Paste(c.pasted)
		if got := state(line); got != c.after {
			t.Errorf("%q pasted into %q makes %q, not %q", c.pasted, c.before, got, c.after)
		}
	}
}

func TestALineThatWasLeftIsReplacedByALetterOnly(t *testing.T) {
	old := at("bind s|")
	old.Old = true
	old.Insert("l")
	if state(old) != "l|" || old.replaced != "bind s" {
		t.Errorf("a letter makes %q of it", state(old))
	}
	old = at("bind s|")
	old.Old = true
	old.Edit("backspace")
	old.Insert("x")
	if state(old) != "bind x|" {
		t.Errorf("an editing key and a letter make %q of it", state(old))
	}
}

// What a text is opened for decides whether a letter replaces it or goes into it.
func TestATextIsOfferedAgainOrEdited(t *testing.T) {
	for _, c := range []struct {
		purpose   part.Purpose
		key, want string
	}{
		{part.Purpose{Sign: "/"}, "", "x"},
		{part.Purpose{Sign: "/"}, "end", "EAGAINx"},
		{part.Purpose{Sign: "/"}, "left", "EAGAIxN"},
		{part.Purpose{Sign: "name", Edit: true}, "", "EAGAINx"},
	} {
		var e Entry
		if err := e.Begin(""); err != nil {
			t.Fatal(err)
		}
		e.Open(nil, &c.purpose, "EAGAIN", len("EAGAIN"), true)
		e.Line.Edit(c.key)
		e.Line.Insert("x")
		e.Typed(nil)
		if e.Line.Text != c.want {
			t.Errorf("after %s and %q a letter makes %s, not %s", c.purpose.Sign, c.key, e.Line.Text, c.want)
		}
		if e.history.String() != "" {
			t.Errorf("what was not a step is in the history: %s", e.history)
		}
	}
}
