package attach

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"
)

// pace is the time between two sweeps, which is normally a second.
const pace = 5 * time.Millisecond

// BenchmarkSweeps sweeps all options of a connection that its program constantly closes and opens again, with both
// alone on the machine, and with every processor busy. It reports how long copies were held, and what the program has
// noticed. Its figures are for 10,000 sweeps:
//
//	go test -run xxx -bench Sweeps -benchtime 10000x ./engine/system/attach
func BenchmarkSweeps(b *testing.B) {
	for _, load := range []int{0, runtime.NumCPU()} {
		b.Run(fmt.Sprintf("beside %d busy", load), func(b *testing.B) {
			labtest.Need(b)
			for range load {
				start(b, "busy")
			}
			v := start(b, "churn")
			held, gone := v.sweeps(b, v.number("fd"))
			_ = v.in.Close()
			at := func(of, in int) float64 { return float64(held[len(held)*of/in].Nanoseconds()) / 1e3 }
			b.ReportMetric(float64(len(held)), "holds")
			b.ReportMetric(at(1, 2), "p50-µs")
			b.ReportMetric(at(99, 100), "p99-µs")
			b.ReportMetric(at(999, 1000), "p99.9-µs")
			b.ReportMetric(float64(held[len(held)-1].Nanoseconds())/1e3, "longest-µs")
			b.ReportMetric(float64(gone), "gone")
			for _, word := range []string{"closed", "late", "latest", "spun"} {
				unit := map[string]string{"latest": "latest-µs"}[word]
				if unit == "" {
					unit = word
				}
				b.ReportMetric(float64(v.number(word)), unit)
			}
		})
	}
}

// sweeps makes the copies of sweeps, and returns how long each was held, and how many found a different socket or none.
func (v *victim) sweeps(b *testing.B, fd int) (held []time.Duration, gone int) {
	for b.Loop() {
		time.Sleep(pace)
		s, ok := v.connection(fd)
		for !ok { // between two connections
			s, ok = v.connection(fd)
		}
		var holds []*sockets.Hold
		for _, o := range optionsOf(s) {
			if _, ok := o.Quiet(); ok {
				holds = append(holds, v.reads(s, o))
			}
		}
		v.make(holds)
		for _, h := range holds {
			if h.CopyErrno != 0 || h.Other {
				gone++
			}
			if h.CopyErrno == 0 {
				held = append(held, h.Held())
			}
		}
	}
	slices.Sort(held)
	return held, gone
}

// BenchmarkGet reads one option now and then, with cold caches.
func BenchmarkGet(b *testing.B) {
	labtest.Need(b)
	v := start(b, "stall")
	s := must(v.Socket(v.number("fd")))
	o := option(b, "TCP_NODELAY")
	var held []time.Duration
	for b.Loop() {
		time.Sleep(20 * time.Millisecond)
		held = append(held, must(v.Get(s, o)).Held)
	}
	slices.Sort(held)
	b.ReportMetric(float64(held[len(held)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(held[len(held)-1].Nanoseconds())/1e3, "longest-µs")
}

// BenchmarkCure sets TCP_NODELAY of a program that stalls, and resets it. It reports how long a round of the program
// takes before, while it is set and afterwards, and how long after the call of Set its first fast round has ended.
func BenchmarkCure(b *testing.B) {
	labtest.Need(b)
	v := start(b, "stall")
	s := must(v.Socket(v.number("fd")))
	o := option(b, "TCP_NODELAY")
	plans := []Plan{must(v.Plan(s, o, must(o.Parse("on")))), must(v.Plan(s, o, must(o.Parse("off"))))}
	const rounds = 20
	var fast, slow, first, held []time.Duration
	for b.Loop() {
		for range rounds {
			slow = append(slow, v.round())
		}
		begun := time.Now()
		held = append(held, must(v.Set(plans[0])).Held)
		for v.round() >= 5*time.Millisecond {
		}
		first = append(first, time.Since(begun))
		for range rounds {
			fast = append(fast, v.round())
		}
		must(v.Set(plans[1]))
		for v.round() < slowest {
		}
	}
	for unit, times := range map[string][]time.Duration{"slow-µs": slow, "fast-µs": fast, "first-µs": first, "held-µs": held} {
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Nanoseconds())/1e3, unit)
		b.ReportMetric(float64(times[len(times)-1].Nanoseconds())/1e3, "longest-"+unit)
	}
}
