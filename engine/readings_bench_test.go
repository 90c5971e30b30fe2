package engine

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// BenchmarkReadings reads all options of a TCP socket as a frame does, in turn with
// the bare calls of getsockopt that this comes to. The ratio of the two is what
// there is beside the kernel's own work.
func BenchmarkReadings(b *testing.B) {
	e := New(Options{})
	defer func() { _ = e.Close() }()
	if _, err := e.Do(Step{Verb: "socket", Names: []string{"s"}, Domain: unix.AF_INET, Type: unix.SOCK_STREAM}); err != nil {
		b.Fatal(err)
	}
	s, _ := e.bench.find("s")
	s.Condition = e.look(s)
	e.readings(s)
	calls := slices.Clone(s.readings.sweep.options)
	calls = slices.DeleteFunc(calls, func(o swept) bool { return o.unread || o.entry.Clock })
	var bare, whole []time.Duration
	for b.Loop() {
		begun := time.Now()
		for i := range calls {
			_, _ = sockets.Linux{}.Getsockopt(s.FD, calls[i].level, calls[i].entry.Number, calls[i].buffer)
		}
		between := time.Now()
		e.readings(s)
		bare, whole = append(bare, between.Sub(begun)), append(whole, time.Since(between))
	}
	median := func(all []time.Duration) float64 {
		slices.Sort(all)
		return float64(all[len(all)/2].Nanoseconds())
	}
	b.ReportMetric(float64(len(calls)), "options")
	b.ReportMetric(median(bare), "bare-ns")
	b.ReportMetric(median(whole), "whole-ns")
	b.ReportMetric(median(whole)/median(bare), "ratio")
}
