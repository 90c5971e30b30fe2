package swarms

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"netnet-tui/engine/process"
	"netnet-tui/engine/swarm"
)

// Swarms are the swarms of a session. Its methods belong to one goroutine, the owner's.
type Swarms struct {
	deliver func(func()) // runs a function on the owner's goroutine
	list    []*running
}

// running is a swarm's process, which may have ended.
type running struct {
	process *os.Process
	leads   *os.File // the pipe for commands to it
	address string   // of its server
	clients int
	stands  bool
	stopped bool // it has been told to end
	state   State
	ended   chan struct{} // closed when all its output has been read
}

// New returns an empty list. deliver must run functions on the owner's goroutine, in the order in which it gets them.
func New(deliver func(func())) *Swarms { return &Swarms{deliver: deliver} }

// Running returns the number of swarms that have not ended, and the total number of their clients.
func (s *Swarms) Running() (swarms, clients int) {
	for _, r := range s.list {
		if !r.state.Done {
			swarms++
			clients += r.clients
		}
	}
	return swarms, clients
}

// States returns the states of the swarms that run or have run, the oldest first.
func (s *Swarms) States() []State {
	var states []State
	for _, r := range s.list {
		state := r.state
		state.Stands = r.stands && !state.Done
		states = append(states, state)
	}
	return states
}

// Start runs a swarm. Each of its reports is passed to report on the owner's goroutine.
func (s *Swarms) Start(l Launch, report func(State)) error {
	alone, err := process.StartAlone(l.args())
	if err != nil {
		return fmt.Errorf("the swarm can't be started: %w", err)
	}
	r := &running{process: alone.Process, leads: alone.In, address: l.Address, clients: l.Clients, state: State{Step: l.Step}, ended: make(chan struct{})}
	s.remember(r)
	go func() {
		defer close(r.ended)
		read(alone, State{Step: l.Step}, func(now State) {
			s.deliver(func() {
				r.state = now
				report(now)
			})
		})
	}()
	return nil
}

// read reads a swarm's reports until it ends.
func read(alone *process.Alone, state State, report func(State)) {
	state = reports(alone.Out, state, report)
	_ = alone.Out.Close()
	_ = alone.In.Close()
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

// reports passes on the state after each report, and returns the last. Each report is decoded into new memory, since
// others may still be reading the one before.
func reports(from io.Reader, state State, report func(State)) State {
	for lines := bufio.NewScanner(from); lines.Scan(); {
		var next swarm.Report
		if json.Unmarshal(lines.Bytes(), &next) == nil {
			state.Report = next
			report(state)
		}
	}
	return state
}

// remembered is the maximum number of swarms kept, unless more are running.
const remembered = 8

// remember adds a swarm, and drops the oldest ended one if there are many.
func (s *Swarms) remember(r *running) {
	s.list = append(s.list, r)
	for i, old := range s.list {
		if len(s.list) > remembered && old.state.Done {
			s.list = append(s.list[:i:i], s.list[i+1:]...)
			return
		}
	}
}

// Stand pauses the swarms whose server's address satisfies at, and resumes the others.
func (s *Swarms) Stand(at func(address string) bool) {
	for _, r := range s.list {
		stands := !r.state.Done && at(r.address)
		if stands == r.stands {
			continue
		}
		r.stands = stands
		word := swarm.Continue
		if stands {
			word = swarm.Stand
		}
		_, _ = fmt.Fprintln(r.leads, word) // fails harmlessly if it has ended
	}
}

// stopTime is how long a swarm may take to end by itself.
const stopTime = 5 * time.Second

// Stop ends the running swarms, those of one server or, with no address, all. They wait a moment for missing answers.
// The returned channel is closed once they have ended, and states then returns their last states. Swarms that an
// earlier call is stopping are waited for too, but their states are not included.
func (s *Swarms) Stop(address string) (ended <-chan struct{}, states func() []State) {
	var ending, stopped []*running
	for _, r := range s.list {
		if r.state.Done || address != "" && address != r.address {
			continue
		}
		if ending = append(ending, r); !r.stopped {
			stopped = append(stopped, r)
			r.stopped = true
			_ = r.leads.Close()
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		late := time.After(stopTime)
		for _, r := range ending {
			select {
			case <-r.ended:
			case <-late:
				_ = r.process.Kill()
				<-r.ended
			}
		}
	}()
	return done, func() []State {
		var last []State
		for _, r := range stopped {
			last = append(last, r.state)
		}
		return last
	}
}

// killTime is how long Kill waits for all processes to end.
const killTime = time.Second

// Kill ends the running swarms, and waits until their processes are gone.
func (s *Swarms) Kill() {
	for _, r := range s.list {
		_ = r.process.Kill() // fails harmlessly if it has ended by itself
	}
	late := time.After(killTime)
	for _, r := range s.list {
		select {
		case <-r.ended:
		case <-late:
			return
		}
	}
}
