package race

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/script"
)

// selectRoom is how many connections select(2) can watch in addition to the process's own descriptors.
const selectRoom = 1000

// round is one model's turn: a server in a separate process, and a swarm in this one.
func (o Options) round(ctx context.Context, with string, connections int) (Result, error) {
	active := connections
	if o.Active > 0 {
		active = min(o.Active, connections)
	}
	r := Result{With: with, Connections: connections, Active: active}
	if with == "select" && connections > selectRoom {
		r.Missing = "select(2) watches descriptors below 1024 only"
		return r, nil
	}
	server, err := o.Start()
	if err != nil {
		return r, err
	}
	defer func() { _ = server.Close() }()
	address, err := serve(server, with)
	var unavailable *engine.Unavailable
	if errors.As(err, &unavailable) {
		r.Missing = unavailable.Reason
		return r, nil
	}
	if err != nil {
		return r, err
	}
	clients := o.swarm(address, connections, active)
	began := time.Now()
	watch := &watch{server: server}
	report, err := swarm.Run(ctx, clients, func(s swarm.Report) {
		if s.Connected == connections && watch.first == nil {
			watch.begin(began.Add(clients.For - margin))
		}
	})
	if err != nil {
		return r, err
	}
	if err := watch.end(); err != nil {
		return r, err
	}
	if !report.Verified {
		return r, fmt.Errorf("the swarm could not verify what came back: %+v", report)
	}
	r.PerSecond, r.P50, r.P99, r.P999 = report.PerSecond, report.Latency.P50, report.Latency.P99, report.Latency.P999
	watch.figures(&r)
	return r, nil
}

// swarm returns the options of a round's traffic. Its time includes connecting.
func (o Options) swarm(address string, connections, active int) swarm.Options {
	connecting := 200*time.Millisecond + time.Duration(connections)*250*time.Microsecond
	s := swarm.Defaults()
	s.Clients, s.Idle, s.Address = connections, connections-active, address
	s.For = max(connecting+o.For, 2*connecting)
	if o.Size > 0 {
		s.Size = o.Size
	}
	return s
}

// margin is how long before the end of a round the second sample is taken.
const margin = 30 * time.Millisecond

// serve makes a listener and serves it.
func serve(server *remote.Client, with string) (address string, err error) {
	var event engine.Event
	for _, line := range []string{
		"s = server 127.0.0.1:0 4096", "setsockopt s TCP_NODELAY on", "serve s echo with " + with, "getsockname s",
	} {
		if event, err = script.Make(server, line, "s"); err != nil {
			return "", err
		}
	}
	return event.Got, nil
}

// watch observes the server when all are connected, and again before the end.
type watch struct {
	server      *remote.Client
	first, last *sample
	problem     error
	done        chan struct{}
}

type sample struct {
	server status.Server
	cpu    time.Duration
}

// begin takes the first sample now, and schedules the second for the end.
func (w *watch) begin(end time.Time) {
	w.done = make(chan struct{})
	w.first = &sample{}
	go func() {
		defer close(w.done)
		if *w.first, w.problem = takeSample(w.server); w.problem != nil {
			return
		}
		time.Sleep(time.Until(end))
		var last sample
		if last, w.problem = takeSample(w.server); w.problem == nil {
			w.last = &last
		}
	}()
}

func (w *watch) end() error {
	if w.done == nil {
		return errors.New("not all clients could connect in time")
	}
	<-w.done
	return w.problem
}

func takeSample(server *remote.Client) (sample, error) {
	f, err := server.Frame(engine.Query{Server: &status.Query{}})
	if err != nil || f.Server == nil {
		return sample{}, errors.Join(err, errors.New("the server reports nothing about itself"))
	}
	return sample{*f.Server, processorTime(f.PID)}, nil
}

// figures sets what the server did between the two samples.
func (w *watch) figures(r *Result) {
	a, b := w.first.server, w.last.server
	messages := float64(b.Totals.Messages - a.Totals.Messages)
	if messages == 0 {
		return
	}
	r.CPU = float64((w.last.cpu - w.first.cpu).Microseconds()) / messages
	r.Calls = float64(calls(b)-calls(a)) / messages
	if wakeups := b.Loop.Wakeups - a.Loop.Wakeups; wakeups > 0 {
		r.Wasted = float64(b.Loop.Wasted-a.Loop.Wasted) / float64(wakeups)
	}
}

func calls(s status.Server) (sum uint64) {
	for _, c := range s.Calls {
		sum += c.Count
	}
	return sum
}

// processorTime returns the processor time of all threads of a process (proc(5), schedstat).
func processorTime(pid int) (sum time.Duration) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // the thread has ended in the meantime
		}
		var ns int64
		if _, err := fmt.Fscan(strings.NewReader(string(text)), &ns); err == nil {
			sum += time.Duration(ns)
		}
	}
	return sum
}
