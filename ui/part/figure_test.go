package part

import (
	"slices"
	"testing"
)

func TestSpark(t *testing.T) {
	if got := Spark([]float64{0, 7, 14}, 4, 1); !slices.Equal(got, []string{" ▁▅█"}) {
		t.Errorf("in one row %q", got)
	}
	if got := Spark([]float64{0, 5, 10, 15}, 3, 2); !slices.Equal(got, []string{"  █", "▆██"}) && !slices.Equal(got, []string{" ▃█", "▆██"}) {
		t.Errorf("in two rows %q", got)
	}
}
