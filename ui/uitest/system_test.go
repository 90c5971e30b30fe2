package uitest

import (
	"fmt"
	"net"
	"testing"

	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui"
)

// The page of the machine shows a socket of another program than the engine: of this test.
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
		d.press("enter").hides("PROTO").row("local", name).press("esc").shows("PROTO")
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
