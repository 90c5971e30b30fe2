package watcher

import (
	"slices"
	"time"

	"netnet-tui/engine/system"
)

// Sample is the state of a row at some moment.
type Sample struct {
	T             time.Time
	RTT           time.Duration
	Receive, Send uint32
	In, Out       float64 // bytes per second
}

// How often samples are taken, and how many are kept.
const (
	sampleEvery = time.Second
	mostSamples = 300
)

// history is a row over time, since it was chosen.
type history struct{ list []Sample }

func (h *history) begin() { h.list = nil }

// due reports whether it is time for another sample.
func (h *history) due(now time.Time) bool {
	return len(h.list) == 0 || now.Sub(h.list[len(h.list)-1].T) >= sampleEvery
}

func (h *history) add(r *system.Row, now time.Time) {
	h.list = append(h.list, Sample{now, r.Roundtrip(), r.Receive, r.Send, r.InRate, r.OutRate})
	h.list = h.list[max(0, len(h.list)-mostSamples):]
}

func (h *history) samples() []Sample { return slices.Clone(h.list) }
