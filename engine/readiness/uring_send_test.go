package readiness

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// openShared opens a small ring whose messages share buffers.
func openShared(t *testing.T) *uring {
	t.Helper()
	u := open(t, func(calls sockets.Calls) (Readiness, error) {
		size := small
		size.Requests, size.Completions, size.Shared = 16, 64, 4
		return openUring(calls, size)
	}).(*uring)
	if !u.ring.Shares() {
		t.Skip("messages can't share buffers here: that needs Linux 6.16")
	}
	return u
}

// Each byte arrives once, wherever in a buffer the kernel put it; connections that end, whose last completion has no
// bytes, make no difference.
func TestMessagesThatShareBuffersAreReceivedWhole(t *testing.T) {
	u := openShared(t)
	random := rand.New(rand.NewPCG(1, 2))
	left := 300
	for left > 0 {
		want, got, ended := map[int]string{}, map[int]string{}, 0
		for range 6 {
			a, b := pair(t)
			watch(t, u, a, true, false)
			want[a] = strings.Repeat(string(rune('a'+a%26)), 1+random.IntN(300))
			_, err := unix.Write(b, []byte(want[a]))
			check(t, err)
			check(t, unix.Shutdown(b, unix.SHUT_WR))
		}
		for end := time.Now().Add(soon); ended < len(want) && time.Now().Before(end); {
			list, _ := u.Wait(10 * time.Millisecond)
			for _, e := range list {
				n := act(t, e)
				got[e.FD] += n.data
				if n.end {
					ended++
				}
			}
		}
		for fd, text := range want {
			if got[fd] != text {
				t.Fatalf("%q came instead of %q", got[fd], text)
			}
			u.Forget(fd, false)
			unix.Close(fd)
			left--
		}
	}
	if u.scarce > 0 {
		t.Error("buffers were short, though all that came at once fits into one")
	}
}

// take reads what is available.
func take(t *testing.T, fd int) string {
	t.Helper()
	p := make([]byte, 1<<20)
	n, err := unix.Read(fd, p)
	if err != nil {
		t.Fatal(err)
	}
	return string(p[:n])
}

func TestQueuedSendsAreMadeByOneCall(t *testing.T) {
	u := openShared(t)
	calls := &waits{}
	u.calls = calls
	var far []int
	p := []byte("first")
	for range 3 {
		a, b := pair(t)
		if !u.Send(a, p) {
			t.Fatal("there is no room for three sends")
		}
		far = append(far, b)
	}
	copy(p, "other") // Send has made a copy
	if failed := u.Flush(); len(failed) > 0 || calls.n != 1 {
		t.Errorf("%d calls, %v", calls.n, failed)
	}
	for _, b := range far {
		if got := take(t, b); got != "first" {
			t.Errorf("%q came", got)
		}
	}
	if failed := u.Flush(); len(failed) > 0 || calls.n != 1 {
		t.Errorf("with nothing queued: %d calls, %v", calls.n, failed)
	}
}

// A send that did not send everything is reported, whichever call made it.
func TestASendThatIsCutShortSaysHowMuch(t *testing.T) {
	u := openShared(t)
	l, addr := listen(t)
	check(t, unix.SetsockoptInt(l, unix.SOL_SOCKET, unix.SO_SNDBUF, 1)) // its connections inherit that
	c := dial(t, addr, 0)
	watch(t, u, l, true, false)
	conn := until(t, u, l, "a connection", func(n news) bool { return n.conn >= 0 }).conn
	t.Cleanup(func() { unix.Close(conn) })
	gone, _ := pair(t)
	check(t, unix.Shutdown(gone, unix.SHUT_WR))
	whole, other := pair(t)
	sent, short := 0, 0
	piece := strings.Repeat("0123456789", 400)
	for tries := 0; short == 0 && tries < 1000; tries++ {
		if !u.Send(conn, []byte(piece)) || !u.Send(gone, []byte("x")) || !u.Send(whole, []byte("y")) {
			t.Fatal("there is no room for three sends")
		}
		if tries%2 == 0 {
			u.submit()
		}
		seen := map[int]Event{}
		for _, e := range u.Flush() {
			if e.Done != Sent {
				t.Fatalf("%+v", e)
			}
			seen[e.FD] = e
		}
		e, cut := seen[conn]
		if !cut {
			sent += len(piece)
		} else if short++; e.N >= len(piece) || e.N < 0 && unix.Errno(-e.N) != unix.EAGAIN || string(e.Data) != piece {
			t.Errorf("%d of %d bytes are sent", e.N, len(e.Data))
		}
		sent += max(e.N, 0)
		if unix.Errno(-seen[gone].N) != unix.EPIPE || len(seen) > 2 {
			t.Errorf("%v", seen)
		}
		take(t, other)
	}
	if short == 0 {
		t.Fatal("no send was cut short, so the test shows nothing")
	}
	got := ""
	for len(got) < sent {
		got += take(t, c)
	}
	if want := strings.Repeat(piece, sent/len(piece)+1)[:sent]; got != want {
		t.Errorf("%d bytes came, and %d were sent, or others", len(got), sent)
	}
	u.Forget(l, false)
}

// refuses is a kernel that takes no requests.
type refuses struct{ sockets.Bare }

func (refuses) UringEnter(*sockets.Ring, int, int, int, time.Duration) (int, unix.Errno) {
	return -1, unix.EAGAIN
}

func TestSendsThatTheKernelDoesNotTakeAreTakenBack(t *testing.T) {
	u := openShared(t)
	a, b := pair(t)
	u.calls = refuses{}
	u.Send(a, []byte("x"))
	failed := u.Flush()
	if len(failed) != 1 || unix.Errno(-failed[0].N) != unix.EAGAIN || string(failed[0].Data) != "x" {
		t.Errorf("%v", failed)
	}
	u.Send(a, []byte("then"))
	if failed := u.Flush(); len(failed) != 1 || string(failed[0].Data) != "then" { // without the one undone before
		t.Errorf("%v", failed)
	}
	u.calls = sockets.Bare{}
	u.Send(a, []byte("y"))
	if failed := u.Flush(); len(failed) > 0 {
		t.Errorf("%v", failed)
	}
	if got := take(t, b); got != "y" {
		t.Errorf("%q came", got)
	}
}

func TestNoMoreIsQueuedThanThereIsRoomFor(t *testing.T) {
	u := openShared(t)
	a, b := pair(t)
	if u.Send(a, make([]byte, sendRoom+1)) {
		t.Error("more than there is room for was queued")
	}
	n := 0
	for u.Send(a, []byte("x")) {
		n++
	}
	if n == 0 || n >= u.size.Requests {
		t.Errorf("%d sends were queued", n)
	}
	u.Flush()
	if got := take(t, b); len(got) != n {
		t.Errorf("%d bytes came of %d sends", len(got), n)
	}
}

// Without shared buffers the kernel is too old to be trusted with sends.
func TestAnOldKernelSendsNothing(t *testing.T) {
	u := openSmall(t)
	if a, _ := pair(t); u.Send(a, []byte("x")) {
		t.Error("a send was queued")
	}
}
