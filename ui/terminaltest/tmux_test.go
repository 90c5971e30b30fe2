package terminaltest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	if os.Getenv(forbids) != "" {
		fmt.Fprintln(os.Stderr, forbidding())
		os.Exit(1)
	}
	os.Exit(build(m))
}

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "terminaltest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Chmod(dir, 0o755); err != nil { // other users run it too
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	binary = filepath.Join(dir, "netnet-tui")
	if out, err := exec.Command("go", "build", "-o", binary, "netnet-tui").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// testLimit is how long a test waits for what must come.
const testLimit = time.Minute

// prompt is the prompt of the shell in the terminal.
const prompt = "shell-is-back$"

// pane is a shell in a terminal of its own.
type pane struct {
	t      *testing.T
	socket string // of the terminal's own tmux server
}

// open starts a shell in a terminal of w columns and h rows.
func open(t *testing.T, w, h int) *pane {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed, and this test needs a real terminal")
	}
	p := &pane{t, filepath.Join(t.TempDir(), "tmux")}
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", p.socket, "kill-server").Run() })
	p.tmux("-f", "/dev/null", "new-session", "-d", "-s", "main", "-x", strconv.Itoa(w), "-y", strconv.Itoa(h),
		"env", "PS1="+prompt+" ", "HISTFILE=", "XDG_STATE_HOME="+t.TempDir(), "bash", "--norc", "--noprofile")
	p.shows(prompt)
	return p
}

// tmux runs a tmux command and returns its output.
func (p *pane) tmux(args ...string) string {
	p.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", p.socket}, args...)...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return strings.TrimRight(string(out), "\n")
}

// connection runs the first experiment: a TCP connection over loopback.
func (p *pane) connection() { p.keys("3", "e", "Enter") }

// keys types keys, by their tmux names.
func (p *pane) keys(keys ...string) { p.tmux(append([]string{"send-keys", "-t", "main"}, keys...)...) }

// shell has the shell run a command.
func (p *pane) shell(command string) {
	p.keys("-l", command)
	p.keys("Enter")
}

// start begins the program and waits for its screen.
func (p *pane) start() {
	p.t.Helper()
	p.shell("clear; " + binary)
	p.shows("1 Bench", " open", "Welcome")
}

func (p *pane) screen() string { return p.tmux("capture-pane", "-p", "-t", "main") }

// waitFor waits until the screen satisfies a condition.
func (p *pane) waitFor(what string, holds func(screen string) bool) {
	p.t.Helper()
	deadline := time.After(testLimit)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		if holds(p.screen()) {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			p.t.Fatalf("waited %v for %s; the screen has:\n%s", testLimit, what, p.screen())
		}
	}
}

// shows waits until all texts are on the screen.
func (p *pane) shows(texts ...string) {
	p.t.Helper()
	p.waitFor(fmt.Sprintf("%q", texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// whole checks that the terminal is as a shell needs it: on the main screen, with a cursor, without mouse
// reports, with echo and line editing on.
func (p *pane) whole() {
	p.t.Helper()
	p.shows(prompt)
	state := "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{bracket_paste_flag}"
	p.waitFor("the modes of a shell", func(string) bool {
		fields := strings.Fields(p.tmux("display-message", "-p", "-t", "main", state))
		return len(fields) >= 3 && fields[0] == "0" && fields[1] == "0" && fields[2] == "1"
	})
	p.shell("clear; stty -a | tr ' ;' '\\n\\n' | grep -xE '(icanon|echo|isig|opost)' | sort | tr '\\n' ' '; echo done")
	p.shows("echo icanon isig opost done")
}

// pids returns the processes of the program with the given argument, or without arguments.
func (p *pane) pids(argument string) []int {
	pattern := "^" + binary + "$"
	if argument != "" {
		pattern = "^" + binary + " " + argument
	}
	out, _ := exec.Command("pgrep", "-f", pattern).Output() // exit status 1 means none
	var pids []int
	for _, field := range strings.Fields(string(out)) {
		pid, _ := strconv.Atoi(field)
		pids = append(pids, pid)
	}
	return pids
}
