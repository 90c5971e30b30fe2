package recording

import (
	"path/filepath"
	"strings"
	"testing"
)

// A recorded session is called by its name, and another file by its path, in everything that is said of it.
func TestTitle(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	for file, want := range map[string]string{
		filepath.Join(Folder(), "first minute.jsonl"):        "first minute",
		filepath.Join(Folder(), "2026-11-28 18.38.20.jsonl"): "2026-11-28 18.38.20",
		filepath.Join(Folder(), "deleted", "x.jsonl"):        filepath.Join(Folder(), "deleted", "x.jsonl"),
		"first minute.jsonl":                                 "first minute.jsonl",
	} {
		text := `{"netnet":1}` + "\n" + `{"seq":1,"step":"show"}` + "\n" + `{"recorded":false}` + "\n"
		f, err := New(file, strings.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		if said, _, _ := strings.Cut(f.Cut(), ":"); said != want {
			t.Errorf("%s is called %q, not %q", file, said, want)
		}
	}
}
