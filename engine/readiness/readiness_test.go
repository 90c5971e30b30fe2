package readiness

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestEveryReadinessTellsWhatCanBeReadAndTheEnd(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		a, b := pair(t)
		watch(t, r, a, true, false)
		silent(t, r, 0)
		for _, sent := range []string{"one", "two"} {
			if _, err := unix.Write(b, []byte(sent)); err != nil {
				t.Fatal(err)
			}
			if n := until(t, r, a, sent, func(n news) bool { return n.data != "" }); n.data != sent {
				t.Errorf("%q was received, %q was sent", n.data, sent)
			}
		}
		unix.Close(b)
		until(t, r, a, "the end", func(n news) bool { return n.end })
		r.Forget(a, false)
	})
}

func TestEveryReadinessTellsWhenThereIsRoom(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		a, b := pair(t)
		watch(t, r, a, true, false)
		silent(t, r, 0)
		full := fill(t, a)
		watch(t, r, a, true, true)
		if r.Name() != "busy" {
			silent(t, r, 0)
		}
		p := make([]byte, full)
		for read := 0; read < full; {
			n, err := unix.Read(b, p)
			check(t, err)
			read += n
		}
		until(t, r, a, "room", func(n news) bool { return n.out })
		watch(t, r, a, true, false)
		if _, edged := r.(Edged); !edged {
			silent(t, r, 0)
		}
		r.Forget(a, false)
	})
}

// fill sends until there is no room.
func fill(t *testing.T, fd int) (sent int) {
	t.Helper()
	for p := make([]byte, 4096); ; {
		n, err := unix.Write(fd, p)
		if err == unix.EAGAIN {
			return sent
		}
		check(t, err)
		sent += n
	}
}

func TestRoomIsToldForAsLongAsItIsAskedFor(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		if _, edged := r.(Edged); edged {
			t.Skip("edge-triggered, it tells once")
		}
		a, _ := pair(t)
		watch(t, r, a, false, true)
		for range 3 {
			until(t, r, a, "room", func(n news) bool { return n.out })
		}
		r.Forget(a, false)
	})
}

func TestAForgottenDescriptorIsNotToldWhenItsNumberComesAgain(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		for range 20 {
			a, b := pair(t)
			watch(t, r, a, true, false)
			silent(t, r, 0)
			if _, err := unix.Write(b, []byte("old")); err != nil {
				t.Fatal(err)
			}
			r.Forget(a, false)
			unix.Close(a)
			unix.Close(b)
			c, d := pair(t)
			if c != a {
				t.Fatalf("fd %d came again as %d", a, c)
			}
			watch(t, r, c, true, false)
			silent(t, r, time.Millisecond)
			if _, err := unix.Write(d, []byte("new")); err != nil {
				t.Fatal(err)
			}
			if n := until(t, r, c, "new", func(n news) bool { return n.data != "" }); n.data != "new" {
				t.Fatalf("%q was received", n.data)
			}
			r.Forget(c, false)
			unix.Close(c)
			unix.Close(d)
		}
	})
}

func TestAForgottenDescriptorThatStaysOpenIsNotTold(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		a, b := pair(t)
		watch(t, r, a, true, false)
		silent(t, r, 0)
		r.Forget(a, true)
		if _, err := unix.Write(b, []byte("late")); err != nil {
			t.Fatal(err)
		}
		silent(t, r, 5*time.Millisecond)
		p := make([]byte, 8)
		if n, err := unix.Read(a, p); err != nil || string(p[:n]) != "late" {
			t.Errorf("the socket has %q, %v", p[:max(n, 0)], err)
		}
	})
}

func TestAWaitLastsAsLongAsItsTimeout(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		a, _ := pair(t)
		watch(t, r, a, true, false)
		silent(t, r, 0)
		for _, timeout := range []time.Duration{0, 10 * time.Millisecond} { // within a nap, and beyond it
			start := time.Now()
			silent(t, r, timeout)
			if took := time.Since(start); took < timeout && r.Name() != "busy" {
				t.Errorf("a wait for %s ended after %s", timeout, took)
			}
		}
		r.Forget(a, false)
	})
}

func TestEveryReadinessAccepts(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		l, addr := listen(t)
		watch(t, r, l, true, false)
		silent(t, r, 0)
		for range 5 {
			dial(t, addr, 0)
			n := until(t, r, l, "a connection", func(n news) bool { return n.conn >= 0 })
			flags, err := unix.FcntlInt(uintptr(n.conn), unix.F_GETFL, 0)
			if err != nil || flags&unix.O_NONBLOCK == 0 {
				t.Errorf("the connection has the flags %#x, %v", flags, err)
			}
			unix.Close(n.conn)
		}
		r.Forget(l, false)
	})
}

func TestEveryReadinessTellsOfDatagramsAsLongAsTheyAreThere(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
		check(t, err)
		defer unix.Close(fds[0])
		defer unix.Close(fds[1])
		watch(t, r, fds[0], true, false)
		silent(t, r, 0)
		var got, want []string
		for _, word := range []string{"a", "b", "c"} {
			want = append(want, word)
			_, err := unix.Write(fds[1], []byte(word))
			check(t, err)
			if _, edged := r.(Edged); edged { // it reports every one
				got = append(got, until(t, r, fds[0], word, func(n news) bool { return n.data != "" }).data)
			}
		}
		for len(got) < len(want) {
			got = append(got, until(t, r, fds[0], "a datagram", func(n news) bool { return n.data != "" }).data)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q came, %q was sent", got, want)
		}
		silent(t, r, 0)
		r.Forget(fds[0], false)
	})
}

func TestReadingStopsAndResumesWithoutLoss(t *testing.T) {
	each(t, func(t *testing.T, r Readiness) {
		if _, edged := r.(Edged); edged {
			t.Skip("edge-triggered, its loop remembers what it has not read")
		}
		a, b := pair(t)
		watch(t, r, a, true, false)
		silent(t, r, 0)
		var got, want []byte
		take := func(timeout time.Duration) (reported bool) {
			events, errno := r.Wait(timeout)
			if errno != 0 && errno != unix.EINTR {
				t.Fatalf("waiting: %v", errno)
			}
			for _, e := range events {
				n := act(t, e)
				got = append(got, n.data...)
				reported = reported || n.data != ""
			}
			return reported
		}
		for i := range 300 {
			p := bytes.Repeat([]byte{byte(i)}, 100+i)
			want = append(want, p...)
			_, err := unix.Write(b, p)
			check(t, err)
			switch i % 4 {
			case 0:
				watch(t, r, a, false, false)
			case 1:
				take(0)
				if reported := take(0); reported {
					t.Fatalf("bytes came after reading was stopped, at %d", i)
				}
			case 2:
				watch(t, r, a, true, false)
			case 3:
				take(0)
			}
		}
		watch(t, r, a, true, false)
		for end := time.Now().Add(soon); len(got) < len(want) && time.Now().Before(end); {
			take(10 * time.Millisecond)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d bytes came of %d, or in another order", len(got), len(want))
		}
		r.Forget(a, false)
	})
}
