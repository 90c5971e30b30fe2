package diff

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"netnet-tui/sessions/recording"
)

// BenchmarkCompare compares two recordings of 48,000 events: two runs of a script, repeated.
func BenchmarkCompare(b *testing.B) {
	names := [2]string{}
	events := made(b, source(connection...)).Events.(recording.List) // of one run: in two, a busy machine may make a step differ, 8,000 times
	for i := range names {
		names[i] = filepath.Join(b.TempDir(), "x.jsonl")
		long(b, names[i], shifted(events, i), 48_000)
	}
	for b.Loop() {
		var sides [2]Session
		for i, name := range names {
			s, err := Read(name)
			if err != nil {
				b.Fatal(err)
			}
			sides[i] = s
		}
		r, err := Compare(sides[0], sides[1], false)
		if err != nil || r.Same != 48_000 {
			b.Fatalf("%d of 48,000 steps are alike, %v\n%.2000s", r.Same, err, told(r))
		}
		for _, s := range sides {
			_ = s.Close()
		}
	}
}

// long writes a recording of n events, which repeats those of a session.
func long(t testing.TB, name string, events recording.List, n int) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines := json.NewEncoder(f)
	for i := range n {
		e := events[i%len(events)]
		e.Seq = uint64(i + 1)
		e.T += float64(i / len(events))
		if err := lines.Encode(e); err != nil {
			t.Fatal(err)
		}
	}
}

// shifted returns the events of a session as they are some milliseconds later.
func shifted(events recording.List, ms int) recording.List {
	list := slices.Clone(events)
	for i := range list {
		list[i].T += float64(ms) / 1e3
		list[i].Calls = slices.Clone(list[i].Calls)
		for n := range list[i].Calls {
			list[i].Calls[n].NS += int64(ms)
		}
	}
	return list
}
