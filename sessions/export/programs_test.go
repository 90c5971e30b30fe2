package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// made makes the program that a text is, and returns the command that runs it.
func made(t *testing.T, target, text string) []string {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "session"+extension(target))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var build *exec.Cmd
	command := []string{filepath.Join(folder, "session")}
	switch target {
	case "c":
		build = exec.Command(tool(t, "gcc"), "-Wall", "-Wextra", "-Werror", "-pthread", "-o", command[0], file)
	}
	if build != nil {
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s\n%s", err, out, text)
		}
	}
	return command
}

func extension(target string) string {
	for _, to := range Targets() {
		if to.Name == target {
			return to.Ext
		}
	}
	return ""
}

// languages are the targets that are programs.
var languages = []string{"c"}

// TestPrograms runs every script of the tests in every language.
func TestPrograms(t *testing.T) {
	for _, target := range languages {
		for _, name := range scripts(t) {
			t.Run(target+"/"+filepath.Base(name), func(t *testing.T) {
				t.Parallel()
				text := exported(t, name, target)
				if out, status := run(t, made(t, target, text)...); status != 0 {
					t.Errorf("status %d: %s\n%s", status, out, text)
				}
			})
		}
	}
}

// TestBroken has an expectation of each kind that does not hold, and the program says so.
func TestBroken(t *testing.T) {
	const begun = "a, b = socketpair unix\nsend a \"hello\"\n"
	for _, line := range []string{
		`recv b 10 => "hellO"`, `recv b 10 => EAGAIN`, `recv b 3 => 4`, `poll b:in => none`, `poll b:in => b:in,out`, `within 20ms recv b 10 => eof`,
		`expect b.pending == 4`, `within 20ms expect b.pending > 5`, `expect a.ready == none`, `getsockopt a SO_TYPE => SOCK_DGRAM`,
		`expect a.state == LISTEN`, `expect a.nonblock == on`, `repeat 3 recv b 1 => "h"`, `getsockname a => 127.0.0.1:1`, `fcntl a F_GETFD => FD_CLOEXEC`,
		`close b => EBADF`, `sendmsg a "x" with SCM_RIGHTS=b => EBADF`, `ioctl b FIONREAD => 7`, `recv b 10 => error`, `expect a.SO_TYPE == 2`,
	} {
		for _, target := range languages {
			t.Run(target+"/"+line, func(t *testing.T) {
				t.Parallel()
				name := filepath.Join(t.TempDir(), "x.netnet")
				if err := os.WriteFile(name, []byte(begun+line+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				text := exported(t, name, target)
				if strings.Contains(text, "Left out") {
					t.Fatal(text)
				}
				if out, status := run(t, made(t, target, text)...); status != 1 || !strings.Contains(out, "x.netnet:3: ") {
					t.Errorf("status %d: %s\n%s", status, out, text)
				}
			})
		}
	}
}
