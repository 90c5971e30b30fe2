package engine

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// BenchmarkLook compares a step whose answer raises a question, so that it is looked up and the rest of the bench
// observed, with a step whose answer raises none. The bench holds few or many sockets, most of which are unrelated to
// the step.
func BenchmarkLook(b *testing.B) {
	for _, sockets := range []int{4, 60} {
		for _, c := range []struct {
			name  string
			errno string
			step  Step
		}{
			{"getsockname", "", stepOf("getsockname", sock("t"))},
			{"bind EADDRINUSE", "EADDRINUSE", stepOf("bind", sock("t"), addr("@s"))},
			{"connect ECONNREFUSED", "ECONNREFUSED", stepOf("connect", sock("t"), addr("127.0.0.9:1"))},
			{"accept EAGAIN", "EAGAIN", stepOf("accept", sock("s"))},
			{"recv EAGAIN", "EAGAIN", stepOf("recv", sock("a"), size(100))},
			{"send EAGAIN", "EAGAIN", stepOf("send", sock("c"), texted(strings.Repeat("x", 1<<12)))},
		} {
			b.Run(fmt.Sprintf("%dsockets/%s", sockets, c.name), func(b *testing.B) {
				r := newRig(b, Options{Lab: true})
				r.connection()
				r.well("socket", named("t"), kind(unix.AF_INET, unix.SOCK_STREAM))
				for n := 4; n < sockets; n += 2 {
					r.well("socketpair", kind(unix.AF_UNIX, unix.SOCK_STREAM))
				}
				if c.name == "send EAGAIN" {
					for r.do("send", sock("c"), texted(strings.Repeat("x", 1<<12))).Errno() == "" {
					}
				}
				for b.Loop() {
					if e, err := r.Do(c.step); err != nil || e.Errno() != c.errno && c.name != "send EAGAIN" {
						b.Fatal(e.Got, e.Problem, err)
					}
				}
			})
		}
	}
}
