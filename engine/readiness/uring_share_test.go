package readiness

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// waits counts how often the kernel is entered, except when a signal interrupts the call, such as those that Go's
// scheduler sends.
type waits struct {
	sockets.Bare
	n int
}

func (w *waits) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	n, errno := w.Bare.UringEnter(ring, submit, wait, flags, timeout)
	if errno != unix.EINTR {
		w.n++
	}
	return n, errno
}

// stuffed returns connections that are being received from and hold more bytes than all buffers of a small ring.
func stuffed(t *testing.T, u *uring, n int) (near, far []int) {
	t.Helper()
	for range n {
		a, b := pair(t)
		_, err := unix.Write(b, []byte(strings.Repeat("b", 4*small.BufferBytes)))
		check(t, err)
		watch(t, u, a, true, false)
		near, far = append(near, a), append(far, b)
	}
	return near, far
}

// read waits until nothing has arrived for a while and no receives are due, and returns how much each descriptor
// received.
func read(t *testing.T, u *uring) map[int]int {
	t.Helper()
	came := map[int]int{}
	for deadline := time.Now().Add(soon); ; {
		events, errno := u.Wait(20 * time.Millisecond)
		if errno != 0 && errno != unix.EINTR {
			t.Fatalf("waiting: %v", errno)
		}
		switch left := len(u.denied) + len(u.due); {
		case len(events) > 0 || errno != 0:
		case left == 0:
			return came
		case time.Now().After(deadline):
			t.Fatalf("%d are still not asked for", left)
		}
		for _, e := range events {
			came[e.FD] += len(act(t, e).data)
		}
	}
}

// quiet fails the test if requests, or descriptors waiting for one, are left.
func quiet(t *testing.T, u *uring) {
	t.Helper()
	if !labtest.Until(func() bool { silent(t, u, 0); return u.flying == 0 && len(u.denied)+len(u.due) == 0 }) {
		t.Errorf("%d requests are still there, and %d wait", u.flying, len(u.denied)+len(u.due))
	}
}

// Connections that send much have taken all buffers: one that sends a single byte still gets a buffer, whatever the
// others send.
func TestALittleOneFindsABufferBesideBulkyOnes(t *testing.T) {
	u := openSmall(t)
	near, far := stuffed(t, u, 3*small.Buffers)
	for range 3 { // until buffers are scarce, and all of them are known to be bulky
		if _, errno := u.Wait(0); errno != 0 {
			t.Fatal(errno)
		}
	}
	if u.scarce == 0 {
		t.Fatal("the buffers were never short, so the test shows nothing")
	}
	little, other := pair(t)
	watch(t, u, little, true, false)
	_, err := unix.Write(other, []byte("x"))
	check(t, err)
	waited := 0
	for found := false; !found; waited++ {
		if waited > 3 {
			t.Fatalf("the byte has not come after %d waits", waited)
		}
		events, errno := u.Wait(0)
		if errno != 0 {
			t.Fatal(errno)
		}
		for _, e := range events {
			found = found || e.FD == little
		}
		for _, b := range far {
			_, _ = unix.Write(b, []byte(strings.Repeat("b", small.BufferBytes)))
		}
	}
	for _, fd := range append(near, little) {
		u.Forget(fd, false)
	}
}

// Bulky connections beyond their share are received from later, all of them; and when nothing more is sent, the wait
// sleeps.
func TestBulkyOnesBeyondTheirShareAreNotForgotten(t *testing.T) {
	u := openSmall(t)
	calls := &waits{}
	u.calls = calls
	near, far := stuffed(t, u, 3*small.Buffers)
	came := read(t, u)
	for _, fd := range near {
		if came[fd] != 4*small.BufferBytes {
			t.Errorf("%d bytes came of %d", came[fd], 4*small.BufferBytes)
		}
		if !u.watched.at(fd).bulky {
			t.Error("one that has filled its last buffer is not bulky, so the test shows nothing")
		}
	}
	calls.n = 0
	if n := len(read(t, u)); n > 0 || calls.n > 3 {
		t.Errorf("%d have something and the kernel is entered %d times while nothing happens", n, calls.n)
	}
	for _, b := range far {
		_, err := unix.Write(b, []byte("x"))
		check(t, err)
	}
	came = read(t, u)
	for _, fd := range near {
		if came[fd] != 1 {
			t.Errorf("%d bytes came of fd %d", came[fd], fd)
		}
		u.Forget(fd, false)
	}
	quiet(t, u)
}

// Descriptors waiting for a receive can be forgotten, and reused for other sockets.
func TestWhoIsForgottenWhileItWaitsForABufferIsNotAskedFor(t *testing.T) {
	u := openSmall(t)
	near, _ := stuffed(t, u, 3*small.Buffers)
	for len(u.denied) == 0 || len(u.due) == 0 {
		if _, errno := u.Wait(0); errno != 0 {
			t.Fatal(errno)
		}
	}
	again := u.denied[0]
	for _, fd := range near {
		u.Forget(fd, false)
	}
	watch(t, u, again, true, false)
	came := read(t, u)
	if len(came) != 1 || came[again] == 0 || came[again]%small.BufferBytes != 0 {
		t.Errorf("%v came, of which only fd %d is watched", came, again)
	}
	u.Forget(again, false)
	quiet(t, u)
}

// If all buffers together exceed the bound for one connection, it gets one at a time, and none once it is stopped.
func TestABoundHasEachBufferAskedFor(t *testing.T) {
	for bound, most := range map[int]int{small.Buffers*small.BufferBytes - 1: small.BufferBytes, small.Buffers * small.BufferBytes: small.Buffers * small.BufferBytes} {
		u := openSmall(t)
		u.Bound(bound)
		near, _ := stuffed(t, u, 1)
		events, errno := u.Wait(soon)
		for errno == unix.EINTR {
			events, errno = u.Wait(soon)
		}
		came := 0
		for _, e := range events {
			came += e.N
		}
		if errno != 0 || came != most {
			t.Errorf("with a bound of %d, %d bytes come at once, want %d: %v", bound, came, most, errno)
		}
		if most == small.BufferBytes {
			watch(t, u, near[0], false, false)
			silent(t, u, time.Millisecond)
		}
		u.Forget(near[0], false)
	}
}

// Close returns even after a wait that reported as many events as possible.
func TestARingIsClosedAfterAFullWait(t *testing.T) {
	openSmall(t) // skips if io_uring is not available
	u, err := openUring(sockets.Bare{}, small)
	check(t, err)
	stuffed(t, u, 3*small.Buffers)
	if _, errno := u.Wait(0); errno != 0 {
		t.Fatal(errno)
	}
	u.events = make([]Event, batch)
	done := make(chan struct{})
	go func() {
		select {
		case <-done:
		case <-time.After(2 * soon):
			panic("the ring is not closed")
		}
	}()
	u.Close()
	close(done)
	if u.flying > 0 {
		t.Errorf("%d requests are still there", u.flying)
	}
}
