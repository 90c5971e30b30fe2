package fork

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// control is the descriptor through which copies arrive.
const control = 3

// copied is the kernel of a forked process.
type copied struct{ sockets.Linux }

// Exit ends the process.
func (copied) Exit() { os.Exit(0) }

// Inode asks fstat(2).
func (c copied) Inode(fd int) uint32 { return sockets.Inode(c.Linux, fd) }

// server makes the requested calls.
type server struct {
	calls   map[string]any
	lock    sync.Mutex // protects the fields below, and the output
	answers *json.Encoder
	threads map[uint64]*thread.Thread // of the calls that may sleep, by request
}

// Serve makes the calls requested on standard input, until that ends, and answers on standard output. The input ends
// when the engine does, and the process should end with it.
func Serve() error {
	// The first timer makes Go's runtime open the two descriptors of its poller.
	time.AfterFunc(0, func() {})
	unix.CloseOnExec(control)
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
		return os.NewSyscallError("prctl", err)
	}
	_ = thread.AllowInterrupts()
	defer thread.Own()()
	s := &server{calls: methods(copied{}), answers: json.NewEncoder(os.Stdout), threads: map[uint64]*thread.Thread{}}
	for requests := json.NewDecoder(os.Stdin); ; {
		var r request
		switch err := requests.Decode(&r); {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("a request can't be read: %w", err)
		}
		s.handle(r)
	}
}

func (s *server) handle(r request) {
	if r.Interrupt {
		s.lock.Lock()
		defer s.lock.Unlock()
		if t := s.threads[r.ID]; t != nil {
			go t.Interrupt()
		}
		return
	}
	if !r.Sleeps {
		s.answer(s.perform(r))
		return
	}
	t := &thread.Thread{}
	s.lock.Lock()
	s.threads[r.ID] = t
	s.lock.Unlock()
	var a reply
	t.Run(time.Time{}, func() { a = s.perform(r) }, func() {
		s.lock.Lock()
		delete(s.threads, r.ID)
		s.lock.Unlock()
		s.answer(a)
	})
	t.Entered()
	s.answer(reply{ID: r.ID, Entered: true})
}

// perform makes one call.
func (s *server) perform(r request) reply {
	a, err := perform(s.calls, r)
	if err != nil {
		return reply{ID: r.ID, Failed: fails(err)}
	}
	return a
}

func (s *server) answer(a reply) {
	s.lock.Lock()
	defer s.lock.Unlock()
	_ = s.answers.Encode(a) // fails only if the engine is gone
}
