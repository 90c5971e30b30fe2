package inbox

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// TestOrder has functions run one after the other, in the order they were posted in, and
// none once the inbox is closed.
func TestOrder(t *testing.T) {
	var woken atomic.Int32
	b := New(func() { woken.Add(1) })
	var ran []int
	for i := range 3 {
		if !b.Post(func() { ran = append(ran, i) }) {
			t.Fatal("an open inbox takes nothing")
		}
	}
	if !b.Handle(-1) || len(ran) != 1 {
		t.Errorf("one was to be handled: %v", ran)
	}
	b.HandleAll()
	if len(ran) != 3 || ran[0] != 0 || ran[2] != 2 || woken.Load() < 3 {
		t.Errorf("%v were handled, and the owner was woken %d times", ran, woken.Load())
	}
	if !b.Handle(0) {
		t.Error("it ends when there is nothing to do")
	}
	go b.Close()
	if b.Handle(-1) || !b.Closing() {
		t.Error("a closing inbox continues")
	}
	if b.Post(func() { t.Error("it was handled after the end") }) {
		t.Error("a closing inbox takes more")
	}
	b.Finish()
	<-b.Finished()
	b.Deliver(func() { t.Error("it was delivered after the end") })
	b.Close()
}

// TestDrain waits for what is under way while the inbox closes, but not forever.
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

// TestCall has a caller wait until its function has run, and not longer than the inbox lives.
func TestCall(t *testing.T) {
	b := New(func() {})
	answers := make(chan bool)
	ran := false
	go func() { answers <- b.Call(func() { ran = true }) }()
	if b.Handle(-1); !<-answers || !ran {
		t.Error("what ran is not reported")
	}
	go func() { answers <- b.Call(func() { t.Error("it ran after the end") }) }()
	for len(b.requests) == 0 {
		runtime.Gosched()
	}
	go b.Close()
	<-b.closing
	b.Finish()
	if <-answers {
		t.Error("what never ran is reported")
	}
	if b.Call(func() { t.Error("it ran after the end") }) {
		t.Error("a closed inbox takes more")
	}
}
