package prompt

import (
	"strings"
	"testing"

	"netnet-tui/ui/canvas"
)

func TestALongUsageIsCutAtWords(t *testing.T) {
	const signature = "[name =] fcntl s O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off | F_GETFL | F_SETOWN self | …"
	for _, test := range []struct {
		line string
		h, w int
		want string
	}{
		{"fcntl ", 2, 78, "[name =] fcntl s O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off | F_GETFL | F_SETOWN\nself | …"},
		{"fcntl ", 1, 78, "[name =] fcntl s O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off | F_GETFL | F_SETOWN …"},
		{"x = fcntl s", 1, 40, "[name =] fcntl s …"},
		{"fcntl s O_", 1, 40, "… O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off …"},
		{"within 1s fcntl s O_NONBLOCK ", 1, 40, "… O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off …"},
		{"fcntl s O_NONBLOCK on 1 2 3 4 5 6 7 8 9", 1, 40, "… | F_GETFL | F_SETOWN self | …"},
	} {
		got := fit(signature, argumentAt(signature, test.line), test.h, test.w)
		if joined := strings.Join(got, "\n"); joined != test.want {
			t.Errorf("%q in %d rows of %d columns:\n%s, want\n%s", test.line, test.h, test.w, joined, test.want)
		}
	}
	for w := range 100 {
		for h := range 4 {
			got := fit(signature, argumentAt(signature, "fcntl s O_NONBLOCK "), h, w)
			for _, line := range got {
				if len(got) > h || canvas.Width(line) > w && w > 6 {
					t.Fatalf("in %d rows of %d columns: %q", h, w, got)
				}
			}
		}
	}
}
