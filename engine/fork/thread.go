package fork

import (
	"sync"
	"time"

	"netnet-tui/engine/thread"
)

// Thread is like [thread.Thread], for calls in another process: it makes one call that may sleep.
type Thread struct {
	lock     sync.Mutex
	process  *Process
	request  uint64        // the call in progress; 0 if there is none
	asleep   chan struct{} // closed when the call is known to sleep
	returned chan struct{} // closed when f has returned
	once     *sync.Once
}

// Run calls f on a new goroutine, and then done. It interrupts the call at the deadline, unless that is zero.
func (t *Thread) Run(deadline time.Time, f, done func()) {
	returned := make(chan struct{})
	t.lock.Lock()
	t.asleep, t.returned, t.once = make(chan struct{}), returned, &sync.Once{}
	t.lock.Unlock()
	stop := func() bool { return false }
	if !deadline.IsZero() {
		stop = time.AfterFunc(time.Until(deadline), t.Interrupt).Stop
	}
	go func() {
		f()
		close(returned)
		stop()
		done()
	}()
}

// begin records which call is in progress.
func (t *Thread) begin(p *Process, request uint64) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.process, t.request = p, request
}

// enter records that the call sleeps.
func (t *Thread) enter() {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.once.Do(func() { close(t.asleep) })
}

// Entered waits until the call is asleep in the kernel, or has returned.
func (t *Thread) Entered() {
	t.lock.Lock()
	asleep, returned := t.asleep, t.returned
	t.lock.Unlock()
	select {
	case <-asleep:
	case <-returned:
	}
}

// Interrupt makes the call return EINTR. If it has not been made yet, Interrupt waits for it.
func (t *Thread) Interrupt() {
	told := uint64(0)
	for deadline := time.Now().Add(thread.InterruptTime); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		t.lock.Lock()
		p, request, returned := t.process, t.request, t.returned
		t.lock.Unlock()
		select {
		case <-returned: // nil before the call has begun, and then never ready
			return
		default:
		}
		if request != 0 && request != told {
			told = request
			p.interrupt(request)
		}
	}
}

// interrupt makes the process interrupt a call, repeating the signal until that succeeds.
func (p *Process) interrupt(id uint64) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.How() == "" {
		_ = p.asks.Encode(request{ID: id, Interrupt: true})
	}
}
