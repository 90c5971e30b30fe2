package thread

import (
	"os"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestSide checks that a descriptor opened on the side does not exist elsewhere, and that its number stays free.
func TestSide(t *testing.T) {
	labtest.Need(t)
	s := NewSide()
	free, err := unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	unix.Close(free)
	for range 3 {
		s.Do(func() {
			if unix.Gettid() == unix.Getpid() {
				t.Error("the side runs on the process's first thread")
			}
			for range 100 {
				if _, err := unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0); err != nil {
					t.Error(err)
				}
			}
		})
		again, err := unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if err != nil || again != free {
			t.Errorf("a descriptor opened elsewhere is %d, %v; want %d, which is free", again, err, free)
		}
		unix.Close(again)
	}
	s.Close()
}

// BenchmarkSide measures Do with an empty function.
func BenchmarkSide(b *testing.B) {
	s := NewSide()
	defer s.Close()
	for b.Loop() {
		s.Do(func() {})
	}
}
