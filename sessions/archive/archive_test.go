package archive

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/sessions/recording"
)

func opened(t *testing.T) (a *Archive, folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "state", "netnet-tui", "sessions")
	a, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, folder
}

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)

// begun records a session of some steps, n minutes after noon.
func begun(t *testing.T, a *Archive, n, steps int) *Live {
	t.Helper()
	l, err := a.Begin("", false, noon.Add(time.Duration(n)*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	for i := range steps {
		if _, err := l.File.WriteString(`{"seq":` + string(rune('1'+i)) + `,"step":"show s"}` + "\n"); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func names(t *testing.T, list []Session, err error) []string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for _, s := range list {
		all = append(all, s.Name)
	}
	return all
}

// A session exists while it is being recorded, readable only by its user, and is removed if nothing was done in it.
func TestASessionIsRecorded(t *testing.T) {
	a, folder := opened(t)
	l := begun(t, a, 0, 3)
	if err := l.Mark(recording.Mark{Word: "here", At: 2}); err != nil {
		t.Fatal(err)
	}
	other := begun(t, a, 0, 1)
	nothing := begun(t, a, 1, 0)
	list, err := a.List()
	if got := names(t, list, err); !slices.Equal(got, []string{"2026-11-28 12.00.00 (2)", "2026-11-28 12.00.00"}) {
		t.Fatalf("there are %q", got)
	}
	s := list[1]
	if !s.Live || s.Steps != 3 || s.Named || !s.Begun.Equal(noon) || s.Network != recording.Host {
		t.Errorf("it is %+v", s)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode() != 0o700|os.ModeDir {
		t.Errorf("the folder is %v, %v", info, err)
	}
	path, err := a.Path(l.Name())
	if info, statErr := os.Stat(path); err != nil || statErr != nil || info.Mode() != 0o600 {
		t.Errorf("its file is %v, %v, %v", info, err, statErr)
	}
	if err := a.Delete(l.Name()); err == nil || !strings.Contains(err.Error(), "is being recorded") {
		t.Errorf("it is deleted: %v", err)
	}
	if err := errors.Join(l.Close(), other.Close(), nothing.Close()); err != nil {
		t.Error(err)
	}
	if list, err := a.List(); err != nil || len(list) != 2 || list[0].Live {
		t.Errorf("%+v, %v", list, err)
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "*")); len(files) != 3 {
		t.Errorf("the folder has %q", files)
	}
	f, err := recording.Open(path)
	if err != nil || f.Len() != 3 || !slices.Equal(f.Marks(), []recording.Mark{{Word: "here", At: 2}}) {
		t.Errorf("it has %d events, %v", f.Len(), err)
	}
	f.Close()
}

func TestRenameDeleteAndTakeBack(t *testing.T) {
	a, _ := opened(t)
	for n := range 2 {
		if err := begun(t, a, n, 1).Close(); err != nil {
			t.Fatal(err)
		}
	}
	one, two := "2026-11-28 12.00.00", "2026-11-28 12.01.00"
	check := func(what string, err error, says string, want ...string) {
		t.Helper()
		if err == nil && says != "" || err != nil && (says == "" || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: %v, want %q", what, err, says)
		}
		list, err := a.List()
		if got := names(t, list, err); !slices.Equal(got, want) {
			t.Errorf("%s leaves %q, want %q", what, got, want)
		}
	}
	check("rename", a.Rename(one, "why 40 ms"), "", two, "why 40 ms")
	check("rename of what is gone", a.Rename(one, "x"), "there is no session", two, "why 40 ms")
	check("rename to a name that is taken", a.Rename(two, "why 40 ms"), "session why 40 ms exists already", two, "why 40 ms")
	for _, name := range []string{"", "../x", "a/b", ".x", "-x", "a\nb", "a\x1b[31m", "\xff", strings.Repeat("x", 101)} {
		check("rename to "+name, a.Rename(two, name), "a session", two, "why 40 ms")
	}
	check("delete", a.Delete("why 40 ms"), "", two)
	check("delete again", a.Delete("why 40 ms"), "there is no session", two)
	check("rename in the meantime", a.Rename(two, "why 40 ms"), "", "why 40 ms")
	check("take back where the name is taken", a.Restore("why 40 ms"), "session why 40 ms exists already", "why 40 ms")
	check("rename", a.Rename("why 40 ms", "other"), "", "other")
	check("take back", a.Restore("why 40 ms"), "", "other", "why 40 ms")
	check("take back again", a.Restore("why 40 ms"), "no session why 40 ms was deleted", "other", "why 40 ms")
	file := filepath.Join(t.TempDir(), "x.jsonl")
	check("copy", a.Copy("other", file), "", "other", "why 40 ms")
	check("copy over a file", a.Copy("other", file), "exists: name another file", "other", "why 40 ms")
	if f, err := recording.Open(file); err != nil || f.Len() != 1 {
		t.Error(err)
	} else {
		f.Close()
	}
}

// The oldest unnamed sessions are removed first, after those that were deleted.
func TestBound(t *testing.T) {
	a, _ := opened(t)
	for n := range 6 {
		if err := begun(t, a, n, 2).Close(); err != nil {
			t.Fatal(err)
		}
	}
	size := int64(0)
	list, err := a.List()
	for _, s := range list {
		size = s.Size
	}
	live := begun(t, a, -5, 2)
	defer live.Close()
	if err := errors.Join(err, a.Rename("2026-11-28 12.00.00", "kept"), a.Delete("2026-11-28 12.05.00")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		most int64
		gone int
		want []string
	}{
		{7 * size, 1, []string{"2026-11-28 12.04.00", "2026-11-28 12.03.00", "2026-11-28 12.02.00", "2026-11-28 12.01.00", "kept", "2026-11-28 11.55.00"}},
		{6 * size, 0, []string{"2026-11-28 12.04.00", "2026-11-28 12.03.00", "2026-11-28 12.02.00", "2026-11-28 12.01.00", "kept", "2026-11-28 11.55.00"}},
		{4 * size, 0, []string{"2026-11-28 12.04.00", "2026-11-28 12.03.00", "kept", "2026-11-28 11.55.00"}},
		{0, 0, []string{"kept", "2026-11-28 11.55.00"}},
	} {
		if err := a.Bound(c.most); err != nil {
			t.Fatal(err)
		}
		list, err := a.List()
		if got := names(t, list, err); !slices.Equal(got, c.want) {
			t.Errorf("at most %d leaves %q, want %q", c.most, got, c.want)
		}
		gone, err := a.Deleted()
		if got := names(t, gone, err); len(got) != c.gone {
			t.Errorf("at most %d leaves %q of what was deleted", c.most, got)
		}
	}
}

// Other files in the folder are left alone, and links are not followed.
func TestWhatElseIsInTheFolder(t *testing.T) {
	a, folder := opened(t)
	outside := filepath.Join(t.TempDir(), "outside.jsonl")
	if err := errors.Join(
		os.WriteFile(outside, []byte(`{"seq":1,"step":"x"}`+"\n"), 0o600),
		os.Symlink(outside, filepath.Join(folder, "link.jsonl")),
		os.WriteFile(filepath.Join(folder, "wrong.jsonl"), []byte("nonsense\n"), 0o600),
		os.WriteFile(filepath.Join(folder, "\x1b[31m.jsonl"), []byte(`{"seq":1,"step":"x"}`+"\n"), 0o600),
		os.Mkdir(filepath.Join(folder, "folder.jsonl"), 0o700),
	); err != nil {
		t.Fatal(err)
	}
	list, err := a.List()
	if got := names(t, list, err); len(got) != 0 {
		t.Errorf("there are %q", got)
	}
	for _, name := range []string{"link", "folder", "../archive"} {
		if err := a.Delete(name); err == nil {
			t.Errorf("%s is deleted", name)
		}
		if _, err := a.Path(name); err == nil {
			t.Errorf("%s has a path", name)
		}
	}
	if err := a.Bound(0); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

// If there are no sessions, that is reported.
func TestNoSessionsArePrinted(t *testing.T) {
	var out strings.Builder
	if err := Print(&out, nil, false); err != nil || out.String() != "no sessions\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// A session whose last lines are looks beside it, as recorded by earlier versions, is kept; one that has nothing else
// is not.
func TestLooksBesideASessionAreNoSteps(t *testing.T) {
	a, _ := opened(t)
	for n := range 2 {
		l := begun(t, a, n, n)
		if _, err := l.File.WriteString(`{"seq":0,"step":"expect s open"}` + "\n"); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	list, err := a.List()
	if got := names(t, list, err); !slices.Equal(got, []string{"2026-11-28 12.01.00"}) || list[0].Steps != 1 {
		t.Errorf("there are %q, %+v", got, list)
	}
}
