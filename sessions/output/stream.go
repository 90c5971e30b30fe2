package output

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Stream writes to a person's terminal, file or pipe. A separate goroutine makes the system calls, so that a caller of
// Write can be told to end while the other end is not being read. Its methods may be called from any goroutine.
type Stream struct {
	ctx    context.Context
	w      io.Writer
	queue  func() chan<- chunk   // the goroutine's queue; the first call starts it
	left   atomic.Bool           // something was written that no caller waits for
	lost   atomic.Int64          // lines that were dropped and not reported yet
	stuck  atomic.Bool           // a write was given up
	failed atomic.Pointer[error] // the error of the first write that failed
}

// chunk is what one call writes.
type chunk struct {
	text []byte
	done chan<- error // nil if no caller waits
}

// waiting is how many lines a [Stream.Lossy] buffers while the other end does not read.
const waiting = 256

// grace is how long a write may still take after the program was told to end.
const grace = 200 * time.Millisecond

// ErrStuck means that the program was told to end while its output was not being read.
var ErrStuck = fmt.Errorf("nobody reads it: %w", context.Canceled)

// New returns a stream that writes to w and stops waiting when ctx ends. Its goroutine starts with the first write and
// lives as long as the program, because it may be blocked in a write.
func New(ctx context.Context, w io.Writer) *Stream {
	s := &Stream{ctx: ctx, w: w}
	s.queue = sync.OnceValue(func() chan<- chunk {
		queue := make(chan chunk, waiting)
		go s.run(queue)
		return queue
	})
	return s
}

func (s *Stream) run(queue <-chan chunk) {
	for c := range queue {
		var err error
		if len(c.text) > 0 {
			_, err = s.w.Write(c.text)
			if err = Unwritten(err); err != nil {
				s.failed.CompareAndSwap(nil, &err)
			}
		}
		if c.done != nil {
			c.done <- err
		}
	}
}

// Write writes all of p, escaped by [step.Printable] except for the line ends, and waits for a slow reader. After ctx
// has ended it gives up with [ErrStuck].
func (s *Stream) Write(p []byte) (int, error) {
	if err := s.put(shown(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Text writes a text that may also go to a file: its tabs are kept, and everything else is escaped as by Write.
func (s *Stream) Text(text string) error {
	parts := strings.Split(text, "\t")
	for i, part := range parts {
		parts[i] = string(shown([]byte(part)))
	}
	return s.put([]byte(strings.Join(parts, "\t")))
}

// Status replaces the last line of a terminal with a text, escaped as by Write; "" removes it.
func (s *Stream) Status(text string) {
	const clear = "\r\x1b[K"                                 // EL, erase in line: console_codes(4)
	_ = s.put(append([]byte(clear), shown([]byte(text))...)) // it is not part of the output
}

// put writes a text unchanged.
func (s *Stream) put(text []byte) error {
	done := make(chan error, 1)
	end := s.ctx.Done()
	var late <-chan time.Time
	queue := s.queue()
	for c := (chunk{withDropped(s.lost.Swap(0), text), done}); ; {
		select {
		case queue <- c:
			queue = nil
		case err := <-done:
			return err
		case <-end:
			end, late = nil, time.After(s.writeLimit())
		case <-late:
			s.stuck.Store(true)
			return ErrStuck
		}
	}
}

// Stuck reports whether a write was given up, so that the output is incomplete.
func (s *Stream) Stuck() bool { return s.stuck.Load() }

// Err returns the error of the first write that failed, for callers whose libraries ignore it.
func (s *Stream) Err() error {
	if failed := s.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// writeLimit returns how long a write may take after the end of ctx. Only one write gets grace.
func (s *Stream) writeLimit() time.Duration {
	if s.stuck.Load() {
		return time.Millisecond
	}
	return grace
}

// Lossy returns a writer to the stream for callers that must not wait, such as a server: a line for which there is no
// room is dropped and counted. The next line that is written says how many were dropped.
func (s *Stream) Lossy() io.Writer { return lossy{s} }

type lossy struct{ *Stream }

func (l lossy) Write(p []byte) (int, error) {
	l.left.Store(true)
	lost := l.lost.Swap(0)
	select {
	case l.queue() <- chunk{text: withDropped(lost, shown(p))}:
	default:
		l.lost.Add(lost + 1)
	}
	return len(p), nil
}

// withDropped prepends the number of dropped lines to a text.
func withDropped(lost int64, text []byte) []byte {
	if lost == 0 {
		return text
	}
	return fmt.Appendf(nil, "%d lines were not written, because nobody read them\n%s", lost, text)
}

// Flush waits a moment until what was written to the lossy writer is out. The error is that of the write, or
// [ErrStuck].
func (s *Stream) Flush() error {
	if !s.left.Load() {
		return nil
	}
	done := make(chan error, 1)
	late := time.After(s.writeLimit())
	select {
	case s.queue() <- chunk{withDropped(s.lost.Swap(0), nil), done}:
	case <-late:
		return ErrStuck
	}
	select {
	case err := <-done:
		return err
	case <-late:
		return ErrStuck
	}
}
