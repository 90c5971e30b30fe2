package swarm

import (
	"math"
	"testing"
)

func TestBucketsAreNarrowAndWithoutGaps(t *testing.T) {
	last := -1
	for v := uint64(0); v < 1<<20; v++ {
		b := bucket(v)
		if b != last && b != last+1 {
			t.Fatalf("%d is in bucket %d, the value before in %d", v, b, last)
		}
		last = b
		if off := math.Abs(middle(b) - float64(v)); off > max(0.5, float64(v)/fine) {
			t.Fatalf("bucket %d of %d stands for %g", b, v, middle(b))
		}
	}
	var h histogram
	if last := bucket(math.MaxInt64); last >= len(h.buckets) {
		t.Errorf("the longest time is in bucket %d of %d", last, len(h.buckets))
	}
}

func TestQuantilesAreThoseOfTheValues(t *testing.T) {
	var h histogram
	for us := range 1000 {
		h.add(int64(us) * 1000)
	}
	q := h.quantiles()
	for name, pair := range map[string][2]float64{"p50": {q.P50, 500}, "p99": {q.P99, 990}, "p99.9": {q.P999, 999}, "max": {q.Max, 999}} {
		if math.Abs(pair[0]-pair[1]) > pair[1]/50 {
			t.Errorf("%s of 0 to 999 µs is %g", name, pair[0])
		}
	}
}
