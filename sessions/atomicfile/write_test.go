package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestWriteReplacesWholeFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history")
	for _, text := range []string{"a long first text\n", "short\n", ""} {
		if err := Write(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil || string(got) != text {
			t.Errorf("the file has %q, %v", got, err)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(file)); len(entries) != 1 {
		t.Errorf("something was left behind: %v", entries)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
}

func TestALinkStaysOne(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, "new", 0o600); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(file); string(got) != "new" {
		t.Errorf("the file has %q", got)
	}
	if to, err := os.Readlink(link); err != nil || to != file {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

func TestAFileThatCanNotBeWrittenIsAnError(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, "x", 0o600); err == nil {
		t.Error("a folder was overwritten")
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("something was left behind: %v", entries)
	}
}

// piped makes a named pipe, and returns its name and a function that returns what was read from it.
func piped(t *testing.T) (file string, text func() string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return file, func() string {
		p := make([]byte, 100)
		n, _ := r.Read(p)
		return string(p[:n])
	}
}

// Anything but a regular file is written to in place, even through a link, and is not replaced.
func TestWhatIsNotAFileIsWrittenInPlace(t *testing.T) {
	file, text := piped(t)
	link := file + "-link"
	if err := os.Symlink(filepath.Base(file), link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, link} {
		if err := Write(name, "for "+name, 0o600); err != nil {
			t.Error(err)
		}
		if got := text(); got != "for "+name {
			t.Errorf("%s got %q", name, got)
		}
	}
	if info, err := os.Lstat(file); err != nil || info.Mode().Type() != os.ModeNamedPipe {
		t.Errorf("the pipe is %v, %v", info.Mode(), err)
	}
	if to, err := os.Readlink(link); err != nil || to != filepath.Base(file) {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

// A pipe that is not being read is an error, without waiting.
func TestAPipeThatNobodyReads(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(file, "x", 0o600); err == nil || !strings.Contains(err.Error(), file+" can't be written: nothing reads") {
		t.Errorf("it is written: %v", err)
	}
}

// Writing to a descriptor appends to what was written to it before, even if it is that of a file.
func TestADescriptorIsWrittenInPlace(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString("before\n"); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(fmt.Sprintf("/dev/fd/%d", f.Fd()), link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{fmt.Sprintf("/proc/self/fd/%d", f.Fd()), fmt.Sprintf("/dev/fd/%d", f.Fd()), link} {
		if err := Write(name, "x\n", 0o600); err != nil {
			t.Error(err)
		}
	}
	if got, _ := os.ReadFile(f.Name()); string(got) != "before\nx\nx\nx\n" {
		t.Errorf("the file has %q", got)
	}
}

// The error for a file that can't be written is one sentence that names it, and no other file.
func TestErrorsNameTheFile(t *testing.T) {
	dir := t.TempDir()
	for file, want := range map[string]string{
		dir:                              dir + " is a directory: name a file in it",
		filepath.Join(dir, "no", "file"): filepath.Join(dir, "no", "file") + " can't be written: its directory does not exist",
	} {
		if err := Write(file, "x", 0o600); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
		if err := Check(file); err == nil || err.Error() != want {
			t.Errorf("before it is written: %v, want %s", err, want)
		}
	}
	if err := Check(filepath.Join(dir, "new")); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("%v are left, %v", left, err)
	}
	long := filepath.Join(dir, strings.Repeat("n", 250))
	if err := Write(long, "x", 0o600); err != nil {
		t.Errorf("a name that fits is refused: %v", err)
	}
}

// Only a regular file is read, up to a limit.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	file, pipe := filepath.Join(dir, "file"), filepath.Join(dir, "pipe")
	if err := errors.Join(os.WriteFile(file, []byte("text"), 0o600), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		most       int64
		text, says string
	}{
		file:         {4, "text", ""},
		file + "/x":  {4, "", "can't be read: not a directory"},
		dir + "/new": {4, "", ""},
		pipe:         {4, "", "not a regular file: " + pipe},
		"/dev/zero":  {4, "", "not a regular file"},
		dir:          {4, "", "not a regular file"},
	} {
		text, err := Read(name, c.most)
		if text != c.text || (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if _, err := Read(file, 3); err == nil || !strings.Contains(err.Error(), "larger than 3 bytes") {
		t.Errorf("a file of 4 bytes: %v", err)
	}
}
