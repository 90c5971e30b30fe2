package step

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// The names of processes, and the signal that ends one.
var (
	RoleProcess    Role = processRole{"process", false} // an existing one
	RoleNewProcess Role = processRole{"process", true}  // the one to be forked
	RoleSignal     Role = signalRole{"signal"}
)

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

// DefaultSignal is the signal that kill sends by default.
const DefaultSignal = "SIGTERM"

// signals are those that end a process without a handler (signal(7)).
var signals = map[string]syscall.Signal{
	"SIGABRT": unix.SIGABRT,
	"SIGALRM": unix.SIGALRM,
	"SIGHUP":  unix.SIGHUP,
	"SIGINT":  unix.SIGINT,
	"SIGKILL": unix.SIGKILL,
	"SIGQUIT": unix.SIGQUIT,
	"SIGTERM": unix.SIGTERM,
	"SIGUSR1": unix.SIGUSR1,
	"SIGUSR2": unix.SIGUSR2,
}

// signalNames returns their names in order.
func signalNames() []string { return slices.Sorted(maps.Keys(signals)) }

// SignalNumber returns the number of a signal that kill sends; 0 for others.
func SignalNumber(name string) int { return int(signals[name]) }

type signalRole struct{ role }

func (signalRole) lacks(s *Step) bool      { return s.Signal == "" }
func (signalRole) print(s *Step) []string  { return []string{s.Signal} }
func (signalRole) complete(place) []string { return signalNames() }

func (signalRole) check(s *Step, _ Param) error {
	if s.Signal != "" && SignalNumber(s.Signal) == 0 {
		return fmt.Errorf("%q is not a signal that ends a process", Clip(s.Signal))
	}
	return nil
}

func (signalRole) read(p *parser, _ Param) error {
	w := p.take()
	name := strings.ToUpper(w.raw)
	if !strings.HasPrefix(name, "SIG") {
		name = "SIG" + name
	}
	if SignalNumber(name) == 0 {
		return p.wrong(w, "%q is not a signal that ends a process: write one of %s", Clip(w.raw), strings.Join(signalNames(), " "))
	}
	p.step.Signal = name
	return nil
}
