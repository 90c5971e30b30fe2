package store

import (
	"reflect"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// sameFrame reports whether two frames show the same. Elapsed time and the counters of TCP_INFO move by
// themselves, so they are no change.
func sameFrame(a, b engine.Frame) bool {
	return reflect.DeepEqual(still(a), still(b)) && slices.EqualFunc(optionsOf(a), optionsOf(b), sameReading)
}

// still returns a frame without what moves by itself, and without the options.
func still(f engine.Frame) engine.Frame {
	f.T, f.Stale = 0, 0
	if f.Detail != nil {
		d := *f.Detail
		d.Info, d.Options, d.Version = nil, nil, 0
		d.TimerLeft, d.Left = nil, nil
		f.Detail = &d
	}
	blocked := append([]engine.Blocked(nil), f.Blocked...)
	for i := range blocked {
		blocked[i].For = 0
	}
	f.Blocked = blocked
	return f
}

func optionsOf(f engine.Frame) []status.OptionReading {
	if f.Detail == nil {
		return nil
	}
	return f.Detail.Options
}

func sameReading(a, b status.OptionReading) bool { return a == b || a.Runs && b.Runs }
