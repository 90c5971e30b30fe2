package recording

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// million writes a recording of n events of 300 bytes each.
func million(b *testing.B, n int) string {
	name := filepath.Join(b.TempDir(), "million.jsonl")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var text strings.Builder
	text.WriteString("{\"netnet\":1,\"network\":\"host\"}\n")
	for i := range n {
		errno := ""
		if i%1000 == 999 {
			errno = `,"errno":"ECONNRESET"`
		}
		fmt.Fprintf(&text, `{"seq":%d,"t":%d.5,"took":0.0001,"line":5,"step":"send c \"hello %d\"","parsed":{"line":5,"verb":"send","socket":"c","text":{"body":"aGVsbG8="}},"verb":"send","calls":[{"name":"sendto","args":["c","\"hello %d\"","5","0","NULL","0"],"ret":5,"ns":49894%s,"values":{"fd":{"number":12,"name":"c"},"size":5}}],"got":"5"}`+"\n", i+1, i, i, i, errno)
		if text.Len() > 1<<20 || i == n-1 {
			if _, err := file.WriteString(text.String()); err != nil {
				b.Fatal(err)
			}
			text.Reset()
		}
	}
	return name
}

// processorTime reports the processor time of a benchmark, which is its cost when other jobs run on the machine.
func processorTime(b *testing.B) (report func()) {
	now := func() float64 {
		var used syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
		return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e6
	}
	begun := now()
	return func() { b.ReportMetric((now()-begun)/float64(b.N), "cpu-ms/op") }
}

// BenchmarkAMillionEvents opens, reads and searches a recording of 1,000,000 events.
func BenchmarkAMillionEvents(b *testing.B) {
	const events = 1_000_000
	name := million(b, events)
	f, err := Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		defer processorTime(b)()
		for b.Loop() {
			f, err := Open(name)
			if err != nil || f.Len() != events {
				b.Fatal(f.Len(), err)
			}
			f.Close()
		}
	})
	b.Run("event", func(b *testing.B) {
		for i := 0; b.Loop(); i += 7919 {
			if _, err := f.Event(i % events); err != nil {
				b.Fatal(err)
			}
		}
	})
	for query, want := range map[string]int{"errno:ECONNRESET": events / 1000, "hello 777777": 1, "nothing of it": 0, "hello": events, "socket:c": events, "mark:none": 0, "step verb": 0, "日本語": 0, "==": 0} {
		b.Run("search "+query, func(b *testing.B) {
			defer processorTime(b)()
			for b.Loop() {
				if got := len(hits(b, f, query)); got != want {
					b.Fatalf("%d are found, want %d", got, want)
				}
			}
		})
	}
}
