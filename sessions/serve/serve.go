// Package serve runs a server without a screen: netnet-tui serve.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
)

// Options say what is served, and how.
type Options struct {
	Words   []string // protocols and addresses: echo 127.0.0.1:7 [::1]:7 http 127.0.0.1:8080
	With    string   // the readiness
	Spin    time.Duration
	Backlog int
	Stats   time.Duration // how often figures are printed; 0 is never
	Engine  engine.Options
	Out     io.Writer
}

// listener is one address of the command line.
type listener struct{ protocol, address string }

// datagramPrefix stands before an address that takes datagrams.
const datagramPrefix = "udp:"

// ErrUsage says that the command line is wrong.
var ErrUsage = errors.New("wrong usage")

// Run serves until ctx ends, and then drains: what was asked is answered.
func Run(ctx context.Context, o Options) error {
	listeners, err := o.parse()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUsage, err)
	}
	o.Engine.Apart = true
	o.Engine.AllowUnix = true // the addresses are those of the person at the shell
	e := engine.New(o.Engine)
	defer func() { _ = e.Close() }()
	for n, l := range listeners {
		if err := o.open(e, fmt.Sprintf("s%d", n+1), l); err != nil {
			return err
		}
	}
	if o.Engine.AllowNet {
		o.exposed(listeners)
	}
	if err := o.watch(ctx, e); err != nil {
		return err
	}
	left := e.Drain(drainTime)
	if left > 0 {
		o.say("%d connections were still open after %s and are cut", left, drainTime)
	}
	return nil
}

// drainTime is how long connections get to end by themselves.
const drainTime = 5 * time.Second

func (o Options) say(format string, args ...any) { _, _ = fmt.Fprintf(o.Out, format+"\n", args...) }

// parse reads the words: an address belongs to the protocol before it.
func (o Options) parse() ([]listener, error) {
	var list []listener
	protocol, unused := "", ""
	for _, word := range o.Words {
		address := strings.TrimPrefix(word, datagramPrefix)
		if protocol != "" && engine.Address(address).Check() == nil {
			list, unused = append(list, listener{protocol, word}), ""
			continue
		}
		if err := engine.CheckProtocol(word); err != nil {
			if protocol != "" {
				return nil, fmt.Errorf("%q is neither an address, such as 127.0.0.1:7000, nor a protocol", word)
			}
			return nil, err
		}
		if unused != "" {
			return nil, fmt.Errorf("%s needs an address, such as 127.0.0.1:7000", unused)
		}
		protocol, unused = word, word
	}
	if unused != "" || len(list) == 0 {
		return nil, fmt.Errorf("%s needs an address, such as 127.0.0.1:7000", protocol)
	}
	if err := engine.CheckReadiness(o.With); err != nil {
		return nil, err
	}
	return list, nil
}

// open makes a listener and has it served, by lines of script as everything.
func (o Options) open(e *engine.Engine, name string, l listener) error {
	lines := []string{
		fmt.Sprintf("%s = server %s %d", name, l.address, o.Backlog),
		fmt.Sprintf("setsockopt %s TCP_NODELAY on", name), // accepted connections inherit it
	}
	if address, ok := strings.CutPrefix(l.address, datagramPrefix); ok {
		lines = []string{name + " = socket " + datagramKind(address) + " nonblock", "bind " + name + " " + address}
	} else if strings.HasPrefix(l.address, "unix:") {
		lines = lines[:1]
	}
	serve := fmt.Sprintf("serve %s %s with %s", name, l.protocol, o.With)
	if o.Spin > 0 {
		serve += " spin " + engine.FormatDuration(o.Spin)
	}
	for _, line := range append(lines, serve) {
		if err := do(e, line, name); err != nil {
			return err
		}
	}
	event, err := e.Do(engine.Step{Verb: "getsockname", Socket: name})
	if err != nil {
		return err
	}
	o.say("serving %s on %s with %s", l.protocol, event.Got, o.With)
	return nil
}

func datagramKind(address string) string {
	switch {
	case strings.HasPrefix(address, "unix:"):
		return "unix-dgram"
	case strings.HasPrefix(address, "["):
		return "udp6"
	}
	return "udp"
}

// do makes the step of a line.
func do(e *engine.Engine, line, name string) error {
	event, err := script.Make(e, line, name)
	if err == nil && event.Errno() != "" {
		err = fmt.Errorf("%s answered %s", line, event.Errno())
	}
	return err
}

// exposed tells who can reach what is served.
func (o Options) exposed(listeners []listener) {
	for _, l := range listeners {
		if !engine.Address(strings.TrimPrefix(l.address, datagramPrefix)).Local() {
			o.say("beware: %s on %s can be reached from other machines", l.protocol, l.address)
		}
	}
}

// watch prints figures until ctx ends.
func (o Options) watch(ctx context.Context, e *engine.Engine) error {
	if o.Stats <= 0 {
		<-ctx.Done()
		return nil
	}
	ticker := time.NewTicker(o.Stats)
	defer ticker.Stop()
	var last engine.Server
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			f, err := e.Frame(engine.Query{Server: &engine.ServerQuery{}})
			if err != nil {
				return err
			}
			if f.Server != nil {
				o.say("%s", figures(last, *f.Server))
				last = *f.Server
			}
		}
	}
}

// figures are one line about what has happened since the last.
func figures(last, now engine.Server) string {
	seconds := max(now.Up-last.Up, 1e-3)
	rate := func(a, b uint64) float64 { return float64(b-a) / seconds }
	working, waiting := now.Loop.Working-last.Loop.Working, now.Loop.Waiting-last.Loop.Waiting
	share := 0.0
	if working+waiting > 0 {
		share = 100 * float64(working) / float64(working+waiting)
	}
	return fmt.Sprintf("%d connections, %.0f accepts/s, %.0f messages/s, %.1f MB/s in, %.1f MB/s out, %.0f iterations/s, working %.0f %%",
		now.Totals.Open, rate(last.Totals.Accepted, now.Totals.Accepted), rate(last.Totals.Messages, now.Totals.Messages),
		rate(last.Totals.In, now.Totals.In)/1e6, rate(last.Totals.Out, now.Totals.Out)/1e6,
		rate(last.Loop.Iterations, now.Loop.Iterations), share)
}
