package sockets

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"netnet-tui/sockets/lab"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestOwnTable checks that a network can have its own table while its other limits stay those of the machine.
func TestOwnTable(t *testing.T) {
	labtest.Need(t)
	read := func(name string) string {
		text, err := os.ReadFile(lab.Settings + "/ipv4/" + name)
		if err != nil {
			t.Skip("this kernel has no tables of networks: ", err)
		}
		return strings.TrimSpace(string(text))
	}
	limits := []string{"tcp_max_tw_buckets", "tcp_max_syn_backlog"}
	before := read(limits[0]) + read(limits[1])
	if size := read("tcp_ehash_entries"); !strings.HasPrefix(size, "-") {
		t.Errorf("the table of a new network has %s entries, so it is not the machine's", size)
	}
	elsewhere(func() {
		lab.OwnTable()
		if size, limits := read("tcp_ehash_entries"), read(limits[0])+read(limits[1]); size != "16384" || limits != before {
			t.Errorf("the table has %s entries, and the limits are %s, want %s", size, limits, before)
		}
	})
}

// elsewhere runs f on a thread that ends with it, and not on the main thread, which represents the whole process to
// others.
func elsewhere(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if unix.Gettid() != unix.Getpid() {
			f()
			return
		}
		defer runtime.UnlockOSThread()
		elsewhere(f)
	}()
	<-done
}
