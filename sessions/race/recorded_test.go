package race

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/remote"
	"netnet-tui/sessions/script"
)

// BenchmarkRecordedServer measures what a recording costs a running server: messages a second while the session is
// recorded, as a ratio to those of the rounds before and after, when it is not. A step is made ten times a second
// throughout, since the messages themselves are not steps.
func BenchmarkRecordedServer(b *testing.B) {
	file, err := os.OpenFile(filepath.Join(b.TempDir(), "session.jsonl"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	server, address := served(b, &remote.Recording{File: file})
	go func() {
		for tick := time.Tick(100 * time.Millisecond); b.Context().Err() == nil; <-tick {
			_, _ = script.Make(server, "show s.fd", "s")
		}
	}()
	o := Options{For: 500 * time.Millisecond}
	recorded := func(on bool) float64 {
		if err := server.Record(on); err != nil {
			b.Fatal(err)
		}
		return speed(b, o, address, 100)
	}
	var ratios []float64
	without := recorded(false)
	for b.Loop() {
		with, next := recorded(true), recorded(false)
		ratios = append(ratios, 2*with/(without+next))
		without = next
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "recorded/unrecorded")
	b.ReportMetric(without, "messages/s")
}
