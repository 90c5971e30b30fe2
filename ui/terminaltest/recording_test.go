package terminaltest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// nobody is the user ID of an unprivileged user on every system.
const nobody = 65534

// A recording made by root is readable for root alone, in a folder that is too. Once both are handed over,
// or copied, an ordinary user can open it; otherwise the error says why not.
func TestARecordingOfRootOpensForAnOrdinaryUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a recording and hand it to another user")
	}
	if _, err := exec.LookPath("setpriv"); err != nil {
		t.Skip("setpriv is not installed, by which root is an ordinary user")
	}
	state, err := os.MkdirTemp("/tmp", "netnet-recording")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(state) })
	if err := os.Chmod(state, 0o755); err != nil {
		t.Fatal(err)
	}
	p := open(t, 120, 40)
	p.shell(fmt.Sprintf("clear; XDG_STATE_HOME=%s %s", state, binary))
	p.shows("Welcome", "rec ●")
	p.keys("n", "t")
	p.shows("CLOSED", "can do")
	leave := func() { // with a question if sockets are open
		t.Helper()
		p.keys("q")
		p.waitFor("the end", func(screen string) bool {
			if strings.Contains(screen, "leave and close") || strings.Contains(screen, "Leave?") {
				p.keys("y")
			}
			return strings.Contains(screen, prompt)
		})
	}
	leave()
	folder := filepath.Join(state, "netnet-tui", "sessions")
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	for _, path := range []string{folder, files[0]} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v, %v", path, info.Mode(), err)
		}
	}
	as := fmt.Sprintf("cd /; clear; XDG_STATE_HOME=%s HOME=/nowhere setpriv --reuid %d --regid %d --clear-groups %s ", state, nobody, nobody, binary)
	denied := func(command, says string) {
		t.Helper()
		p.shell(as + command)
		p.waitFor(says, func(screen string) bool { return strings.Contains(strings.Join(strings.Fields(screen), " "), says) })
		p.shows(prompt)
	}
	copied := filepath.Join(state, "copy.jsonl")
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied, text, 0o600); err != nil {
		t.Fatal(err)
	}
	denied("copy.jsonl", `no file and no recording is called "copy.jsonl"`)
	denied(copied, copied+" can't be read: permission denied")
	denied("sessions list", "sessions can't be kept:")
	opens := func(file string) {
		t.Helper()
		p.shell(as + "'" + file + "'")
		p.shows("next 1 of", "a recording", "= socket tcp")
		p.keys("a")
		p.shows("at the end", "CLOSED")
		leave()
	}
	if err := os.Chown(copied, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	opens(copied)
	err = filepath.Walk(filepath.Join(state, "netnet-tui"), func(path string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
	opens(files[0])
}
