package race

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/swarm"
)

// BenchmarkRivals sends the same traffic, in turn, to every readiness model, to Go's package net, and to a bare epoll
// loop. It reports ratios of messages a second to those of the bare loop, which a slow moment of the machine hardly
// changes; run it with -benchtime 5x for the median of five rounds.
func BenchmarkRivals(b *testing.B) {
	for _, connections := range []int{1, 100, 1000} {
		b.Run(fmt.Sprintf("%d", connections), func(b *testing.B) {
			o := Options{For: 300 * time.Millisecond}
			addresses := map[string]string{"bare": rival(b, "bare"), "net": rival(b, "net")}
			for _, e := range readiness.Catalogue() {
				if e.Name == "busy" { // it would take a processor from the others all the time
					continue
				}
				server, err := remote.Start(engine.Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.Cleanup(func() { _ = server.Close() })
				if addresses[e.Name], err = serve(server, e.Name); err != nil {
					b.Logf("without %s: %v", e.Name, err)
					delete(addresses, e.Name)
				}
			}
			ratios := map[string][]float64{}
			for b.Loop() {
				bare := speed(b, o, addresses["bare"], connections)
				for name, address := range addresses {
					if name != "bare" {
						ratios[name] = append(ratios[name], speed(b, o, address, connections)/bare)
					}
				}
			}
			for name, list := range ratios {
				slices.Sort(list)
				b.ReportMetric(list[len(list)/2], name+"/bare")
			}
		})
	}
}

// speed returns how many messages a second a server answers.
func speed(b *testing.B, o Options, address string, connections int) float64 {
	b.Helper()
	if connections > selectRoom-20 {
		connections = selectRoom - 20 // so that select can take part
	}
	r, err := swarm.Run(b.Context(), o.swarm(address, connections, connections), func(swarm.Report) {})
	if err != nil || !r.Verified {
		b.Fatalf("%s: %v, %+v", address, err, r)
	}
	return r.PerSecond
}
