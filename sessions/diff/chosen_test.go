package diff

import (
	"testing"
	"time"

	"netnet-tui/engine"
)

// Values that the kernel has chosen are the same if they stand for the same thing.
func TestChosen(t *testing.T) {
	c := newChosen()
	c.asked(0, engine.Step{Address: "127.0.0.1:7000"})
	for _, tt := range []struct {
		left, right string
		same        bool
	}{
		{"127.0.0.1:40000", "127.0.0.1:50000", true},
		{"127.0.0.1:40000", "127.0.0.1:50000", true},
		{"127.0.0.1:41000", "127.0.0.1:51000", true},
		{"127.0.0.1:40000", "127.0.0.1:51000", false}, // each stands for something else
		{"127.0.0.1:41000", "127.0.0.1:52000", true},  // the kernel has chosen it again
		{"127.0.0.1:40000", "127.0.0.2:50000", false},
		{"127.0.0.1:7000", "127.0.0.1:50001", false}, // a step asked for it
		{"127.0.0.1:7000", "127.0.0.1:7000", true},
		{"[::1]:40000", "[::1]:50000", true},
		{"0.0.0.0:0", "0.0.0.0:43000", false},
		{"unix:@0001f", "unix:@00a3e", true},
		{"unix:@name1", "unix:@name2", false},
		{"unix:a", "unix:b", false},
		{"AF_NETLINK,nl_pid=123,nl_groups=00000000", "AF_NETLINK,nl_pid=456,nl_groups=00000000", true},
		{"AF_NETLINK,nl_pid=123,nl_groups=00000000", "AF_NETLINK,nl_pid=456,nl_groups=00000001", false},
		{"", "127.0.0.1:50000", false},
	} {
		if got := c.address(tt.left, tt.right); got != tt.same {
			t.Errorf("%s and %s are the same: %v", tt.left, tt.right, got)
		}
	}
	for _, tt := range []struct {
		left, right string
		same        bool
	}{
		{"It is connected to 127.0.0.1:40000.", "It is connected to 127.0.0.1:50000.", true},
		{"It is connected to 127.0.0.1:40000.", "It is connected to 127.0.0.1:50001.", false},
		{"40000 bytes", "50001 bytes", false},
		{"it took 41.2ms, not 2", "it took 44.0ms, not 2", true},
		{"it took 41.2ms, not 2", "it took 0.1ms, not 2", false},
		{"é 40000", "é 50000", true},
		{"é", "é 50000", false},
		{"", "", true},
	} {
		if got := c.text(tt.left, tt.right); got != tt.same {
			t.Errorf("%q and %q say the same: %v", tt.left, tt.right, got)
		}
	}
	if !c.numbers("pid=17 uid=0 gid=0", "pid=18 uid=0 gid=0", 1) || c.numbers("pid=17 uid=0", "pid=18 uid=1", 1) || !c.text("process 17", "process 18") {
		t.Error("the number of a process is not learned")
	}
}

func TestLonger(t *testing.T) {
	for _, tt := range []struct {
		a, b   time.Duration
		differ bool
	}{
		{100 * time.Microsecond, 40 * time.Millisecond, true},
		{44 * time.Millisecond, 44 * time.Microsecond, true},
		{10 * time.Microsecond, 900 * time.Microsecond, false},
		{200 * time.Millisecond, 260 * time.Millisecond, false},
		{0, 34 * time.Millisecond, false},
		{0, 0, false},
	} {
		if longer(tt.a, tt.b, longerStep) != tt.differ {
			t.Errorf("%s and %s differ: %v", tt.a, tt.b, !tt.differ)
		}
	}
}
