package loop_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// models returns the names of the kinds of readiness that this machine has.
func models(t testing.TB) []string {
	runtime.LockOSThread() // an io_uring belongs to the thread that made it
	defer runtime.UnlockOSThread()
	var names []string
	for _, e := range readiness.Catalogue() {
		r, err := e.New(sockets.Bare{})
		if err != nil {
			t.Logf("without %s: %v", e.Name, err)
			continue
		}
		r.Close()
		names = append(names, e.Name)
	}
	return names
}

// Clients come and go, some of them in the middle of a message or with an RST. The others get back what they sent, and
// in the end nothing is left.
func TestNoByteIsLostUnderChurn(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			const clients = 16
			var crowd sync.WaitGroup
			mistakes := make(chan error, clients)
			until := time.Now().Add(700 * time.Millisecond)
			for n := range clients {
				crowd.Go(func() {
					dice := rand.New(rand.NewPCG(uint64(n), 7))
					for time.Now().Before(until) {
						if err := r.visit(dice); err != nil {
							mistakes <- err
							return
						}
					}
				})
			}
			crowd.Wait()
			close(mistakes)
			for err := range mistakes {
				t.Error(err)
			}
			open := -1
			if !labtest.Until(func() bool { r.do(func() { open = r.Open() }); return open == 0 }) {
				t.Errorf("%d connections are left", open)
			}
		})
	}
}

// visit plays the life of one client.
func (r *rig) visit(dice *rand.Rand) error {
	fd, err := r.try()
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	for range 1 + dice.IntN(4) {
		sizes := []int{1, 64, 1000, 65536, 65537, 300_000}
		text := make([]byte, sizes[dice.IntN(len(sizes))])
		for i := range text {
			text[i] = byte(dice.UintN(256))
		}
		cut := dice.IntN(8) == 0
		if cut {
			text = text[:dice.IntN(len(text)+1)]
		}
		sent := make(chan error, 1)
		go func() { sent <- writeAll(fd, text) }()
		if cut {
			<-sent
			if dice.IntN(2) == 0 {
				_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
			}
			return nil
		}
		got, err := readAll(fd, len(text))
		if err := <-sent; err != nil {
			return err
		}
		if err != nil || !bytes.Equal(got, text) {
			return fmt.Errorf("of %d bytes sent, %d came back, perhaps wrong ones: %w", len(text), len(got), err)
		}
	}
	return nil
}

func writeAll(fd int, p []byte) error {
	for len(p) > 0 {
		n, err := unix.SendmsgN(fd, p, nil, nil, unix.MSG_NOSIGNAL)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		p = p[n:]
	}
	return nil
}

func readAll(fd, n int) ([]byte, error) {
	p := make([]byte, n)
	for got := 0; got < n; {
		m, err := unix.Read(fd, p[got:])
		if err == unix.EINTR { // from Go's own signals
			continue
		}
		if err != nil || m == 0 {
			return p[:got], fmt.Errorf("read answers %d, %w", m, err)
		}
		got += m
	}
	return p, nil
}

// A client that pipelines and half-closes gets everything back, and then the end.
func TestAHalfCloseIsAnsweredToTheLastByte(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			text := bytes.Repeat([]byte("0123456789abcdef"), 40_000)
			sent := make(chan error, 1)
			go func() {
				err := writeAll(fd, text)
				_ = unix.Shutdown(fd, unix.SHUT_WR)
				sent <- err
			}()
			got, err := readAll(fd, len(text))
			if err != nil || !bytes.Equal(got, text) || <-sent != nil {
				t.Fatalf("%d of %d bytes: %v", len(got), len(text), err)
			}
			if n, err := unix.Read(fd, make([]byte, 1)); n != 0 || err != nil {
				t.Errorf("after the last byte: %d, %v", n, err)
			}
		})
	}
}

// The readiness is changed from each kind to the next while clients talk.
func TestTheReadinessCanBeChangedWhileItRuns(t *testing.T) {
	names := models(t)
	r := serve(t, loop.Options{}, "echo", names[0])
	stop, mistakes := make(chan struct{}), make(chan error, 8)
	var crowd sync.WaitGroup
	for n := range 8 {
		crowd.Go(func() {
			dice := rand.New(rand.NewPCG(uint64(n), 9))
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := r.visit(dice); err != nil {
					mistakes <- err
					return
				}
			}
		})
	}
	for range 5 {
		for _, with := range names {
			var err error
			var before, after uint64
			r.do(func() { r.Between(func() { err = r.With(with, 0); before = r.Messages() }) })
			if err != nil {
				t.Errorf("%s: %v", with, err)
			}
			if !labtest.Until(func() bool { r.do(func() { after = r.Messages() }); return after > before+20 }) {
				t.Fatalf("with %s nothing moves", with)
			}
		}
	}
	close(stop)
	crowd.Wait()
	select {
	case err := <-mistakes:
		t.Error(err)
	default:
	}
}
