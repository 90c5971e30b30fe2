package engine

import (
	"fmt"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// Three benchmarks of the same thing, a recv that answers EAGAIN: BenchmarkBareCall measures the system call,
// BenchmarkStep everything that an engine does for it, and BenchmarkEvidence the observations included in that.

func BenchmarkBareCall(b *testing.B) {
	labtest.Need(b)
	k := sockets.Linux{}
	pair, err := k.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	for _, kernel := range []struct {
		name string
		k    sockets.Kernel
	}{{"linux", k}, {"traced", sockets.Traced{Kernel: k, Report: func(sockets.Call) {}}}} {
		b.Run(kernel.name, func(b *testing.B) {
			b.ReportAllocs()
			p := make([]byte, 100)
			for b.Loop() {
				if _, err := kernel.k.Recv(pair[0], p, 0); sockets.Errno(err) != unix.EAGAIN {
					b.Fatal(err)
				}
			}
		})
	}
}

// stepper makes a non-blocking pair, and returns the step that answers EAGAIN on it.
func stepper(b *testing.B, r *rig, domain int) Step {
	if domain == unix.AF_UNIX {
		r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	} else {
		r.connection()
	}
	b.ReportAllocs()
	return stepOf("recv", sock("a"), size(100))
}

func BenchmarkStep(b *testing.B) {
	for name, domain := range map[string]int{"unix": unix.AF_UNIX, "tcp4": unix.AF_INET} {
		b.Run(name, func(b *testing.B) {
			r := newRig(b, Options{})
			s := stepper(b, r, domain)
			for b.Loop() {
				if e, err := r.Do(s); err != nil || e.Errno() != "EAGAIN" {
					b.Fatal(e, err)
				}
			}
		})
	}
}

// on runs f on the engine's goroutine.
func (r *rig) on(f func()) {
	done := make(chan struct{})
	if r.inbox.Post(func() { f(); close(done) }) {
		<-done
	}
}

func BenchmarkEvidence(b *testing.B) {
	r := newRig(b, Options{})
	r.connection()
	for _, name := range []string{"s", "a"} {
		b.Run("look/"+map[string]string{"s": "listener", "a": "connection"}[name], func(b *testing.B) {
			b.ReportAllocs()
			r.on(func() {
				s, _ := r.bench.Find(name)
				for b.Loop() {
					r.observe(s)
				}
			})
		})
	}
	b.Run("counters", func(b *testing.B) {
		b.ReportAllocs()
		r.on(func() {
			for b.Loop() {
				r.counters.Read()
			}
		})
	})
}

func BenchmarkFrame(b *testing.B) {
	for _, sockets := range []int{40, 400} {
		b.Run(fmt.Sprintf("40of%d", sockets), func(b *testing.B) {
			r := newRig(b, Options{})
			for range sockets / 2 {
				r.well("socketpair", kind(unix.AF_UNIX, unix.SOCK_STREAM))
			}
			b.ReportAllocs()
			for b.Loop() {
				if f := r.frame(Query{Rows: 40, Sort: "name", Events: 20}); len(f.Sockets) != 40 {
					b.Fatal(len(f.Sockets), "rows")
				}
			}
		})
	}
	b.Run("detail", func(b *testing.B) {
		r := newRig(b, Options{})
		r.connection()
		q := Query{Rows: 40, Events: 20, Selected: r.id("c"), Options: true}
		b.ReportAllocs()
		for b.Loop() {
			r.frame(q)
		}
	})
}
