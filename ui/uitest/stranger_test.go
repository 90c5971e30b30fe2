package uitest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/ui"
	"netnet-tui/ui/sessions"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// sequences would set the title, the colours and the clipboard of a terminal, and clear it: with the escape
// character, and with the C1 characters that replace a two-character sequence.
const sequences = "\x1b]0;STRANGER\x07\x1b[31337m\x1b]52;c;U1RSQU5HRVI=\x1b\\\u009b31337m\u009d0;STRANGER\u009c\x1bc\r\x08\u202e"

// strange puts sequences into the texts of a JSON value: into all of them, or into all but names, without
// which the recording is not understood.
func strange(value any, key string, all bool) any {
	names := map[string]bool{"verb": true, "name": true, "errno": true, "state": true, "network": true, "names": true, "socket": true, "plain": true}
	switch v := value.(type) {
	case map[string]any:
		for k := range v {
			if k != "values" && k != "body" { // those are data, which a text inside would make unreadable
				v[k] = strange(v[k], k, all)
			}
		}
	case []any:
		for i := range v {
			v[i] = strange(v[i], key, all)
		}
	case string:
		if all || !names[key] {
			return v[:len(v)/2] + sequences + v[len(v)/2:]
		}
	}
	return value
}

// stranger writes a recording of a session with sequences in all its texts.
func stranger(t *testing.T, all bool) string {
	t.Helper()
	_, name := recorded(t, spoken+"setsockopt a TCP_NODELAY on\nsetsockopt a SO_RCVTIMEO 1s\nsend c \"x\"\n", strings.NewReplacer())
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		var value map[string]any
		in := json.NewDecoder(strings.NewReader(line))
		in.UseNumber()
		if err := in.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if value["step"] != nil {
			value["problem"], value["notes"], value["warnings"] = "a problem", []any{"a note"}, []any{"a warning"}
		}
		changed, err := json.Marshal(strange(value, "", all))
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(changed, '\n'))
	}
	mark, err := json.Marshal(map[string]any{"mark": "a mark" + sequences, "at": 2})
	if err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), "stranger.jsonl")
	if err := os.WriteFile(name, append([]byte(b.String()), append(mark, '\n')...), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A stranger's recording with sequences in each of its texts puts none of them on the terminal, however it
// is walked, unfolded, searched, previewed, compared and exported.
func TestARecordingOfAStrangerReachesNoTerminal(t *testing.T) {
	for _, all := range []bool{false, true} {
		name := stranger(t, all)
		file, err := walk.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = file.Tape.Close() })
		entry := sessions.Entry{File: name, Name: "of a " + sequences + "stranger", Script: sequences, Begun: time.Unix(1, 0).UTC(), Steps: 12, Network: sequences}
		options := ui.Options{File: &file, Archive: &shelf{entries: []sessions.Entry{entry, entry}},
			First: func() (store.Source, error) { return file.Tape.Player(), nil },
			InLab: func() (store.Source, error) { return engine.New(engine.Options{}), nil }}
		run(t, setup{w: 160, h: 50, options: options}, func(d *terminal) {
			d.shows("stranger.jsonl").press("a").shows("at the end", "a pr")
			d.press("home", "/").write("stranger").press("enter").shows("/stranger 1 of").press("n", "?", "esc", "R", "a", "esc", "esc")
			for range 4 { // each pane
				d.press("tab", "E", "home", "down", "enter", "end")
			}
			d.press("4").shows("of a ").press("s").write("stranger").press("enter").shows("HITS").press("down", "space", "up", "d", "esc")
			for target := range 8 {
				d.press("e")
				for range target {
					d.press("down")
				}
				d.press("enter", "esc", "esc")
				d.press("4")
			}
			text := d.written.text()
			for _, part := range []string{"\x1b]0;STRANGER", "\x1b[31337m", "\x1b]52;c;U1RSQU5HRVI", "\x1bc", "\u009b", "\u009d", "\u202e"} {
				if strings.Contains(text, part) {
					t.Errorf("all texts %v: %q is written", all, part)
				}
			}
			if !strings.Contains(text, "]0;STRANGER") {
				t.Error("the texts were not written at all")
			}
		})
	}
}

// Steps that were not recorded are reported where they are missing, and so is a recording turned off before
// the end.
func TestWhatWasNotRecordedIsSaid(t *testing.T) {
	begin, _ := recorded(t, spoken, strings.NewReplacer(`{"seq":4,`, `{"seq":9,`, `{"seq":5,`, `{"seq":10,`, `{"seq":6,`, `{"seq":11,`, `{"seq":7,`, `{"seq":12,`, `{"seq":8,`, `{"recorded":false}`+"\n"+`{"recorded":true}`+"\n"+`{"seq":13,`))
	run(t, begin, func(d *terminal) {
		d.row("4", "⋯ not recorded: 5 steps", "c = client").press("a").shows("at the end").hides("5  ⋯")
	})
	begin, name := recorded(t, spoken, strings.NewReplacer())
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"recorded":false}` + "\n"); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	file, err := walk.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Tape.Close() })
	begin.options.File, begin.options.First = &file, func() (store.Source, error) { return file.Tape.Player(), nil }
	run(t, begin, func(d *terminal) { d.press("a").shows("recording turned off here").hides("⋯") })
}

// All sessions are searched; one is opened at the first step that was found.
func TestAllSessionsAreSearched(t *testing.T) {
	s := &shelf{}
	s.record(t, "small", "s = socket tcp\nbind s 127.0.0.1:0\nclose s\n")
	s.record(t, "other", "u = socket udp\nsend u \"x\"\nsend u \"y\"\n")
	s.entries = append(s.entries, sessions.Entry{File: "/nowhere", Name: "gone", Network: "host"})
	run(t, setup{w: 120, h: 40, options: ui.Options{Archive: s, Lab: inProcess}}, func(d *terminal) {
		d.press("4").shows("Sessions 3").press("s").write("errno:EDESTADDRREQ").press("enter")
		d.shows("2 steps of 1 session have errno:EDESTADDRREQ; 1 session could not be read", "Sessions errno:EDESTADDRREQ in 1 of 3", "HITS").row("▸", "other", "2", "2").hides("small", "gone")
		d.row("2 send u", "EDESTADDRREQ").row("3 send u").hides("u = socket udp")
		d.press("esc").row("▸", "other").row("small").hides("HITS")
		d.press("s").write("\x15bind s").press("enter").row("▸", "small", "1", "2").press("enter").shows("/bind s 1 of 1").row("▸→", "2", "bind s").row("s ", "tcp4")
		d.press("4", "esc", "s").write("\x15no such").press("enter").row("! no session has no such").row("small").row("other")
	})
}
