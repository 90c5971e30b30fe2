package uitest

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// recorded returns a setup that begins with the recording of a script, edited by change.
func recorded(t *testing.T, text string, change *strings.Replacer) (setup, string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.netnet")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	status := script.RunFiles(context.Background(), []string{name}, script.Options{
		Start: func(bool) (script.Doer, error) { return engine.New(engine.Options{}), nil }, Through: true, Printer: script.NewRecorder(&lines, 0), Warnings: io.Discard,
	})
	if status != script.Held {
		t.Fatalf("the script ended with %d", status)
	}
	name = filepath.Join(t.TempDir(), "x.jsonl")
	if err := os.WriteFile(name, []byte(change.Replace(lines.String())), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := walk.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Tape.Close() })
	return setup{w: 120, h: 40, options: ui.Options{
		File: &file, First: func() (store.Source, error) { return file.Tape.Player(), nil },
		InLab: func() (store.Source, error) { return engine.New(engine.Options{}), nil },
	}}, name
}

const spoken = `s = server 127.0.0.1:0 1
nonblock s
accept s => EAGAIN
c = client @s
a = accept s nonblock
send c "hello"
recv a 3 => "hel"
close c
`

// A recording is walked back and forth, with its evidence and its findings, and nothing is run.
func TestARecordingIsWalked(t *testing.T) {
	begin, _ := recorded(t, spoken, strings.NewReplacer())
	run(t, begin, func(d *terminal) {
		d.shows("▪ x.jsonl", "next 1 of 8", "a recording").row("▸→", "1", "s = server", "ok").hides("listen(s", "LISTEN")
		d.press("space", "space", "space").row("s ", "LISTEN").row("accept4(s", "EAGAIN").shows("has no connection waiting")
		d.press("a").shows("at the end").row("a ", "CLOSE-WAIT").row("close(c) = 0")
		d.press("backspace", "backspace").row("▸→", "7", "recv a 3").row("c ", "ESTABLISHED").hides("close(c)", "recvfrom(a")
		d.press("tab", "n").shows("! this is a recording: nothing is run here").hides("A new socket", "n socket", "i interrupt", "d shutdown", ": prompt")
		d.press("y").shows("why", "esc back").hides("enter here").press("esc", "?").shows("go to the next pane").hides("make a socket", "shut down one direction")
	})
}

// A recording that ends within a line says so, and one without a step is not opened.
func TestATornRecordingSaysSo(t *testing.T) {
	_, name := recorded(t, spoken, strings.NewReplacer())
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, whole[:len(whole)-9], 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := walk.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Tape.Close() }()
	run(t, setup{w: 160, h: 40, options: ui.Options{File: &file, First: func() (store.Source, error) { return file.Tape.Player(), nil }}}, func(d *terminal) {
		d.shows("next 1 of 7", "warning: the recording ends within this line, which is left out")
	})
	for _, n := range []int{0, bytes.IndexByte(whole, '\n') + 20} {
		if err := os.WriteFile(name, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := walk.Read(name); err == nil || !strings.Contains(err.Error(), "has no steps") {
			t.Errorf("the first %d bytes are opened: %v", n, err)
		}
	}
}

// Steps that are asked for faster than they are made are made one after the other.
func TestStepsAreMadeAsOftenAsAsked(t *testing.T) {
	begin, _ := recorded(t, spoken, strings.NewReplacer())
	run(t, begin, func(d *terminal) {
		d.shows("next 1 of 8").press("space", "space", "space", "space").shows("next 5 of 8")
		d.press("R").shows("for real", "next 1 of 8").press("space", "space", "space", "space").shows("next 5 of 8").row("✓", "4", "c = client @s").row("→", "5", "a = accept s")
	})
}

func TestARecordingIsSearchedAndMarked(t *testing.T) {
	begin, name := recorded(t, spoken, strings.NewReplacer())
	run(t, begin, func(d *terminal) {
		d.press("/").write("errno:EAGAIN").press("enter").row("▸", "3", "accept s => EAGAIN").shows("/errno:EAGAIN 1 of 1")
		d.press("M").write("nobody there").press("enter").row("▸", "3", "◆ nobody there", "accept s")
		d.press("/").write("\x15mark:nobody").press("enter").shows("/mark:nobody 1 of 1").press("/").write("Nobody th").press("enter").shows("/Nobody th 1 of 1")
		d.press("/").write("\x15socket:a").press("enter").shows("/socket:a 1 of").press("n").shows("/socket:a 2 of").press("N", "/").write("nothing such").press("enter").row("! nothing here has nothing such")
		d.press("/").write("errno:EAGAIN").press("enter").shows("/errno:EAGAIN 1 of 1").press("R", "a").shows("for real", "at the end").press("/").write("errno:eagain").press("enter").row("▸", "3").shows("/errno:eagain 1 of 1")
		d.row("3", "◆ nobody there", "accept s").press("/").write("\x15mark:nobody").press("enter").shows("/mark:nobody 1 of 1").press("/").write("\x15socket:a").press("enter").shows("/socket:a 1 of 2")
	})
	again, err := walk.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	if found, err := again.Tape.Search(t.Context(), "mark:nobody"); err != nil || len(found) != 1 || found[0] != 2 || again.Tape.Line(2).Mark != "nobody there" {
		t.Errorf("the mark is found at %v, %v, and the line is %+v", found, err, again.Tape.Line(2))
	}
	_ = again.Tape.Close()
}

// Making a recording again for real stops at an answer that differs from the recorded one.
func TestARecordingIsMadeAgainForReal(t *testing.T) {
	begin, _ := recorded(t, spoken, strings.NewReplacer())
	run(t, begin, func(d *terminal) {
		d.press("R").shows("▪ x.jsonl, for real", "nothing run yet: space runs the next step, a all").row("▸→", "1", "s = server", "ok").press("space").row("listen(s").press("a").shows("at the end").row("✓", "8", "close c").row("a ", "CLOSE-WAIT")
	})
	begin, _ = recorded(t, spoken, strings.NewReplacer(`"name":"accept4","args":["s","NULL","NULL","0"],"ret":-1,"errno":"EAGAIN"`, `"name":"accept4","args":["s","NULL","NULL","0"],"ret":-1,"errno":"EINVAL"`))
	run(t, begin, func(d *terminal) {
		d.press("R", "a").shows("answered differently").row("as recorded", "now").row("answer", "EINVAL", "EAGAIN").row("accept4", "EINVAL", "EAGAIN")
		d.press("esc").row("≠", "3", "accept s", "EINVAL ⇒ EAGAIN").row("▸→", "4").press("a").shows("at the end")
	})
	begin, _ = recorded(t, spoken, strings.NewReplacer(`"\"hel\""`, `"\"hal\""`))
	run(t, begin, func(d *terminal) {
		d.press("R", "a").shows("answered differently").row("answer", `"hal"`, `"hel"`).press("esc").row("≠", "7", `"hal" ⇒ "hel"`).row("▸→", "8")
	})
}
