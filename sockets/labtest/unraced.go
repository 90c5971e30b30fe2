package labtest

import "testing"

// Unraced skips a test under the race detector, which makes it many times slower and could find
// nothing: why says who does the work instead of this package's goroutines. The test command runs it.
func Unraced(t *testing.T, why string) {
	t.Helper()
	if raced {
		t.Skip("not with -race: " + why)
	}
}
