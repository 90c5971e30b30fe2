package race

import (
	"context"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarm"
)

// BenchmarkWatched measures what a screen costs the server: messages a second while the frames of the Server page are
// requested ten times a second, as a ratio to those of the slices before and after without requests. There are 9,000
// connections, 100 of them busy.
func BenchmarkWatched(b *testing.B) {
	server, address := served(b, nil)
	const connections, active, slice = 9000, 100, 500 * time.Millisecond
	o := swarm.Defaults()
	o.Address, o.Clients, o.Idle = address, connections, connections-active
	o.For = swarm.Longest
	ctx, stop := context.WithCancel(b.Context())
	connected := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		reported := false
		_, _ = swarm.Run(ctx, o, func(r swarm.Report) {
			if r.Connected == connections && !reported {
				reported = true
				close(connected)
			}
		})
	}()
	select {
	case <-connected:
	case <-ended:
		b.Fatal("not all could connect")
	}
	sample := func(rows int) status.Server {
		f, err := server.Frame(engine.Query{Rows: 64, Server: &status.Query{Rows: rows, Sort: "in-rate", Reverse: true}})
		if err != nil || f.Server == nil {
			b.Fatalf("no frame: %v", err)
		}
		return *f.Server
	}
	speed := func(frames int) float64 {
		before := sample(0)
		for range frames {
			time.Sleep(slice / time.Duration(frames))
			sample(40)
		}
		if frames == 0 {
			time.Sleep(slice)
		}
		after := sample(0)
		return float64(after.Totals.Messages-before.Totals.Messages) / (after.Up - before.Up)
	}
	var ratios []float64
	speed(0) // the clients begin together, a little after all are connected
	alone := speed(0)
	for b.Loop() {
		watched, next := speed(5), speed(0)
		ratios = append(ratios, 2*watched/(alone+next))
		alone = next
	}
	stop()
	<-ended
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "watched/unwatched")
	b.ReportMetric(alone, "messages/s")
}

// served starts an engine with an echo server, and returns the server's address. The session is recorded unless to is
// nil.
func served(b *testing.B, to *remote.Recording) (server *remote.Client, address string) {
	b.Helper()
	server, err := remote.StartRecorded(engine.Options{}, to)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Close() })
	if address, err = serve(server, "epoll-et"); err != nil {
		b.Fatal(err)
	}
	return server, address
}
