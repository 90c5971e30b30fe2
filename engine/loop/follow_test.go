package loop_test

import (
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// After the followed connection has ended, its last calls can still be read, and no other calls are recorded there: a
// wait does not belong to it.
func TestTheTraceOfAConnectionEndsWithIt(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll")
	a, b := r.dial(), r.dial()
	defer func() { _ = unix.Close(b) }()
	send(t, a, "1")
	recv(t, a, 1)
	r.view(status.Query{Follow: 1})
	if !r.traced() {
		t.Error("its calls are not traced")
	}
	send(t, a, "2")
	recv(t, a, 1)
	_ = unix.Close(a)
	if !labtest.Until(func() bool { return r.view(status.Query{Follow: 1}).Totals.Open == 1 }) {
		t.Fatal("the connection does not end")
	}
	for range 20 {
		send(t, b, "3")
		recv(t, b, 1)
	}
	calls := r.view(status.Query{Follow: 1}).Follow.Calls
	for _, c := range calls {
		if c.Name == "epoll_wait" {
			t.Fatalf("a wait is among its calls: %s", c)
		}
	}
	if r.traced() {
		t.Error("calls are still traced, though the connection is gone")
	}
	if last := calls[len(calls)-1]; last.Name != "close" {
		t.Errorf("its last call is %s", last)
	}
}

// traced reports whether the loop's calls are inspected before they are made.
func (r *rig) traced() (traced bool) {
	r.do(func() { traced = r.Traced() })
	return traced
}
