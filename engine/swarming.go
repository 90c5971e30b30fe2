package engine

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/process"
	"netnet-tui/engine/step"
	"netnet-tui/engine/swarm"
	"netnet-tui/sockets"
)

// SwarmReport is what a swarm tells of itself.
type SwarmReport = swarm.Report

// SwarmState is a swarm that runs, or has run.
type SwarmState struct {
	Step    string      `json:"step"`
	Report  SwarmReport `json:"report"`
	Done    bool        `json:"done,omitempty"`
	Problem string      `json:"problem,omitempty"` // why there was no report
}

// told is what a swarm's process says last, or so far.
func (s SwarmState) told() string {
	r := s.Report
	text := fmt.Sprintf("%d of %d clients connected, %d messages, %.0f a second", r.Connected, r.Clients, r.Messages, r.PerSecond)
	if r.First != nil {
		return text + "; other bytes came than had to: " + r.First.String()
	}
	return text
}

// swarming is a swarm in a process of its own.
type swarming struct {
	process *os.Process
	clients int
	state   SwarmState // as the engine's goroutine knows it
}

// admitSwarm refuses a swarm to where the session may not go, and one too many.
func (e *Engine) admitSwarm(to sockets.Addr, clients int) error {
	if err := e.door.Stream(to); err != nil {
		return err
	}
	running, open := 0, int(e.bench.descriptors.Load())
	for _, w := range e.swarms {
		if !w.state.Done {
			running++
			open += w.clients
		}
	}
	if err := e.bounds.Swarm(running); err != nil {
		return err
	}
	return e.bounds.Room(open, clients)
}

// startSwarm runs this binary again as a swarm. Its reports are handed to told, which
// runs on a goroutine of its own.
func (e *Engine) startSwarm(address string, s step.Swarm, told func(SwarmState)) (*os.Process, error) {
	args := []string{"swarm", strconv.Itoa(s.Clients), address, "--json", "--progress"}
	if s.Protocol != "" {
		args = append(args, "--protocol", s.Protocol)
	}
	length := s.For
	if length == 0 {
		length = swarmTime
	}
	args = append(args, "--for", length.String())
	if e.options.AllowNet || e.options.Lab {
		args = append(args, "--allow-net")
	}
	if e.options.AllowUnix || e.options.Lab {
		args = append(args, "--allow-unix")
	}
	alone, err := process.StartAlone(args)
	if err != nil {
		return nil, fmt.Errorf("the swarm can't be started: %w", err)
	}
	go func() {
		var state SwarmState
		for lines := bufio.NewScanner(alone.Out); lines.Scan(); {
			if json.Unmarshal(lines.Bytes(), &state.Report) == nil {
				told(state)
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
		told(state)
	}()
	return alone.Process, nil
}

// swarmTime is how long a swarm goes on where its step does not say.
const swarmTime = 2 * time.Second

// maxSwarms is how many swarms are remembered.
const maxSwarms = 8

// remember keeps a swarm, and forgets one that is over where there are many.
func (e *Engine) remember(w *swarming) {
	e.swarms = append(e.swarms, w)
	for i, old := range e.swarms {
		if len(e.swarms) > maxSwarms && old.state.Done {
			e.swarms = append(e.swarms[:i:i], e.swarms[i+1:]...)
			return
		}
	}
}

// tell takes note of what a swarm says.
func (w *swarming) tell(s SwarmState) {
	s.Step = w.state.Step
	w.state = s
}

// stopSwarms ends the swarms that still run.
func (e *Engine) stopSwarms() {
	for _, w := range e.swarms {
		_ = w.process.Kill() // of one that has ended by itself, nothing comes
	}
}
