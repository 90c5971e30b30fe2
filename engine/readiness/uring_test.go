package readiness

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// small is a ring that is too small in every respect.
var small = sockets.RingSize{Requests: 4, Completions: 8, Buffers: 4, BufferBytes: 4096}

func openSmall(t *testing.T) *uring {
	return open(t, func(calls sockets.Calls) (Readiness, error) { return openUring(calls, small) }).(*uring)
}

func TestMoreThanAllBuffersHoldIsReceivedWhole(t *testing.T) {
	u := openSmall(t)
	const each = 60 << 10 // four of six connections fill all buffers with it
	var near, far [6]int
	received, sent := map[int][]byte{}, map[int][]byte{}
	for i := range near {
		near[i], far[i] = pair(t)
		watch(t, u, near[i], true, false)
	}
	left, full := len(near)*each, 0
	for end := time.Now().Add(soon); left > 0 && time.Now().Before(end); {
		for i, fd := range near {
			p := make([]byte, min(5000, each-len(sent[fd])))
			for j := range p {
				p[j] = byte((len(sent[fd]) + j) * (i + 3) / 7)
			}
			if n, err := unix.Write(far[i], p); err == nil {
				sent[fd] = append(sent[fd], p[:n]...)
			} else if err != unix.EAGAIN {
				t.Fatal(err)
			}
		}
		events, errno := u.Wait(10 * time.Millisecond)
		if errno != 0 && errno != unix.EINTR {
			t.Fatalf("waiting: %v", errno)
		}
		if len(events) == small.Buffers {
			full++
		}
		for _, e := range events {
			n := act(t, e)
			received[e.FD] = append(received[e.FD], n.data...)
			left -= len(n.data)
		}
	}
	for i, fd := range near {
		if len(sent[fd]) != each || !bytes.Equal(received[fd], sent[fd]) {
			t.Errorf("connection %d: %d bytes came of %d, or in another order", i, len(received[fd]), len(sent[fd]))
		}
		u.Forget(fd, false)
	}
	if full == 0 {
		t.Error("the buffers were never all in use, so the test shows nothing")
	}
}

func TestMoreCompletionsThanTheirRingHoldsAreAllTold(t *testing.T) {
	u := openSmall(t)
	l, addr := listen(t)
	watch(t, u, l, true, false)
	silent(t, u, 0)
	const connections = 100
	for range connections {
		dial(t, addr, 0)
	}
	accepted := 0
	for end := time.Now().Add(soon); accepted < connections && time.Now().Before(end); {
		events, errno := u.Wait(10 * time.Millisecond)
		if errno != 0 && errno != unix.EINTR {
			t.Fatalf("waiting: %v", errno)
		}
		for _, e := range events {
			unix.Close(act(t, e).conn)
			accepted++
		}
	}
	if accepted != connections {
		t.Errorf("%d connections of %d were told", accepted, connections)
	}
	u.Forget(l, false)
}

func TestMoreRequestsThanTheirRingHoldsAreAllMade(t *testing.T) {
	u := openSmall(t)
	far := map[int]int{}
	for range 50 {
		a, b := pair(t)
		far[a] = b
		watch(t, u, a, true, false)
	}
	silent(t, u, 0)
	for a, b := range far {
		_, err := unix.Write(b, []byte("x"))
		check(t, err)
		until(t, u, a, "a byte", func(n news) bool { return n.data == "x" })
	}
	for a := range far {
		u.Forget(a, false)
	}
}

func TestAPeerSeesTheFINOfAConnectionThatIsForgottenAndClosed(t *testing.T) {
	u := open(t, newUring).(*uring)
	l, addr := listen(t)
	watch(t, u, l, true, false)
	silent(t, u, 0)
	for name, prepare := range map[string]func(conn int){
		"being received from":         func(conn int) { watch(t, u, conn, true, false); silent(t, u, 0) },
		"stopped":                     func(conn int) { watch(t, u, conn, true, false); silent(t, u, 0); watch(t, u, conn, false, false) },
		"stopped for good":            func(conn int) { watch(t, u, conn, false, false); silent(t, u, 0) },
		"watched, and not waited for": func(conn int) { watch(t, u, conn, true, true) },
	} {
		c := dial(t, addr, 0)
		conn := until(t, u, l, "a connection", func(n news) bool { return n.conn >= 0 }).conn
		prepare(conn)
		u.Forget(conn, false)
		unix.Close(conn)
		// There is no wait in between: a loop that is stopped here must not keep the connection open.
		p := []unix.PollFd{{Fd: int32(c), Events: unix.POLLRDHUP}}
		if n, err := unix.Poll(p, int(soon/time.Millisecond)); n != 1 || err != nil {
			t.Errorf("%s: the peer saw no FIN: %d, %v", name, n, err)
		}
	}
	u.Forget(l, false)
	if !labtest.Until(func() bool { u.Wait(0); return u.flying == 0 && len(u.leaving) == 0 }) {
		t.Errorf("%d requests are still there, %d of them cancelled", u.flying, len(u.leaving))
	}
}

