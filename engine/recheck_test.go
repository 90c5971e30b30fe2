package engine

import (
	"testing"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// meddler makes a call of another step between the door's judgment and the call itself, as two simultaneous steps
// might.
type meddler struct {
	sockets.Kernel
	meddle func()
}

// pause makes the next call sleep in the kernel, as a blocking call does, until on is called; under is closed when it
// has begun.
func (m *meddler) pause(t *testing.T) (under chan struct{}, on func()) {
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	under = make(chan struct{})
	m.meddle = func() {
		close(under)
		_, _ = unix.Read(pipe[0], make([]byte, 1))
		_ = unix.Close(pipe[0])
	}
	return under, func() { _ = unix.Close(pipe[1]) }
}

func (m *meddler) Listen(fd, backlog int) error {
	if m.meddle != nil {
		m.meddle()
	}
	return m.Kernel.Listen(fd, backlog)
}

func (m *meddler) Connect(fd int, addr sockets.Addr) error {
	if m.meddle != nil {
		m.meddle()
	}
	return m.Kernel.Connect(fd, addr)
}

// TestASpawnedListenOfAMovedSocketIsClosed dissolves a socket's association through a duplicate while its spawned
// listen is in progress, closes the descriptor and reuses its number.
func TestASpawnedListenOfAMovedSocketIsClosed(t *testing.T) {
	m := &meddler{Kernel: sockets.Linux{}}
	r := newRig(t, Options{Kernel: m})
	tcp := kind(unix.AF_INET, unix.SOCK_STREAM)
	r.well("server", named("l"), addr("127.0.0.1:0"))
	r.well("socket", named("s"), tcp)
	r.well("connect", sock("s"), addr("@l"))
	r.well("dup", named("d"), sock("s"))
	under, on := m.pause(t)
	r.well("spawn", ofTask("c"), spawned(stepOf("listen", sock("s"))))
	<-under
	m.meddle = nil
	r.well("connect", sock("d"), addr("none"))
	r.well("close", sock("s"))
	r.well("dup", named("x"), sock("d"))
	on()
	e := r.do("join", ofTask("c"), within(10*time.Second))
	for _, name := range []string{"d", "x"} {
		if sent := r.do("send", sock(name), texted("x")); sent.Errno() != "EBADF" {
			t.Errorf("%s is still open: %v; join said %q %v", name, sent.Calls, e.Problem, e.Notes)
		}
	}
}

// TestWhatIsMovedWhileServedIsGivenBack dissolves a datagram socket's association through a duplicate, by a call that
// began before the socket was served.
func TestWhatIsMovedWhileServedIsGivenBack(t *testing.T) {
	m := &meddler{Kernel: sockets.Linux{}}
	r := newRig(t, Options{Kernel: m})
	udp := kind(unix.AF_INET, unix.SOCK_DGRAM)
	r.well("socket", named("p"), udp)
	r.well("bind", sock("p"), addr("127.0.0.1:0"))
	r.well("socket", named("u"), udp)
	r.well("connect", sock("u"), addr("@p"))
	r.well("dup", named("d"), sock("u"))
	under, on := m.pause(t)
	r.well("spawn", ofTask("k"), spawned(stepOf("connect", sock("d"), addr("none"))))
	<-under
	m.meddle = nil
	r.well("serve", sock("u"), func(s *Step) { s.Service = &step.Service{Protocol: "chargen"} })
	on()
	r.do("join", ofTask("k"), within(10*time.Second))
	if e := r.do("unserve", sock("u")); !has(e.Problem, "is not served") {
		t.Errorf("it is still served: %q %v", e.Problem, e.Notes)
	}
}
