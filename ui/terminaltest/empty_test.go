package terminaltest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// empty builds a program that does nothing: the minimum for any Go program.
func empty(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	source, path := filepath.Join(dir, "main.go"), filepath.Join(dir, "empty")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", path, source).CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// took runs a command and returns how long it took.
func took(b *testing.B, name string, args ...string) time.Duration {
	b.Helper()
	c := exec.Command(name, args...)
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v: %v\n%s", args, err, out)
	}
	return time.Since(start)
}

// The time of whole commands compared with an empty program, run alternately: the median of each, and that
// of the ratios. A run is two processes.
func BenchmarkCommand(b *testing.B) {
	script := filepath.Join(b.TempDir(), "empty.netnet")
	if err := os.WriteFile(script, nil, 0o600); err != nil {
		b.Fatal(err)
	}
	nothing := empty(b)
	for _, args := range [][]string{{"version"}, {"run", script}} {
		b.Run(args[0], func(b *testing.B) {
			var own, least []time.Duration
			var ratios []float64
			for b.Loop() {
				own, least = append(own, took(b, binary, args...)), append(least, took(b, nothing))
				ratios = append(ratios, float64(own[len(own)-1])/float64(least[len(least)-1]))
			}
			slices.Sort(own)
			slices.Sort(least)
			slices.Sort(ratios)
			b.ReportMetric(own[len(own)/2].Seconds()*1e3, "ms-median")
			b.ReportMetric(least[len(least)/2].Seconds()*1e3, "ms-empty")
			b.ReportMetric(ratios[len(ratios)/2], "x-empty")
			b.ReportMetric(0, "ns/op")
		})
	}
}
