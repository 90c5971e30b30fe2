package confine

import (
	"fmt"
	"os"
	"os/signal"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestSignals makes a confined process send a signal to the tests, with kill(2) and as the owner of a socket on which
// something happens (fcntl(2), F_SETOWN).
func TestSignals(t *testing.T) {
	stands(t, "Landlock: signals")
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, unix.SIGUSR1, unix.SIGUSR2)
	defer signal.Stop(signals)
	// got runs attempts, and reports whether a signal of theirs arrived before the next of ours.
	got := func(l *Limits, want []string, attempts ...string) bool {
		wants(t, tried(t, l, nil, attempts...), attempts, want...)
		if err := unix.Kill(os.Getpid(), unix.SIGUSR2); err != nil { // it arrives after any SIGUSR1 already sent
			t.Fatal(err)
		}
		came := false
		for {
			select {
			case s := <-signals:
				if s == unix.SIGUSR2 {
					return came
				}
				came = true
			case <-time.After(10 * time.Second):
				t.Fatal("no signal comes")
			}
		}
	}
	own, kill := fmt.Sprint("own ", os.Getpid(), " ", int(unix.SIGUSR1)), fmt.Sprint("kill ", os.Getpid())
	if !got(nil, []string{"ok", "ok"}, own, kill) {
		t.Error("without walls no signal comes")
	}
	if got(&Limits{}, []string{"ok", "EPERM", "ok"}, own, kill, "kill-self") {
		t.Error("a signal got out")
	}
}
