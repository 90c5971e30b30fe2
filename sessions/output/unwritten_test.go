package output

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
)

// Output that can't be written is one sentence, kept for those who did not look at it.
func TestUnwritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = full.Close() }()
	s := New(context.Background(), full)
	if err := s.Err(); err != nil {
		t.Errorf("before a write: %v", err)
	}
	_, first := s.Write([]byte("x"))
	const want = "the output can't be written: no space left on device"
	if first == nil || first.Error() != want || !errors.Is(first, syscall.ENOSPC) || s.Err() == nil || s.Err().Error() != want {
		t.Errorf("%v, and later %v", first, s.Err())
	}
	if twice := Unwritten(first); twice.Error() != want || Unwritten(nil) != nil {
		t.Errorf("said twice: %v", twice)
	}
}
