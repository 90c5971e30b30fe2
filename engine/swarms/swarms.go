package swarms

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"netnet-tui/engine/process"
)

// Swarms are those of a session. Its methods belong to one goroutine, the owner's.
type Swarms struct {
	deliver func(func()) // runs a function on the owner's goroutine
	list    []*running
}

// running is a swarm's process, which may have ended.
type running struct {
	process *os.Process
	clients int
	state   State
}

// New returns an empty list. deliver has to run functions on the owner's goroutine, in the order
// in which it gets them.
func New(deliver func(func())) *Swarms { return &Swarms{deliver: deliver} }

// Running counts the swarms that have not ended, and the clients that they have together.
func (s *Swarms) Running() (swarms, clients int) {
	for _, r := range s.list {
		if !r.state.Done {
			swarms++
			clients += r.clients
		}
	}
	return swarms, clients
}

// States are the swarms that run or have run, the oldest first.
func (s *Swarms) States() []State {
	var states []State
	for _, r := range s.list {
		states = append(states, r.state)
	}
	return states
}

// Start runs a swarm. Each of its reports is handed to report, on a goroutine of its own.
func (s *Swarms) Start(l Launch, report func(State)) error {
	alone, err := process.StartAlone(l.args())
	if err != nil {
		return fmt.Errorf("the swarm can't be started: %w", err)
	}
	r := &running{process: alone.Process, clients: l.Clients, state: State{Step: l.Step}}
	s.remember(r)
	go read(alone, State{Step: l.Step}, func(now State) {
		report(now)
		s.deliver(func() { r.state = now })
	})
	return nil
}

// read reads a swarm's reports until it ends.
func read(alone *process.Alone, state State, report func(State)) {
	for lines := bufio.NewScanner(alone.Out); lines.Scan(); {
		if json.Unmarshal(lines.Bytes(), &state.Report) == nil {
			report(state)
		}
	}
	_ = alone.Out.Close()
	<-alone.Complaints.Ended()
	how, err := alone.Wait()
	state.Done = true
	if state.Report.Clients == 0 {
		state.Problem = strings.TrimPrefix(alone.Complaints.First(), "netnet-tui: ")
		if state.Problem == "" {
			state.Problem = fmt.Sprintf("its process is gone: %v %v", how, err)
		}
	}
	report(state)
}

// remembered is how many swarms are kept, at most, beside those that run.
const remembered = 8

// remember keeps a swarm, and forgets an old one that is over if there are many.
func (s *Swarms) remember(r *running) {
	s.list = append(s.list, r)
	for i, old := range s.list {
		if len(s.list) > remembered && old.state.Done {
			s.list = append(s.list[:i:i], s.list[i+1:]...)
			return
		}
	}
}

// Kill ends the swarms that still run.
func (s *Swarms) Kill() {
	for _, r := range s.list {
		_ = r.process.Kill() // fails harmlessly if it has ended by itself
	}
}
