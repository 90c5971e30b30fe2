package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

// full returns a full pipe that is not read, and how much is in it.
func full(t *testing.T) (w, r *os.File, held int) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	conn, err := w.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Write(func(fd uintptr) bool { // it does not block: Go waits for pipes itself
		for {
			n, err := syscall.Write(int(fd), make([]byte, 1<<16))
			if err != nil && err != syscall.EINTR {
				return true // EAGAIN: there is no room left
			}
			held += max(n, 0)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return w, r, held
}

// A write that is not read is given up when the program is told to end.
func TestAStuckWriteEndsWithTheProgram(t *testing.T) {
	w, _, _ := full(t)
	ctx, end := context.WithCancel(t.Context())
	s := New(ctx, w)
	done := make(chan error, 1)
	go func() { done <- Line(s, "a line") }()
	end()
	if err := <-done; !errors.Is(err, ErrStuck) || !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	_ = s.Flush() // it does not wait forever either
}

// A slow reader gets every byte, in order.
func TestASlowReaderGetsAll(t *testing.T) {
	r, w := io.Pipe()
	s := New(t.Context(), w)
	const n = 2000
	go func() {
		for i := range n {
			if err := Line(s, fmt.Sprint("line ", i)); err != nil {
				t.Error(err)
			}
		}
		_ = w.Close()
	}()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if line != fmt.Sprint("line ", i) {
			t.Fatalf("line %d is %q", i, line)
		}
	}
	if lines := bytes.Count(text, []byte("\n")); lines != n {
		t.Errorf("%d lines came", lines)
	}
}

// A lossy writer never waits: lines without room are counted, and the count is written.
func TestALossyStreamCounts(t *testing.T) {
	w, r, held := full(t)
	s := New(t.Context(), w)
	const n = 3 * waiting
	for i := range n {
		_ = Line(s.Lossy(), fmt.Sprint("line ", i))
	}
	go func() {
		_ = Line(s, "the end")
		_ = w.Close()
	}()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text[held:])), "\n")
	written, lost := 0, 0
	for _, line := range lines {
		missing := 0
		if _, err := fmt.Sscanf(line, "%d lines were not written", &missing); err != nil {
			written++
		}
		lost += missing
	}
	if written--; written+lost != n || written < waiting || lost == 0 || lines[len(lines)-1] != "the end" {
		t.Errorf("%d lines were written and %d not, of %d; the last is %q", written, lost, n, lines[len(lines)-1])
	}
}

// An error of the writer is returned.
func TestAnOutputThatIsFull(t *testing.T) {
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	if err := Line(New(t.Context(), f), "x"); err == nil || errors.Is(err, ErrStuck) {
		t.Errorf("it ends with %v", err)
	}
}

func TestAStatusReplacesTheLineBefore(t *testing.T) {
	var out bytes.Buffer
	s := New(t.Context(), &out)
	s.Status("round 1\x1b[2J")
	s.Status("")
	if got, want := out.String(), "\r\x1b[Kround 1\\x1b[2J\r\x1b[K"; got != want {
		t.Errorf("it writes %q, not %q", got, want)
	}
}