func TestAPeerSeesTheFINWhenTheRingWasClosed(t *testing.T) {
	labtest.Need(t)
	a, b := pair(t)
	t.Run("ring", func(t *testing.T) {
		u := open(t, newUring)
		watch(t, u, a, true, false)
		silent(t, u, 0)
	})
	unix.Close(a)
	if n, err := unix.Poll([]unix.PollFd{{Fd: int32(b), Events: unix.POLLRDHUP}}, 0); n != 1 || err != nil {
		t.Errorf("the peer saw no end: %d, %v", n, err)
	}
}

func TestAConnectionThatNobodyTakesIsClosed(t *testing.T) {
	u := open(t, newUring).(*uring)
	l, addr := listen(t)
	watch(t, u, l, true, false)
	silent(t, u, 0)
	dial(t, addr, 0)
	before := len(labtest.Descriptors(t))
	u.submit() // the kernel accepts now, and nothing has been reported yet
	if now := len(labtest.Descriptors(t)); now != before+1 {
		t.Fatalf("%d descriptors before the kernel accepted, %d after", before, now)
	}
	u.Forget(l, false)
	silent(t, u, 0)
	if now := len(labtest.Descriptors(t)); now != before {
		t.Errorf("%d descriptors before, %d after", before, now)
	}
}

func TestACancelThatFoundNothingIsRepeated(t *testing.T) {
	u := open(t, newUring).(*uring)
	a, _ := pair(t)
	watch(t, u, a, true, false)
	silent(t, u, 0)
	w := u.watched.at(a)
	u.leaving[w.flow] = true // as if the kernel had been asked to cancel, and had not found the request
	*w = asked{}
	if !labtest.Until(func() bool { silent(t, u, 0); return u.flying == 0 && len(u.leaving) == 0 }) {
		t.Errorf("%d requests are still there, %d of them cancelled", u.flying, len(u.leaving))
	}
}

func TestAPeersFINDoesNotKeepAWaitForRoomBusy(t *testing.T) {
	u := open(t, newUring).(*uring)
	l, addr := listen(t)
	c := dial(t, addr, unix.SOCK_NONBLOCK)
	labtest.Until(func() bool { n, _ := unix.Poll([]unix.PollFd{{Fd: int32(l), Events: unix.POLLIN}}, 0); return n == 1 })
	conn, errno := (sockets.Bare{}).Accept4(l, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
	if errno != 0 {
		t.Fatal(errno)
	}
	defer unix.Close(conn)
	full := fill(t, conn)
	check(t, unix.Shutdown(c, unix.SHUT_WR))
	watch(t, u, conn, false, true)
	silent(t, u, 0)
	serial := u.serial
	silent(t, u, 20*time.Millisecond)
	if asked := u.serial - serial; asked > 2 {
		t.Errorf("it was asked for %d times within 20 ms", asked)
	}
	p := make([]byte, 1<<20)
	for read := 0; read < full; {
		n, err := unix.Read(c, p)
		if err == unix.EAGAIN {
			break
		}
		check(t, err)
		read += n
	}
	until(t, u, conn, "room", func(n news) bool { return n.out })
	u.Forget(conn, false)
}

func TestAnEventfdIsPolled(t *testing.T) {
	u := open(t, newUring)
	fd, err := unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC)
	check(t, err)
	defer unix.Close(fd)
	watch(t, u, fd, true, false)
	silent(t, u, 0)
	_, err = unix.Write(fd, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	check(t, err)
	for range 2 { // it is reported until it is read
		events, errno := u.Wait(soon)
		if errno != 0 || len(events) != 1 || events[0].FD != fd || events[0].Bits&In == 0 {
			t.Fatalf("%+v, %v", events, errno)
		}
	}
	u.Forget(fd, false)
}

func TestADescriptorThatIsNotOpenIsRefused(t *testing.T) {
	u := open(t, newUring)
	if errno := u.Watch(9999, true, false); errno != unix.EBADF {
		t.Errorf("it answers %v", errno)
	}
}

// enters records every io_uring_enter(2).
type enters struct {
	sockets.Bare
	kernel sockets.Kernel
}

func (e enters) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	n, err := e.kernel.UringEnter(ring, submit, wait, flags, timeout)
	return n, sockets.Errno(err)
}

func TestARoundIsOneCall(t *testing.T) {
	u := open(t, newUring)
	var calls []string
	u.(*uring).calls = enters{kernel: sockets.Traced{Kernel: sockets.Linux{}, FD: func(int) string { return "ring" }, Report: func(c sockets.Call) {
		c.NS = 0
		calls = append(calls, c.String())
	}}}
	a, b := pair(t)
	c, _ := pair(t)
	l, _ := listen(t)
	for _, fd := range []int{a, c, l} {
		watch(t, u, fd, true, false)
	}
	_, err := unix.Write(b, []byte("x"))
	check(t, err)
	until(t, u, a, "a byte", func(n news) bool { return n.data == "x" })
	silent(t, u, 1500*time.Microsecond)
	want := []string{
		"io_uring_enter(ring, 3, 1, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, {ts={tv_sec=0, tv_nsec=10000000}}, 24) = 3 <0ns>",
		"io_uring_enter(ring, 0, 1, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, {ts={tv_sec=0, tv_nsec=1500000}}, 24) = -1 ETIME (Timer expired) <0ns>",
	}
	if !slices.Equal(calls, want) {
		t.Errorf("%q", calls)
	}
	for _, fd := range []int{a, c, l} {
		u.Forget(fd, false)
	}
}
