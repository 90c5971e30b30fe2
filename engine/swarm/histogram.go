package swarm

import "math/bits"

// histogram counts durations in nanoseconds, in buckets no wider than a 64th of their values.
type histogram struct {
	buckets [fine + (64-fineBits)*fine]uint64
	count   uint64
	most    int64
}

const (
	fineBits = 6
	fine     = 1 << fineBits
)

// bucket returns the bucket of a value: small values have a bucket each, and above them each power of two has 64
// buckets.
func bucket(v uint64) int {
	if v < fine {
		return int(v)
	}
	shift := bits.Len64(v) - fineBits - 1
	return (shift+1)<<fineBits + int(v>>shift&(fine-1))
}

// middle returns the value in the middle of a bucket.
func middle(i int) float64 {
	if i < fine {
		return float64(i)
	}
	shift := i>>fineBits - 1
	return float64(uint64(i&(fine-1)|fine)<<shift) + float64(uint64(1)<<shift)/2
}

func (h *histogram) add(ns int64) {
	h.buckets[bucket(uint64(max(ns, 0)))]++
	h.count++
	h.most = max(h.most, ns)
}

// quantile returns the value in microseconds below which the given part of all values lies.
func (h *histogram) quantile(part float64) float64 {
	rank, seen := uint64(part*float64(h.count)), uint64(0)
	for i, n := range h.buckets {
		if seen += n; seen > rank {
			return min(middle(i), float64(h.most)) / 1000
		}
	}
	return float64(h.most) / 1000
}

func (h *histogram) quantiles() Quantiles {
	if h.count == 0 {
		return Quantiles{}
	}
	return Quantiles{Count: h.count, P50: h.quantile(.5), P99: h.quantile(.99), P999: h.quantile(.999), Max: float64(h.most) / 1000}
}
