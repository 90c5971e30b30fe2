package inbox

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// TestOrder checks that functions run in the order they were posted, and none once the inbox is closed.
func TestOrder(t *testing.T) {
	var woken atomic.Int32
	b := New(func() { woken.Add(1) })
	var ran []int
	for i := range 3 {
		if !b.Post(func() { ran = append(ran, i) }) {
			t.Fatal("an open inbox refuses a function")
		}
	}
	if !b.Handle(-1) || len(ran) != 1 {
		t.Errorf("after one Handle, these ran: %v", ran)
	}
	b.HandleAll()
	if len(ran) != 3 || ran[0] != 0 || ran[2] != 2 || woken.Load() < 3 {
		t.Errorf("%v were handled, and the owner was woken %d times", ran, woken.Load())
	}
	if !b.Handle(0) {
		t.Error("Handle reports false when there is nothing to do")
	}
	go b.Close()
	if b.Handle(-1) || !b.Closing() {
		t.Error("a closing inbox continues")
	}
	if b.Post(func() { t.Error("a function posted after the end ran") }) {
		t.Error("a closing inbox takes more")
	}
	b.Finish()
	<-b.Finished()
	b.Deliver(func() { t.Error("a function delivered after the end ran") })
	b.Close()
}

// TestDrain checks that Drain waits for what is under way while the inbox closes, but not forever.
func TestDrain(t *testing.T) {
	b := New(func() {})
	go b.Close()
	for b.Handle(-1) {
	}
	left := 2
	go func() {
		for range 2 {
			b.Deliver(func() { left-- })
		}
	}()
	if b.Drain(time.Hour, func() bool { return left > 0 }); left != 0 {
		t.Errorf("%d are left", left)
	}
	b.Drain(time.Nanosecond, func() bool { return true })
	b.Finish()
}

// TestCall checks that Call waits until its function has run, but not longer than the inbox lives.
func TestCall(t *testing.T) {
	b := New(func() {})
	answers := make(chan bool)
	ran := false
	go func() { answers <- b.Call(func() { ran = true }) }()
	if b.Handle(-1); !<-answers || !ran {
		t.Error("Call reports false for a function that ran")
	}
	go func() { answers <- b.Call(func() { t.Error("a function called after the end ran") }) }()
	for len(b.requests) == 0 {
		runtime.Gosched()
	}
	go b.Close()
	<-b.closing
	b.Finish()
	if <-answers {
		t.Error("Call reports true for a function that never ran")
	}
	if b.Call(func() { t.Error("a function called after the end ran") }) {
		t.Error("a closed inbox takes more")
	}
}
