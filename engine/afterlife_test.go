package engine

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestStatesOfAConnection follows both ends of connections from the outside, the
// closed ones included.
func TestStatesOfAConnection(t *testing.T) {
	for name, c := range map[string]struct {
		steps []Step
		c, a  string
	}{
		"open":              {nil, "ESTABLISHED", "ESTABLISHED"},
		"half-close":        {[]Step{stepOf("shutdown", sock("c"), op(unix.SHUT_WR))}, "FIN-WAIT-2", "CLOSE-WAIT"},
		"c closed":          {[]Step{stepOf("close", sock("c"))}, "FIN-WAIT-2", "CLOSE-WAIT"},
		"c closed, then a":  {[]Step{stepOf("close", sock("c")), stepOf("close", sock("a"))}, "TIME-WAIT", "CLOSED"},
		"a closed, then c":  {[]Step{stepOf("closedown", sock("a")), stepOf("closedown", sock("c"))}, "CLOSED", "TIME-WAIT"},
		"both shut, a open": {[]Step{stepOf("shutdown", sock("a"), op(unix.SHUT_WR)), stepOf("shutdown", sock("c"), op(unix.SHUT_WR))}, "CLOSED", "TIME-WAIT"},
		"reset":             {[]Step{stepOf("setsockopt", sock("c"), ofOption("SO_LINGER"), value("on,0s")), stepOf("close", sock("c"))}, "CLOSED", "CLOSED"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, Options{})
			r.connection()
			for i, s := range c.steps {
				if i > 0 && s.Socket != c.steps[i-1].Socket { // the FIN of the step before has arrived: otherwise both ends would send theirs at once
					r.waits(s.Socket, "state", "CLOSE-WAIT")
				}
				if e, err := r.Do(s); err != nil || e.Failed() || e.Errno() != "" {
					t.Fatalf("%s: %v %s %s", e.Text, err, e.Problem, e.Got)
				}
			}
			r.waits("c", "state", c.c)
			r.waits("a", "state", c.a)
		})
	}
}

func TestTimeWaitOverIPv6(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("[::1]:0"))
	r.well("client", named("c"), addr("@s"))
	r.well("accept", named("a"), sock("s"))
	r.well("close", sock("c"))
	r.waits("a", "state", "CLOSE-WAIT")
	r.well("close", sock("a"))
	r.waits("c", "state", "TIME-WAIT")
	r.waits("a", "state", "CLOSED")
}

// TestUnixListenerQueue reads a queue that no socket option tells.
func TestUnixListenerQueue(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	r.well("bind", sock("s"), addr("unix:@queue"))
	e := r.well("listen", sock("s"), count(7))
	if observed(t, e, "s").After.Queue == nil {
		t.Skip("this kernel has no unix_diag (CONFIG_UNIX_DIAG)")
	}
	for n := range 3 {
		e := r.do("show", target("s", "queue"))
		b := r.do("show", target("s", "backlog"))
		if e.Got != string(rune('0'+n)) || b.Got != "7" {
			t.Errorf("%d connections wait: queue %s of %s", n, e.Got, b.Got)
		}
		r.well("client", addr("@s"))
	}
	r.well("accept", named("a"), sock("s"))
	r.well("expect", target("s", "queue"), compared("==", "2"))
}

func TestTCPListenerQueue(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:0"), count(1))
	for _, queue := range []string{"1", "2"} {
		r.well("client", addr("@s"))
		r.waits("s", "queue", queue)
		r.well("expect", target("s", "backlog"), compared("==", "1"))
	}
}
