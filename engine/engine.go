package engine

import (
	"errors"
	"fmt"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/door"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/inbox"
	"netnet-tui/engine/journal"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/loop"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/serving"
	"netnet-tui/engine/swarms"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Options say what an engine may do, and which kernel it uses.
type Options struct {
	Kernel      sockets.Kernel // nil means the real one
	Lab         bool           // this process has its own network namespace: settings may be written
	AllowNet    bool           // addresses outside loopback are allowed
	AllowUnix   bool           // Unix paths outside the session's folder and others' abstract names are allowed
	AllowAttach bool           // descriptors of other programs may be copied
	Attach      Attacher       // copies them; nil if that is not allowed, or not possible here
	Bounds      Bounds         // how much the session may use
	Bare        bool           // the process is not confined: every step is the program's own, and is timed
	Journal     int            // the least number of events to keep; 0 means 10,000
	Serving     loop.Options   // limits for what is served
	Folderless  string         // why there is no folder for relative paths of Unix sockets; "" if there is one
	OwnFDTable  bool           // only the engine's thread can use its descriptors: no step may block or be spawned
}

// Bounds limit how much a session may use.
type Bounds = door.Bounds

// Attacher copies a descriptor of another process into this one. A confined engine can't do that itself. The error says
// which right is missing.
type Attacher func(pid, fd int) (copied int, err error)

// rules returns the rules by which the door judges.
func (o Options) rules(p observe.Privileges) door.Rules {
	return door.Rules{
		Lab: o.Lab, Typed: o.OwnFDTable, AllowNet: o.AllowNet, AllowUnix: o.AllowUnix, Folderless: o.Folderless,
		Raw: p.Has("CAP_NET_RAW", false), Admin: p.Has("CAP_NET_ADMIN", false), Resource: p.Has("CAP_SYS_RESOURCE", true),
	}
}

// Families lists the address families of which a session with these options may ever have a socket; nil means all. It
// is used to set up the kernel's restrictions of the process.
func (o Options) Families() []int { return o.rules(observe.ReadPrivileges()).Families() }

// Engine owns the descriptors of a session, its tasks and its journal. Its methods may be called from any goroutine.
type Engine struct {
	options Options
	kernel  sockets.Kernel // the kernel of each process of the session, by descriptor number
	forks   *fork.Processes
	inbox   *inbox.Inbox

	// The fields below belong to the engine's goroutine.
	start        time.Time
	planners     map[string]planner // by verb
	bench        *bench.Bench
	journal      journal.Journal[Event]
	tasks        []*task // in progress, or spawned and waiting to be joined
	inFlight     int     // actions made or waited for on another goroutine
	ending       bool    // no further action may begin
	observer     *observe.Observer
	finder       *lookup.Finder
	counters     *observe.CounterFiles
	baseline     observe.Counters // the counters when the session began
	door         *door.Door       // checks every call of a step
	bounds       Bounds
	held         int64       // bytes of the buffers of calls in progress
	late         *time.Timer // ends the session after its time limit; nil if there is none
	serving      *serving.Serving
	said         string // a notice that belongs to no step; the next event carries it
	swarms       *swarms.Swarms
	interruptErr error // why blocked calls can't be interrupted here; nil if they can
}

// ErrClosed means that the engine has been closed.
var ErrClosed = errors.New("the engine is closed")

// Unavailable means that something a session needs is not available on this machine.
type Unavailable struct{ Reason string }

func (u *Unavailable) Error() string { return u.Reason }

// Unmade returns why the step could not be made: an *Unavailable if it was refused. It is nil for a step that was made,
// whatever the kernel answered.
func (e Event) Unmade() error {
	switch {
	case e.Refused:
		return &Unavailable{Reason: e.Problem}
	case e.Problem != "":
		return fmt.Errorf("%s: %s", e.Text, e.Problem)
	}
	return nil
}

// now returns the time since the session began, in seconds.
func (e *Engine) now() float64 { return time.Since(e.start).Seconds() }

// known lists the sockets of the bench with what is needed to find them in the kernel's tables.
func (e *Engine) known() []lookup.Known {
	var list []lookup.Known
	for _, s := range e.bench.All() {
		known := lookup.Known{Name: s.Name, FD: s.FD, Closed: !s.Open, Inode: e.observer.Inode(&s.Subject), Cookie: s.Connection.Cookie}
		known.Connection, known.Local = s.Connection, s.Ends.Local
		known.Shared = s.Epoll()
		if s.Open {
			known.Bound = s.OnlyBound()
			known.Ready = func() string { return e.observer.Ready(s.FD) }
			known.On = func(option string) bool { return e.on(s, option) }
		}
		list = append(list, known)
	}
	return list
}

// on reports whether an option of an open socket is on; false if it can't be read.
func (e *Engine) on(s *bench.Entry, name string) bool {
	option, ok := sockopts.Find(name)
	return ok && s.Open && e.observer.ReadQuietly(s.FD, option) == "on"
}

// observe updates the condition of a socket.
func (e *Engine) observe(s *bench.Entry) {
	e.observer.Observe(&s.Subject)
	s.Observed = e.now()
}
