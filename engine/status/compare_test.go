package status

import "testing"

func TestComparison(t *testing.T) {
	for want, fits := range map[string][3]bool{ // for 1, 2 and 3
		">2": {false, false, true}, ">=2": {false, true, true}, "<2": {true, false, false}, "<=2": {true, true, false},
		"2": {false, true, false}, "=2": {false, true, false}, "2.5": {false, false, false},
	} {
		of := Comparison(want)
		for i, fit := range fits {
			if of(float64(i+1)) != fit {
				t.Errorf("%d is %v for %q", i+1, !fit, want)
			}
		}
	}
	for _, typed := range []string{"", ">", "<=", "x"} {
		if Comparison(typed) != nil {
			t.Errorf("%q is a comparison", typed)
		}
	}
}
