package engine

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// SwarmReport is what a swarm tells of itself, a line of JSON a second and one at its end.
type SwarmReport struct {
	Clients   int     `json:"clients"`
	Connected int     `json:"connected"` // now
	Connects  uint64  `json:"connects"`  // altogether
	Messages  uint64  `json:"messages"`
	Rate      float64 `json:"rate"` // messages a second
	P50       float64 `json:"p50_us"`
	P99       float64 `json:"p99_us"`
	Errors    uint64  `json:"errors"`
	Wrong     uint64  `json:"wrong"` // bytes that did not come back as they were sent
	Elapsed   float64 `json:"elapsed"`
	Done      bool    `json:"done"`
	Problem   string  `json:"problem,omitempty"`
}

// String is the report on one line.
func (r SwarmReport) String() string {
	text := fmt.Sprintf("%d of %d clients connected, %d messages, %.0f a second, p50 %.0f us, p99 %.0f us",
		r.Connected, r.Clients, r.Messages, r.Rate, r.P50, r.P99)
	if r.Errors > 0 {
		text += fmt.Sprintf(", %d errors", r.Errors)
	}
	if r.Wrong > 0 {
		return text + fmt.Sprintf(", %d bytes wrong", r.Wrong)
	}
	return text + ", every byte right"
}

// swarming is a swarm that runs.
type swarming struct {
	command *exec.Cmd
	line    string // the step
	began   time.Time
	latest  SwarmReport
	ended   chan struct{} // closed when its process is gone
}

// startSwarm runs this binary again as a swarm. Its reports are handed to told, which
// runs on a goroutine of its own.
func (e *Engine) startSwarm(address string, s Swarm, told func(SwarmReport)) (*swarming, error) {
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
	executable, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("the swarm can't be started: %w", err)
	}
	command := exec.Command(executable, args...)
	var complaints strings.Builder
	command.Stderr = &complaints
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("the swarm can't be started: %w", err)
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("the swarm can't be started: %w", err)
	}
	w := &swarming{command: command, began: time.Now(), ended: make(chan struct{})}
	go func() {
		defer close(w.ended)
		var last SwarmReport
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if json.Unmarshal(lines.Bytes(), &last) == nil {
				told(last)
			}
		}
		err := command.Wait()
		if !last.Done {
			last.Done = true
			last.Problem = strings.TrimSpace(complaints.String())
			if last.Problem == "" && err != nil {
				last.Problem = "the swarm is gone: " + err.Error()
			}
			told(last)
		}
	}()
	return w, nil
}

// swarmTime is how long a swarm goes on where its step does not say.
const swarmTime = 2 * time.Second

// kill ends the swarm, if it has not ended by itself.
func (w *swarming) kill() { _ = w.command.Process.Kill() }
