package terminaltest

import (
	"strings"
	"syscall"
	"testing"
)

func TestStartsAndQuits(t *testing.T) {
	p := open(t, 120, 40)
	p.start()
	p.connection()
	p.shows("LISTEN", "ESTABLISHED", "EINPROGRESS", "accept4(")
	p.keys("q")
	p.shows("leave")
	p.keys("y")
	p.whole()
	p.waitFor("the engine to end", func(string) bool { return len(p.pids("engine")) == 0 })
}

// A lesson named on the command line opens at the start, beside the bench.
func TestOpensALesson(t *testing.T) {
	p := open(t, 80, 24)
	p.shell("clear; " + binary + " ../../assets/lessons/101-a-socket.md")
	p.shows("1 Bench", "What a socket is", "space runs the next step")
	p.keys("Space")
	p.shows("CLOSED", "1 open")
	p.keys("q")
	p.shows("leave")
	p.keys("y")
	p.whole()
}

func TestResize(t *testing.T) {
	p := open(t, 120, 40)
	p.start()
	p.connection()
	p.shows("ESTABLISHED")
	for _, size := range []struct{ w, h, shows string }{
		{"80", "24", "ESTABLISHED"}, {"20", "5", "needs 60×15"}, {"200", "50", "ESTABLISHED"}, {"100", "30", "ESTABLISHED"},
	} {
		p.tmux("resize-window", "-t", "main", "-x", size.w, "-y", size.h)
		p.waitFor(size.w+"×"+size.h+" with "+size.shows, func(screen string) bool {
			return strings.Contains(strings.Join(strings.Fields(screen), " "), size.shows)
		})
	}
	p.keys("C-c")
	p.shows("leave")
	p.keys("y")
	p.whole()
}

func TestSuspend(t *testing.T) {
	p := open(t, 100, 30)
	p.start()
	p.connection()
	p.shows("ESTABLISHED")
	p.keys("C-z")
	p.shows("Stopped")
	p.whole()
	p.shell("fg")
	p.shows("1 Bench", "ESTABLISHED")
	p.keys("q")
	p.shows("leave")
	p.keys("y")
	p.whole()
}

func TestTerminate(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGHUP} {
		t.Run(signal.String(), func(t *testing.T) {
			p := open(t, 100, 30)
			p.start()
			p.connection()
			p.shows("ESTABLISHED")
			for _, pid := range p.pids("") {
				if err := syscall.Kill(pid, signal); err != nil {
					t.Fatal(err)
				}
			}
			p.whole()
			p.waitFor("the engine to end", func(string) bool { return len(p.pids("engine")) == 0 })
		})
	}
}

// A history file that is a pipe without a writer does not keep the screen from starting.
func TestAHistoryThatIsAPipe(t *testing.T) {
	p := open(t, 100, 30)
	p.shell("mkdir $XDG_STATE_HOME/netnet-tui && mkfifo $XDG_STATE_HOME/netnet-tui/history")
	p.start()
	p.shows("the history is not kept", "not a regular file")
	p.keys("q")
	p.whole()
}

func TestKilledEngine(t *testing.T) {
	p := open(t, 100, 30)
	p.start()
	p.connection()
	p.shows("ESTABLISHED", "ioctl(a, FIONREAD")
	for _, pid := range p.pids("engine") {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	p.shows("The engine is gone", "SIGKILL", "ioctl(a, FIONREAD") // its last call
	p.keys("Enter")
	p.shows("the bench is empty", " open")
	p.keys("C-c")
	p.whole()
}
