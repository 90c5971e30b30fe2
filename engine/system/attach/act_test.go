package attach

import (
	"errors"
	"os"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestActs does each act to a connection of this process, and checks what that did to both ends.
func TestActs(t *testing.T) {
	labtest.Need(t)
	p := must(Open(os.Getpid()))
	defer p.Close()
	room := make([]byte, 8)
	for _, a := range Acts() {
		c, peer := pair()
		must(unix.Write(peer, []byte("hello")))
		s := must(p.Socket(c))
		plan := must(p.PlanAct(s, a))
		if len(plan.Sharers) != 1 || plan.Sharers[0].FD != c || a.Hazard() == "" || a.Meaning() == "" || a.Call() == "" {
			t.Errorf("%s: the plan is %+v", a, plan)
		}
		done, err := p.Do(plan)
		if err != nil || done.Errno != "" || (a == DestroySocket) != (done.Held == 0) {
			t.Errorf("%s: %v, %+v", a, err, done)
		}
		if got := string(done.Received); (got == "hello") != (a == Receive) {
			t.Errorf("%s: it received %q", a, got)
		}
		_, _, here := unix.Recvfrom(c, room, unix.MSG_DONTWAIT)
		there, _, at := unix.Recvfrom(peer, room, unix.MSG_DONTWAIT)
		switch a {
		case Receive:
			if !errors.Is(here, unix.EAGAIN) {
				t.Errorf("%s: the program's recv answers %v", a, here)
			}
		case ShutWriting, ShutBoth:
			if there != 0 || at != nil {
				t.Errorf("%s: the peer's recv answers %d, %v", a, there, at)
			}
		case DestroySocket:
			if !errors.Is(at, unix.ECONNRESET) {
				t.Errorf("%s: the peer's recv answers %v", a, at)
			}
		case ShutReading:
			if _, err := unix.Write(c, []byte("x")); err != nil {
				t.Errorf("%s: send answers %v", a, err)
			}
		}
		_ = unix.Close(peer)
		_ = unix.Close(c)
		if _, err := p.PlanAct(s, a); !errors.As(err, new(*Gone)) {
			t.Errorf("%s of a descriptor that is closed: %v", a, err)
		}
	}
}
