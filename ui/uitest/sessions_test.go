package uitest

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui"
	"netnet-tui/ui/sessions"
)

// shelf is an archive of recordings in a folder.
type shelf struct{ entries, gone []sessions.Entry }

func (s *shelf) List() ([]sessions.Entry, error) { return slices.Clone(s.entries), nil }

func (s *shelf) Rename(file, name string) error {
	for i := range s.entries {
		if s.entries[i].File == file {
			s.entries[i].Name = name
		}
	}
	return nil
}

func (s *shelf) Delete(file string) error {
	i := slices.IndexFunc(s.entries, func(e sessions.Entry) bool { return e.File == file })
	s.gone = append(s.gone, s.entries[i])
	s.entries = slices.Delete(s.entries, i, i+1)
	return nil
}

func (s *shelf) Restore(string) error {
	s.entries, s.gone = append(s.gone, s.entries...), nil
	return nil
}

func inProcess() (script.Doer, error) { return engine.New(engine.Options{}), nil }

// record adds a recording of some lines to the shelf.
func (s *shelf) record(t *testing.T, name, lines string) {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, name+".netnet")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	status := script.RunFiles(context.Background(), []string{file}, script.Options{
		Start: func(bool) (script.Doer, error) { return inProcess() }, Printer: script.NewRecorder(&out, 0), Warnings: &said,
	})
	recording := filepath.Join(folder, name+".jsonl")
	if err := os.WriteFile(recording, out.Bytes(), 0o600); err != nil || status != script.Held {
		t.Fatal(err, status, &said)
	}
	s.entries = append(s.entries, sessions.Entry{File: recording, Script: name, Begun: time.Unix(1_000_000, 0).UTC(), Steps: bytes.Count(out.Bytes(), []byte("\n")) - 1, Size: int64(out.Len()), Network: "host"})
}

// Keys find sessions, compare them, make them again, name them, delete them and restore them.
func TestSessions(t *testing.T) {
	s := &shelf{}
	s.record(t, "small", "s = socket tcp\nsetsockopt s SO_RCVBUF 4096\nshow s.SO_RCVBUF\nbind s 127.0.0.1:0\nclose s\n")
	s.record(t, "large", "s = socket tcp\nsetsockopt s SO_RCVBUF 8192\nshow s.SO_RCVBUF\ngetsockname s\nclose s\n")
	s.record(t, "other", "u = socket udp\nsend u \"x\"\n")
	run(t, setup{w: 120, h: 40, options: ui.Options{Archive: s, Lab: inProcess}}, func(d *terminal) {
		d.press("4").shows("Sessions 3").row("▸", "small", "Jan 12 13:46", "host").row("show s.SO_RCVBUF", "8KiB")
		d.press("d").shows("pick the other one first").press("space").row("▸ ● small").press("d").shows("it is the picked one")
		d.press("down").row("▸", "large").row("getsockname s", "0.0.0.0:0").press("d").shows("small and large")
		d.row("-", "2 setsockopt s SO_RCVBUF 4KiB").row("+", "2 setsockopt s SO_RCVBUF 8KiB").row("answer", "8KiB", "16KiB").row("-", "4 bind s 127.0.0.1:0").row("+", "4 getsockname s")
		d.press("n", "N", "esc").hides("small and large")
		d.press("p").shows("no difference in 5 steps")
		d.press("down").row("send u", "EDESTADDRREQ").press("n").write("my session").press("enter").row("▸", "my session")
		d.press("/").write("my").press("enter").shows("1 of 3").hides("large").press("esc").shows("large")
		d.press("x").shows("u restores it").hides("▸   my session").press("x").hides("▸   large").press("u", "u").row("my session").row("large")
		d.press("u").shows("nothing was deleted here").press("esc").shows("Welcome")
	})
}

// A session is exported: first shown, then copied or saved.
func TestASessionIsExported(t *testing.T) {
	s := &shelf{}
	s.record(t, "small", "a, b = socketpair unix\nsend a \"a secret\"\nrecv b 100\nclose a\nclose b\n")
	saved := filepath.Join(t.TempDir(), "small.c")
	run(t, setup{w: 120, h: 40, options: ui.Options{Archive: s}}, func(d *terminal) {
		d.press("4", "e").shows("Export small as").row("▸ netnet").press("enter").shows("small as netnet, 5 lines").row(`send a "a secret"`)
		d.press("r").shows("without its data").row(`send a "xxxxxxxx"`).press("r").row(`send a "a secret"`).press("c").shows("clipboard", "OSC 52")
		if want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("a, b = socketpair unix\nsend a \"a secret\"\nrecv b 100\nclose a\nclose b\n")); !strings.Contains(d.written.text(), want) {
			t.Errorf("the clipboard did not get it: %q", want)
		}
		d.press("esc", "e", "down", "enter").shows("small as c, ", "#include <").press("s").shows("save as").press("ctrl+u").write(saved).press("enter").shows("saved in ")
		d.press("e", "down", "enter", "s", "ctrl+u").write(saved).press("enter").shows("Replace it?").press("y").shows("saved in ")
	})
	if text, err := os.ReadFile(saved); err != nil || !bytes.Contains(text, []byte("int main(")) {
		t.Errorf("%v\n%s", err, text)
	}
}

// Without an archive the page says so.
func TestNoSessions(t *testing.T) {
	run(t, setup{w: 80, h: 24}, func(d *terminal) {
		d.press("4").shows("Sessions are not recorded here").press("p").shows("there is no lab here").press("x").shows("there is no session").press("esc").shows("Welcome")
	})
}

// Words that no session has in its name lead to the search in the steps.
func TestNoSessionMatches(t *testing.T) {
	s := &shelf{}
	s.record(t, "small", "a, b = socketpair unix\n")
	run(t, setup{w: 120, h: 40, options: ui.Options{Archive: s}}, func(d *terminal) {
		d.press("4").row("small").press("/").write("EAGAIN").shows("s searches the steps").press("esc").row("small")
	})
}
