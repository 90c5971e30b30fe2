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

// Options say what an engine may do, and with which kernel.
type Options struct {
	Kernel      sockets.Kernel // nil is the real one
	Lab         bool           // this process has a network of its own: settings may be written
	AllowNet    bool           // addresses outside loopback are allowed
	AllowUnix   bool           // so are paths of Unix sockets outside the session's folder, and abstract names of others
	AllowAttach bool           // descriptors of other programs may be taken
	Attach      Attacher       // takes them; nil if descriptors of other programs are not allowed, or can't come here
	Bounds      Bounds         // how much the session may use
	Bare        bool           // its process has no walls: all steps are the program's own, and are timed
	Journal     int            // events kept, at least; 0 is 10,000
	Serving     loop.Options   // bounds of what is served
	Folderless  string         // why there is no folder for relative paths of Unix sockets; "" if there is one
	OwnFDTable  bool           // only the engine's own thread can reach its descriptors: no step may block, nothing can be spawned
}

// Bounds are how much a session may use.
type Bounds = door.Bounds

// Attacher makes a copy of a descriptor of another process. An engine is confined and can't do that
// itself. The error says which right is missing.
type Attacher func(pid, fd int) (copied int, err error)

// rules are what the door judges by.
func (o Options) rules(p observe.Privileges) door.Rules {
	return door.Rules{
		Lab: o.Lab, Typed: o.OwnFDTable, AllowNet: o.AllowNet, AllowUnix: o.AllowUnix, Folderless: o.Folderless,
		Raw: p.Has("CAP_NET_RAW", false), Admin: p.Has("CAP_NET_ADMIN", false), Resource: p.Has("CAP_SYS_RESOURCE", true),
	}
}

// Families lists the families of which a session with these options may ever have a socket; nil
// means all of them. It is for the walls that the kernel puts around the process.
func (o Options) Families() []int { return o.rules(observe.ReadPrivileges()).Families() }

// Engine owns the descriptors of a session, its tasks and its journal. Its
// methods may be called from any goroutine.
type Engine struct {
	options Options
	kernel  sockets.Kernel // of all its processes, by the numbers of their descriptors
	forks   *fork.Processes
	inbox   *inbox.Inbox

	// What follows belongs to the engine's goroutine alone.
	start        time.Time
	planners     map[string]planner // by verb
	bench        *bench.Bench
	journal      journal.Journal[Event]
	tasks        []*task // in progress, and spawned ones that wait to be joined
	inFlight     int     // actions that are being made or waited for elsewhere
	ending       bool    // no more actions are begun
	observer     *observe.Observer
	finder       *lookup.Finder
	counters     *observe.CounterFiles
	baseline     observe.Counters // when the session began
	door         *door.Door       // judges every call of a step
	bounds       Bounds
	held         int64       // bytes of the buffers of calls under way
	late         *time.Timer // ends the session's time; nil if it has no limit
	serving      *serving.Serving
	said         string // a notice that belongs to no step: the next event carries it
	swarms       *swarms.Swarms
	interruptErr error // why blocked calls can't be interrupted here, if they can't
}

// ErrClosed says that the engine has been closed.
var ErrClosed = errors.New("the engine is closed")

// Unavailable says that something a session needs is not available on this machine.
type Unavailable struct{ Reason string }

func (u *Unavailable) Error() string { return u.Reason }

// Unmade is why the step could not be made: *Unavailable if it was refused. It is nil for a step that was
// made, whatever the kernel answered.
func (e Event) Unmade() error {
	switch {
	case e.Refused:
		return &Unavailable{Reason: e.Problem}
	case e.Problem != "":
		return fmt.Errorf("%s: %s", e.Text, e.Problem)
	}
	return nil
}

// now is the time since the session began, in seconds.
func (e *Engine) now() float64 { return time.Since(e.start).Seconds() }

// known are the sockets of the bench, as they are found in the kernel's tables.
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

// on reports whether an option of an open socket is on, as far as that can be read.
func (e *Engine) on(s *bench.Entry, name string) bool {
	option, ok := sockopts.Find(name)
	return ok && s.Open && e.observer.ReadQuietly(s.FD, option) == "on"
}

// observe finds out how a socket is now.
func (e *Engine) observe(s *bench.Entry) {
	e.observer.Observe(&s.Subject)
	s.Observed = e.now()
}
