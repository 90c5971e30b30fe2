package engine

import (
	"errors"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/door"
	"netnet-tui/engine/inbox"
	"netnet-tui/engine/journal"
	"netnet-tui/engine/loop"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/serving"
	"netnet-tui/engine/swarms"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"
)

// Options say what an engine may do, and with which kernel.
type Options struct {
	Kernel     sockets.Kernel // nil is the real one
	Lab        bool           // this process has a network of its own: settings may be written
	AllowNet   bool           // addresses outside loopback are allowed
	AllowUnix  bool           // so are paths of Unix sockets outside the session's folder, and abstract names of others
	Bounds     Bounds         // how much the session may use
	Bare       bool           // its process has no walls: all steps are the program's own, and are timed
	Journal    int            // events kept at the least; 0 is 10,000
	Serving    loop.Options   // bounds of what is served
	Folderless string         // why relative paths of Unix sockets have no folder to be in; "" where they have
	OwnFDTable bool           // only the engine's own thread can reach its descriptors: no step may block, nothing can be spawned
}

// Engine owns the descriptors of a session, its tasks and its journal. Its
// methods may be called from any goroutine.
type Engine struct {
	options Options
	kernel  sockets.Kernel
	inbox   *inbox.Inbox

	// What follows belongs to the engine's goroutine alone.
	start        time.Time
	planners     map[string]planner // by verb
	bench        *bench.Bench
	journal      journal.Journal[Event]
	tasks        []*task // in progress, and spawned ones that wait to be joined
	inFlight     int     // actions that are being made or waited for elsewhere
	ending       bool    // no action is begun any more
	observer     *observe.Observer
	counters     *observe.CounterFiles
	baseline     observe.Counters // when the session began
	door         *door.Door       // judges every call of a step
	bounds       Bounds
	held         int64       // bytes of the buffers of calls under way
	late         *time.Timer // ends the session's time; nil where it has no end
	serving      *serving.Serving
	said         string // what has to be known and belongs to no step: the next event tells it
	swarms       *swarms.Swarms
	interruptErr error // why blocked calls can't be interrupted here, if they can't
}

// ErrClosed says that the engine has been closed.
var ErrClosed = errors.New("the engine is closed")

// Unavailable says that something a session needs is not available on this machine.
type Unavailable struct{ Reason string }

func (u *Unavailable) Error() string { return u.Reason }

// New begins a session with an empty bench.
func New(o Options) *Engine {
	// The first timer makes Go's runtime open the two descriptors of its poller: now,
	// so that it can't take the number of a socket that a script has closed.
	time.AfterFunc(0, func() {})
	e := &Engine{
		options:  o,
		kernel:   o.Kernel,
		start:    time.Now(),
		planners: planners(),
		bench:    bench.New(),
		journal:  journal.New[Event](o.Journal),
		counters: observe.OpenCounters(),
	}
	if e.kernel == nil {
		e.kernel = sockets.Linux{}
	}
	e.inbox = inbox.New(func() { e.serving.Wake() })
	if e.options.Serving.Tell == nil {
		e.options.Serving.Tell = func(sentence string) { e.said = sentence }
	}
	e.serving = serving.New(e.options.Serving, e.kernel, e.inbox.Handle, e.closedByLoop)
	e.swarms = swarms.New(e.inbox.Deliver)
	privileges := observe.ReadPrivileges()
	e.observer = observe.New(sockets.NewLooker(e.kernel), privileges, e.freshSocket)
	e.door = door.New(o.rules(privileges), e.kernel)
	e.bounds = o.Bounds.WithDefaults()
	if e.bounds.Time > 0 {
		e.late = time.AfterFunc(e.bounds.Time, func() { e.inbox.Post(e.expire) })
	}
	e.baseline = e.counters.Read()
	e.interruptErr = thread.AllowInterrupts()
	go e.run()
	return e
}

// run is the engine's goroutine, locked to one thread: everything that touches the
// bench happens here, one thing after the other.
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
		e.inbox.HandleAll()
		if e.serving.Active() {
			e.serving.Iterate()
		}
	}
	e.end()
}

// Post hands a step over. Steps begin in the order in which they were posted.
func (e *Engine) Post(s Step) error {
	return e.Begin(s, func(Event) {})
}

// Do makes a step and waits for what comes of it.
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

// Begin hands a step over, as [Engine.Post] does. finish is called with its event on the
// engine's goroutine, and must not block; it is not called where the engine ends before.
func (e *Engine) Begin(s Step, finish func(Event)) error {
	if !e.inbox.Post(func() { e.newTask(s, finish).begin() }) {
		return ErrClosed
	}
	return nil
}

// Frame tells what a screen asked for.
func (e *Engine) Frame(q Query) (Frame, error) {
	done := make(chan Frame, 1)
	if !e.inbox.Post(func() { done <- e.frame(q) }) {
		return Frame{}, ErrClosed
	}
	select {
	case frame := <-done:
		return frame, nil
	case <-e.inbox.Finished():
		return Frame{}, ErrClosed
	}
}

// CatchUp waits until the steps that were posted have begun, but no longer than limit:
// those that do not block have their events by then.
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

// Close closes every descriptor of the session and ends it. Calls that are
// blocked are interrupted.
func (e *Engine) Close() error {
	e.inbox.Close()
	return nil
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
	e.inbox.Drain(thread.InterruptTime, func() bool { return e.inFlight > 0 }) // what they make must be closed too
	e.stopServing()
	e.swarms.Kill()
	for _, s := range e.bench.Open() {
		_ = e.kernel.Close(s.FD)
	}
	e.counters.Close()
	e.observer.Close()
}

// now is the time since the session began, in seconds.
func (e *Engine) now() float64 { return time.Since(e.start).Seconds() }
