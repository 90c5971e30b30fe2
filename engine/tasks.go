package engine

import (
	"slices"
	"strconv"
	"time"
)

// task finds a call by the name that join and interrupt know it by.
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

// freeTask finds a name for a call that blocks without having been spawned.
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

// blocked lists the calls that have not returned, and the spawned ones that wait
// to be joined.
func (e *Engine) blocked() []Blocked {
	var list []Blocked
	for _, t := range e.tasks {
		if t.name == "" {
			continue
		}
		b := Blocked{Task: t.name, Step: t.step.String(), Verb: t.step.Verb, For: time.Since(t.began), Done: t.spawned && t.ended()}
		if s, ok := e.bench.Find(t.step.Socket); ok {
			b.Socket = s.ID
		}
		list = append(list, b)
	}
	return list
}
