// Package serve runs a server without a screen: netnet-tui serve.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
)

// Options are what is served, and how.
type Options struct {
	Words   []string // protocols and addresses: echo 127.0.0.1:7 [::1]:7 http 127.0.0.1:8080
	With    string   // the readiness model
	Spin    time.Duration
	Backlog int
	PktInfo bool          // replies to datagrams leave from the address that was asked
	Stats   time.Duration // how often figures are printed; 0 means never
	Engine  engine.Options
	Out     io.Writer // one write for each line; writes must not block
}

// listener is one address of the command line.
type listener struct{ protocol, address string }

// hasPktInfo reports whether datagrams arrive at an IP address.
func (l listener) hasPktInfo() bool {
	address, datagrams := step.Address(l.address).Server()
	return datagrams && !strings.HasPrefix(string(address), "unix:")
}

// ErrUsage means that the command line is wrong.
var ErrUsage = errors.New("wrong usage")

// usageError is a message that is an [ErrUsage].
type usageError struct{ error }

func (usageError) Is(target error) bool { return target == ErrUsage }

// Run serves until ctx ends, and then drains: requests that have arrived are answered.
func Run(ctx context.Context, o Options) error {
	listeners, err := o.parse()
	if err != nil {
		return usageError{err}
	}
	o.Engine.OwnFDTable = true
	o.Engine.AllowUnix = true // the addresses come from the person at the shell
	told := make(chan string, mostTold)
	o.Engine.Serving.Tell = func(sentence string) {
		select {
		case told <- sentence:
		default: // earlier ones are not printed yet, and they are enough
		}
	}
	e := engine.New(o.Engine)
	defer func() { _ = e.Close() }()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryLimit(o.Engine.Serving.MaxMemory)))
	for n, l := range listeners {
		if err := o.open(e, fmt.Sprintf("s%d", n+1), l); err != nil {
			return err
		}
	}
	if o.Engine.AllowNet {
		o.exposed(listeners)
	}
	if err := o.watch(ctx, e, told); err != nil {
		return err
	}
	left := e.Drain(drainTime)
	if left > 0 {
		o.say("%d connections were still open after %s and are cut", left, drainTime)
	}
	return nil
}

// mostTold is how many sentences of the event loop can wait to be printed.
const mostTold = 16

// drainTime is how long connections may take to end by themselves.
const drainTime = 5 * time.Second

// allowance is the memory that the process needs in addition to what its connections hold: the loop's own buffers, the
// tables of connections, space to build answers, and garbage until it is collected. With the program's own pages, about
// 8 MiB, and the 8 MiB that io_uring receives into, a server that holds the maximum stays below 64 MiB.
const allowance = 8 << 20

// memoryLimit returns the amount of memory from which Go's runtime collects garbage more often. By default the runtime
// waits until the heap has doubled, which would double what --max-memory says.
func memoryLimit(held int) int64 {
	if held <= 0 {
		held = loop.DefaultMemory
	}
	return int64(held) + allowance
}

func (o Options) say(format string, args ...any) {
	_ = output.Line(o.Out, fmt.Sprintf(format, args...))
}

// parse parses the words: an address belongs to the protocol before it.
func (o Options) parse() ([]listener, error) {
	var list []listener
	protocol, unused := "", ""
	for _, word := range o.Words {
		address, _ := step.Address(word).Server()
		if protocol != "" && address.Check() == nil {
			list, unused = append(list, listener{protocol, word}), ""
			continue
		}
		if err := step.CheckProtocol(word); err != nil {
			if protocol != "" {
				return nil, fmt.Errorf("%q is neither an address, such as 127.0.0.1:7000, nor a protocol", word)
			}
			if address.Check() == nil {
				return nil, fmt.Errorf("%q is an address, and has no protocol before it: write serve echo %s", word, word)
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
	if o.PktInfo && !slices.ContainsFunc(list, listener.hasPktInfo) {
		return nil, errors.New("--pktinfo is for datagrams of IP: write an address such as udp:127.0.0.1:7000")
	}
	if o.Spin < 0 {
		return nil, fmt.Errorf("a spin of %s is out of bounds: write 0 or more, such as 50us", o.Spin)
	}
	if err := step.CheckReadiness(o.With); err != nil {
		return nil, err
	}
	return list, nil
}

// exposed warns about listeners that other machines can reach.
func (o Options) exposed(listeners []listener) {
	for _, l := range listeners {
		if address, _ := step.Address(l.address).Server(); !address.Local() {
			o.say("beware: %s on %s can be reached from other machines", l.protocol, l.address)
		}
	}
}

// watch prints figures and the messages of the event loop until ctx ends.
func (o Options) watch(ctx context.Context, e *engine.Engine, told <-chan string) error {
	var ticks <-chan time.Time
	if o.Stats > 0 {
		ticker := time.NewTicker(o.Stats)
		defer ticker.Stop()
		ticks = ticker.C
	}
	var last status.Server
	for {
		select {
		case <-ctx.Done():
			return nil
		case sentence := <-told:
			o.say("%s", sentence)
		case <-ticks:
			f, err := e.Frame(engine.Query{Server: &status.Query{}})
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

// figures returns a line about what has happened since the last one.
func figures(last, now status.Server) string {
	seconds := max(now.Up-last.Up, 1e-3)
	rate := func(a, b uint64) float64 { return float64(b-a) / seconds }
	working, waiting := now.Loop.Working-last.Loop.Working, now.Loop.Waiting-last.Loop.Waiting
	share := 0.0
	if working+waiting > 0 {
		share = 100 * float64(working) / float64(working+waiting)
	}
	reset := ""
	if n := now.Totals.OverMemory; n > 0 {
		reset = fmt.Sprintf(", %d reset for --max-memory", n)
	}
	return fmt.Sprintf("%d connections, %.0f accepts/s, %.0f messages/s, %.1f MB/s in, %.1f MB/s out, %.0f iterations/s, working %.0f %%%s",
		now.Totals.Open, rate(last.Totals.Accepted, now.Totals.Accepted), rate(last.Totals.Messages, now.Totals.Messages),
		rate(last.Totals.In, now.Totals.In)/1e6, rate(last.Totals.Out, now.Totals.Out)/1e6,
		rate(last.Loop.Iterations, now.Loop.Iterations), share, reset)
}
