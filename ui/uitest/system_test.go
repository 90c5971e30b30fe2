package uitest

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui"
)

// The System page shows a socket of a program other than the engine: of this test.
func TestTheSocketsOfTheMachineAreShown(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	port := l.Addr().(*net.TCPAddr).Port
	name := fmt.Sprint("127.0.0.1:", port)
	asked := func(number uint16) (string, error) { return fmt.Sprintf("Port %d is held by a test.\n", number), nil }
	run(t, setup{w: 120, h: 40, options: ui.Options{Machine: watcher.New(), Port: asked}}, func(d *terminal) {
		d.press("5").shows("Sockets", "PROTO").press("/").write(fmt.Sprintf("port:%d protocol:tcp", port)).press("enter")
		d.row("▸", "tcp", "LISTEN", name, "uitest").row("local", name).shows("1 of", "queue")
		d.press("p").shows(fmt.Sprintf("Port %d is held by a test.", port)).press("esc")
		d.press("enter").hides("RECV-Q").row("local", name).press("esc").shows("PROTO")
		d.press("g", "down", "enter").row("uitest", "1").press("enter").row("▸", "tcp", "LISTEN").shows("by process: uitest")
		d.press("esc", "esc", "esc").hides("by process", "/port").press("esc").shows("Welcome")
	})
}

func TestColumnsAreChosen(t *testing.T) {
	run(t, setup{w: 80, h: 24, options: ui.Options{Machine: watcher.New()}}, func(d *terminal) {
		d.press("5").hides("INODE").press("c", "end", "enter").row("▸ inode", "shown").press("esc").shows("INODE")
		d.press("c", "end", "enter", "esc").hides("INODE").press("w").shows("What can't be seen")
	})
}

// Keys set an option of another program's socket while that program runs in a network of its own: it is
// fast at once, and as before when the screen is left. What can break it requires typing a word.
func TestASocketOfAnotherProgramIsSet(t *testing.T) {
	v := startVictim(t)
	v.becomes(true)
	run(t, setup{w: 120, h: 40, options: ui.Options{Machine: watcher.New()}}, func(d *terminal) {
		d.press("5", "/").write(fmt.Sprintf("pid:%d state:established local:%s", v.pid, v.from)).press("enter")
		d.row("▸", "tcp", v.from).press("enter").shows("Options by", "in the median").row("O_NONBLOCK", "fdinfo").row("SO_RCVBUF", "sock_diag").row("SO_REUSEADDR", "held")
		d.press("/").write("nodelay").press("enter").row("▸", "TCP_NODELAY", "off", "held")
		d.press("space").shows("TCP_NODELAY is off now", "This changes the socket for everyone who has it", fmt.Sprintf("process %d, fd ", v.pid))
		d.press("n").row("TCP_NODELAY", "off").press("space", "y").shows("TCP_NODELAY was off and is on, held").row("* TCP_NODELAY", "on   was off")
		v.becomes(false)
		d.press("u").shows("is off again")
		v.becomes(true)
		d.press("enter", "space", "enter", "y").row("* TCP_NODELAY", "on   was off")
		v.becomes(false)
		d.press("esc", "/").write("nonblock").press("enter", "space", "y").shows("This can break the program", "type O_NONBLOCK").write("nonblock").press("enter").shows("that is not O_NONBLOCK")
		d.press("esc").row("▸", "O_NONBLOCK", "on").press("r").shows("O_NONBLOCK is on")
		d.press("x").row("▸ recv", "read what has come").press("down", "enter").shows("shutdown(SHUT_RD) is to end its direction").press("y").shows("This can break the program", "type shutdown(SHUT_RD)").press("esc")
		d.press("1").shows("Set back what was changed?", "TCP_NODELAY of", "was off, is on").press("n").hides("Options by").press("5").shows("Options by")
		d.press("q").shows("Set back what was changed?").press("y").ended()
	})
	v.becomes(true)
}

// What happens is recorded while the page is shown: the recording freezes when a condition occurs, is
// walked through, and is saved.
func TestTheRecordingIsWalkedThrough(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	file := filepath.Join(t.TempDir(), "last.jsonl")
	run(t, setup{w: 120, h: 40, options: ui.Options{Machine: watcher.New()}}, func(d *terminal) {
		port := fmt.Sprintf("port:%d", l.Addr().(*net.TCPAddr).Port) // other tests have connections too
		d.press("5", "/").write("protocol:tcp "+port).press("enter").row("LISTEN", "uitest")
		d.press("F").write("event:gone").press("enter").shows("no event").press("ctrl+u").write("event:died ending:closed-here " + port).press("enter").shows("the recording will freeze when this happens")
		time.Sleep(2 * time.Second)
		c, err := net.Dial("tcp4", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		_ = c.Close()
		time.Sleep(2 * time.Second)
		d.idle()
		d.shows("has happened, and the recording is frozen", "■ recording frozen")
		d.press("f").shows("Recording", "As it was").row("▸", "−", "tcp", "closed-here", c.LocalAddr().String(), "closed here first").row("event died", "").row("+", "tcp", "ESTABLISHED").row("·", "tcp", "LISTEN")
		d.press("/").write("born").press("enter").row("▸", "+", "tcp", "ESTABLISHED").hides("closed-here").press("esc").shows("closed-here")
		d.press("home").row("▸").hides("▸ 00:00:09").press("]").row("▸ 00:00:09", "−", "closed-here")
		d.press("s", "ctrl+u").write(file).press("enter").shows("saved", "entries in").press("s", "ctrl+u").write(file).press("enter").shows("exists").press("y").shows("saved")
		d.press("f").shows("recording again", "PROCESS").hides("recording frozen")
	})
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if !strings.Contains(lines[0], `"event":"recording"`) || !strings.Contains(lines[len(lines)-1], `"ending":"closed-here"`) {
		t.Errorf("the file begins with %s and ends with %s", lines[0], lines[len(lines)-1])
	}
}
