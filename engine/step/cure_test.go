package step

import (
	"strings"
	"testing"

	"netnet-tui/sockopts"
)

// TestCured checks whether a later step resolves a warning about the first.
func TestCured(t *testing.T) {
	for script, cured := range map[string]bool{
		"setsockopt s SO_RCVTIMEO 1s\nfcntl s O_NONBLOCK off":                                      true,
		"setsockopt s SO_RCVTIMEO 1s\nfcntl t O_NONBLOCK off":                                      false,
		"setsockopt s SO_RCVTIMEO 1s\nd = dup s\nfcntl d O_NONBLOCK off":                           true,
		"setsockopt s SO_RCVTIMEO 1s\nd = dup t\nfcntl d O_NONBLOCK off":                           false, // t existed before, and so did s
		"setsockopt s SO_RCVTIMEO 1s\nd = dup t\ne = dup u\nfcntl e O_NONBLOCK off":                false,
		"setsockopt s SO_RCVTIMEO 1s\ns = dup t\nfcntl s O_NONBLOCK off":                           false,
		"setsockopt s SO_RCVTIMEO 1s\nd = dup s\ns = socket tcp\nfcntl s O_NONBLOCK off":           false,
		"setsockopt s SO_RCVTIMEO 1s\nd = dup s\ns = socket tcp\nfcntl d O_NONBLOCK off":           true,
		"setsockopt s SO_RCVTIMEO 1s\nspawn w fcntl s O_NONBLOCK off":                              true,
		"setsockopt s SO_RCVTIMEO 1s\nfork k\nat k fcntl s O_NONBLOCK off":                         true,
		"setsockopt s SO_RCVTIMEO 1s\nfork k\nat k s = socket tcp\nat k fcntl s O_NONBLOCK off":    false,
		"setsockopt s SO_RCVTIMEO 1s\na, b = socketpair unix\nfcntl b O_NONBLOCK off":              false,
		"setsockopt s SO_RCVTIMEO 1s\nd = dup s\nioctl d FIONBIO on\nsetsockopt d SO_KEEPALIVE on": false,
	} {
		var steps []Step
		scope := NewScope()
		scope.Part = true
		for line := range strings.Lines(script) {
			s, _, err := scope.Parse(strings.TrimSpace(line))
			if err != nil {
				t.Fatal(err)
			}
			steps = append(steps, s)
		}
		if got := Cured(steps, 0, "s", sockopts.MadeBlocking); got != cured {
			t.Errorf("cured is %t after\n%s", got, script)
		}
	}
}
