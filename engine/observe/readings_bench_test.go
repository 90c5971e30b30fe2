package observe

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// BenchmarkReadings reads all options of a TCP socket as a frame does, alternating with the bare getsockopt calls that
// this amounts to. The ratio of the two shows the cost besides the kernel's own work.
func BenchmarkReadings(b *testing.B) {
	o, make := observer(b)
	s := subject(b, make, unix.AF_INET, unix.SOCK_STREAM)
	began := time.Now()
	now := func() float64 { return time.Since(began).Seconds() }
	o.Observe(&s)
	o.Readings(&s, now())
	calls := slices.Clone(s.readings.sweep.options)
	calls = slices.DeleteFunc(calls, func(o swept) bool { return o.quiet == nil || o.entry.Clock })
	var bare, whole []time.Duration
	for b.Loop() {
		begun := time.Now()
		for i := range calls {
			level, number := calls[i].quiet.QuietRead()
			_, _ = sockets.Linux{}.Getsockopt(s.FD, level, number, calls[i].buffer)
		}
		between := time.Now()
		o.Readings(&s, now())
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
