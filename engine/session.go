package engine

import (
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/door"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/inbox"
	"netnet-tui/engine/journal"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/serving"
	"netnet-tui/engine/swarms"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"
)

// New begins a session with an empty bench.
func New(o Options) *Engine {
	// The first timer makes Go's runtime open the two descriptors of its poller. That must happen now, so that it can't
	// take the number of a socket that a script has closed.
	time.AfterFunc(0, func() {})
	e := &Engine{
		options:  o,
		start:    time.Now(),
		planners: planners(),
		bench:    bench.New(),
		journal:  journal.New[Event](o.Journal),
	}
	own := o.Kernel
	if own == nil {
		own = sockets.Linux{}
	}
	e.forks = fork.NewProcesses(own)
	e.kernel = fork.Numbers{Of: e.forks.Kernel}
	e.inbox = inbox.New(func() { e.serving.Wake() })
	if e.options.Serving.Tell == nil {
		e.options.Serving.Tell = func(sentence string) { e.said = sentence }
	}
	e.serving = serving.New(e.options.Serving, own, e.inbox.Handle, e.closedByLoop)
	e.swarms = swarms.New(e.inbox.Deliver)
	privileges := observe.ReadPrivileges()
	e.observer = observe.New(sockets.NewLooker(e.kernel), privileges, e.freshSocket)
	e.finder = lookup.New(o.Lab)
	e.observer.ObserveWith(e.finder.Fdinfo)
	e.counters = observe.OpenCounters(e.finder.Beside)
	e.door = door.New(o.rules(privileges), e.kernel)
	e.door.Machine.Link = e.forks.Link(e.door.Machine.Link)
	e.bounds = o.Bounds.WithDefaults()
	if e.bounds.Time > 0 {
		e.late = time.AfterFunc(e.bounds.Time, func() { e.inbox.Post(e.expire) })
	}
	e.baseline = e.counters.Read()
	e.interruptErr = thread.AllowInterrupts()
	go e.run()
	return e
}

// run is the engine's goroutine, locked to one thread: everything that touches the bench happens here, one thing after
// another.
func (e *Engine) run() {
	defer e.inbox.Finish()
	defer thread.Own()()
	if e.options.OwnFDTable {
		e.serving.OwnFDTable()
	}
	for !e.inbox.Closing() {
		if !e.serving.Active() {
			e.inbox.Handle(-1)
			continue
		}
		if !e.inbox.Empty() {
			e.inbox.HandleAll()
		}
		if e.serving.Active() {
			e.serving.Iterate()
		}
	}
	e.end()
}

// Post queues a step. Steps begin in the order in which they were posted.
func (e *Engine) Post(s Step) error {
	return e.Begin(s, func(Event) {})
}

// Do makes a step and waits for its event.
func (e *Engine) Do(s Step) (Event, error) {
	done := make(chan Event, 1)
	if err := e.Begin(s, func(event Event) { done <- event }); err != nil {
		return Event{}, err
	}
	select {
	case event := <-done:
		return event, nil
	case <-e.inbox.Finished():
		return Event{}, ErrClosed
	}
}

// Begin queues a step, as [Engine.Post] does. finish is called with its event on the engine's goroutine, and must not
// block; it is not called if the engine ends before that.
func (e *Engine) Begin(s Step, finish func(Event)) error {
	if !e.inbox.Post(func() { e.newTask(s, finish).begin() }) {
		return ErrClosed
	}
	return nil
}

// Frame returns what a screen asked for.
func (e *Engine) Frame(q Query) (Frame, error) {
	var frame Frame
	if !e.inbox.Call(func() { frame = e.frame(q) }) {
		return Frame{}, ErrClosed
	}
	return frame, nil
}

// CatchUp waits until all posted steps have begun, but at most limit. Steps that do not block have their events by
// then.
func (e *Engine) CatchUp(limit time.Duration) {
	done := make(chan struct{})
	if !e.inbox.Post(func() { close(done) }) {
		return
	}
	select {
	case <-done:
	case <-time.After(limit):
	}
}

// Close closes every descriptor of the session and ends it. Blocked calls are interrupted.
func (e *Engine) Close() error {
	e.inbox.Close()
	return nil
}

// expire ends what is in progress when the session's time is over.
func (e *Engine) expire() {
	late := e.bounds.Late(e.bounds.Time)
	for _, t := range e.tasks {
		if t.ended() {
			continue
		}
		t.over = late
		t.stop()
		go t.thread.Interrupt()
	}
}

func (e *Engine) end() {
	e.ending = true
	if e.late != nil {
		e.late.Stop()
	}
	for _, t := range e.tasks {
		t.stop()
		go t.thread.Interrupt()
	}
	// The descriptors that these actions make must be closed too.
	e.inbox.Drain(thread.InterruptTime, func() bool { return e.inFlight > 0 })
	e.stopServing()
	e.swarms.Kill()
	e.forks.Kill()
	for _, s := range e.bench.Open() {
		_ = e.kernel.Close(s.FD)
	}
	e.counters.Close()
	e.observer.Close()
	e.finder.Close()
}
