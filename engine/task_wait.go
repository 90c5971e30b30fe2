package engine

import (
	"slices"
	"strconv"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// offload makes an action on a thread of its own, so that other steps can continue.
func (t *task) offload(a action) {
	e := t.engine
	if a.wait == nil && !t.spawned { // one sleeping step is allowed besides the spawned ones
		if err := e.bounds.Spawn(e.inFlight - 1); err != nil {
			t.fail(err)
			return
		}
	}
	e.inFlight++
	t.ensureName()
	if a.wait != nil {
		go func() { t.landed(a, a.wait()) }()
		return
	}
	var r step.Result
	t.thread.Run(t.latest(), func() { r = a.call(t.away()) }, func() { t.landed(a, r) })
	t.thread.Entered()
}

// landed delivers the answer of an offloaded action to the engine's goroutine.
func (t *task) landed(a action, r step.Result) {
	t.engine.inbox.Deliver(func() {
		t.engine.inFlight--
		if a.wait == nil {
			t.recheck()
		}
		if t.complete(a, r) {
			t.advance()
		}
	})
}

// ensureName gives the task a name by which it can be interrupted.
func (t *task) ensureName() {
	if t.name == "" {
		t.name = t.engine.freeTask()
	}
}

// later continues the task after a pause, or as soon as it is interrupted. Other steps run meanwhile.
func (t *task) later(d time.Duration, next func()) {
	t.ensureName()
	t.engine.inFlight++
	go func() {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-t.cancel:
		}
		t.engine.inbox.Deliver(func() {
			t.engine.inFlight--
			next()
		})
	}()
}

// task finds a call by the name that join and interrupt use.
func (e *Engine) task(name string) (*task, bool) {
	for _, t := range e.tasks {
		if t.name == name {
			return t, true
		}
	}
	return nil, false
}

// forget drops a spawned task that has ended.
func (e *Engine) forget(name string) {
	e.tasks = slices.DeleteFunc(e.tasks, func(t *task) bool {
		if t.name != name || !t.spawned {
			return false
		}
		t.release()
		return true
	})
}

// freeTask returns an unused name for a call that blocks without having been spawned.
func (e *Engine) freeTask() string {
	taken := make(map[string]bool, len(e.tasks))
	for _, t := range e.tasks {
		taken[t.name] = true
	}
	for n := 1; ; n++ {
		if name := "w" + strconv.Itoa(n); !taken[name] {
			return name
		}
	}
}

// Blocked is a call that has not returned.
type Blocked struct {
	Task   string          `json:"task"` // its name, for join and interrupt
	Step   string          `json:"step"`
	Verb   string          `json:"verb"`
	Socket status.SocketID `json:"socket,omitempty"`
	For    time.Duration   `json:"for"`            // how long it has been blocked
	Done   bool            `json:"done,omitempty"` // it has returned and waits to be joined
}

// blocked lists the calls that have not returned, and the spawned ones that wait to be joined.
func (e *Engine) blocked() []Blocked {
	var list []Blocked
	for _, t := range e.tasks {
		if t.name == "" {
			continue
		}
		b := Blocked{Task: t.name, Step: t.step.String(), Verb: t.step.Verb, For: time.Since(t.began), Done: t.spawned && t.ended()}
		if s, ok := e.bench.Find(step.InProcess(t.step.At, t.step.Socket)); ok {
			b.Socket = s.ID
		}
		list = append(list, b)
	}
	return list
}

// asleep returns the calls that have not returned and may sleep on a socket, except for the asker's own.
func (e *Engine) asleep(s *bench.Entry, asker *task) []status.Sleeper {
	var list []status.Sleeper
	for _, other := range e.tasks {
		if other != asker && other.name != "" && !other.ended() && slices.ContainsFunc(other.planned, s.SameSocket) {
			list = append(list, other.sleeper())
		}
	}
	return list
}

// sleeper describes a call that has not returned.
func (t *task) sleeper() status.Sleeper {
	s := status.Sleeper{Task: t.name, Verb: t.step.Verb, Step: t.step.String(), Socket: step.InProcess(t.step.At, t.step.Socket),
		Within: t.step.Within, For: time.Since(t.began), Flags: t.step.Flags, Size: int64(t.step.Size)}
	if t.step.Text != nil {
		s.Size = t.step.Text.Len()
	}
	if t.step.Timeout != nil {
		s.Timeout = *t.step.Timeout
	}
	for _, i := range t.step.Interests {
		s.Watched = append(s.Watched, status.Watched(i))
	}
	return s
}

// unjoined returns how many spawned calls have not been joined.
func (e *Engine) unjoined() int {
	n := 0
	for _, t := range e.tasks {
		if t.spawned {
			n++
		}
	}
	return n
}
