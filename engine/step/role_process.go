package step

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The names of processes, and the signal that ends one.
var (
	RoleProcess    Role = processRole{"process", false} // one that was forked
	RoleNewProcess Role = processRole{"process", true}  // one that is
	RoleSignal     Role = signalRole{"signal"}
)

// notAName is what a message says of a word that nothing can be called.
const notAName = "%q is not a name: a letter, then letters, digits and _"

// processRole is the name of a process.
type processRole struct {
	role
	fresh bool
}

func (processRole) lacks(s *Step) bool     { return s.Process == "" }
func (processRole) print(s *Step) []string { return []string{s.Process} }

func (r processRole) complete(at place) []string {
	if r.fresh {
		return nil
	}
	return at.Processes
}

func (processRole) check(s *Step, _ Param) error {
	if !oneWord(s.Process) {
		return fmt.Errorf(notAName, Clip(s.Process))
	}
	return nil
}

func (r processRole) read(p *parser, _ Param) error {
	w, err := p.need("a name for the process")
	if err != nil {
		return err
	}
	if r.fresh && !oneWord(w.raw) {
		return p.wrong(w, notAName, Clip(w.raw))
	}
	if !r.fresh {
		if err := p.scope.checkProcess(p, w); err != nil {
			return err
		}
	}
	p.step.Process = w.raw
	return nil
}

// DefaultSignal is what kill sends where a script names none.
const DefaultSignal = "SIGTERM"

// signalNames are the signals that end a process that does not handle them (signal(7)), with their
// numbers on Linux.
func signalNames() map[string]int {
	return map[string]int{"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGABRT": 6, "SIGKILL": 9, "SIGUSR1": 10, "SIGUSR2": 12, "SIGALRM": 14, "SIGTERM": 15}
}

// SignalNumber is the number of a signal that kill sends.
func SignalNumber(name string) int { return signalNames()[name] }

type signalRole struct{ role }

func (signalRole) lacks(s *Step) bool     { return s.Signal == "" }
func (signalRole) print(s *Step) []string { return []string{s.Signal} }
func (signalRole) complete(place) []string {
	return slices.Sorted(maps.Keys(signalNames()))
}

func (signalRole) check(s *Step, _ Param) error {
	if s.Signal != "" && SignalNumber(s.Signal) == 0 {
		return fmt.Errorf("%q is not a signal that ends a process", Clip(s.Signal))
	}
	return nil
}

func (r signalRole) read(p *parser, _ Param) error {
	if p.done() {
		return nil
	}
	w := p.take()
	name := strings.ToUpper(w.raw)
	if !strings.HasPrefix(name, "SIG") {
		name = "SIG" + name
	}
	if SignalNumber(name) == 0 {
		names := r.complete(place{})
		return p.wrong(w, "%q is not a signal that ends a process: write one of %s", Clip(w.raw), strings.Join(names, " "))
	}
	p.step.Signal = name
	return nil
}
