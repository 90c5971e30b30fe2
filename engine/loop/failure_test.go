package loop_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// failing is a kernel whose next calls return errnos that can't be provoked. Tests can make calls fail only in the slow
// gears.
type failing struct {
	sockets.Linux
	lock   sync.Mutex
	errnos map[string][]unix.Errno
}

func fails(call string, errnos ...unix.Errno) *failing {
	return &failing{errnos: map[string][]unix.Errno{call: errnos}}
}

// next returns the errno that a call should return; nil if the kernel makes the call.
func (f *failing) next(call string) error {
	f.lock.Lock()
	defer f.lock.Unlock()
	list := f.errnos[call]
	if len(list) == 0 {
		return nil
	}
	f.errnos[call] = list[1:]
	return list[0]
}

// left returns how many errnos of a call have not been returned yet.
func (f *failing) left(call string) int {
	f.lock.Lock()
	defer f.lock.Unlock()
	return len(f.errnos[call])
}

func (f *failing) Accept4(fd, flags int) (int, error) {
	if err := f.next("accept4"); err != nil {
		return -1, err
	}
	return f.Linux.Accept4(fd, flags)
}

func (f *failing) Recv(fd int, p []byte, flags int) (int, error) {
	if err := f.next("recvfrom"); err != nil {
		return -1, err
	}
	return f.Linux.Recv(fd, p, flags)
}

func (f *failing) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	if err := f.next("recvfrom"); err != nil {
		return -1, sockets.Addr{}, err
	}
	return f.Linux.Recvfrom(fd, p, flags)
}

func (f *failing) Send(fd int, p []byte, flags int) (int, error) {
	if err := f.next("sendto"); err != nil {
		return -1, err
	}
	return f.Linux.Send(fd, p, flags)
}

func (f *failing) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	if err := f.next("sendto"); err != nil {
		return -1, err
	}
	return f.Linux.Sendto(fd, p, flags, to)
}

func (f *failing) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	if err := f.next("epoll_wait"); err != nil {
		return -1, err
	}
	return f.Linux.EpollWait(epfd, events, timeout)
}

// said keeps what a loop tells.
type said struct {
	lock      sync.Mutex
	sentences []string
}

func (s *said) tell(sentence string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.sentences = append(s.sentences, sentence)
}

// has reports whether one of the sentences contains all the parts.
func (s *said) has(parts ...string) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.ContainsFunc(s.sentences, func(text string) bool {
		return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(text, part) })
	})
}

// serveFailing starts a loop that makes its calls with that kernel.
func serveFailing(t *testing.T, k *failing, protocol, with string) (*rig, *said) {
	t.Helper()
	s := &said{}
	r := serveWith(t, loop.Options{Tell: s.tell}, k, protocol, with, 64)
	r.do(func() { r.Slow(100_000) })
	return r, s
}

// counted returns how often a call has returned an errno.
func (r *rig) counted(call string, errno unix.Errno) (n uint64) {
	for _, c := range r.view(status.Query{}).Calls {
		if c.Name == call && c.Errno == sockets.ErrnoName(errno) {
			n += c.Count
		}
	}
	return n
}

// answers returns what an echo server answers.
func (r *rig) answers() string {
	r.t.Helper()
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	send(r.t, fd, "hello")
	return recv(r.t, fd, 5)
}

// unheardOf is an errno that no kernel returns today.
const unheardOf = unix.Errno(199)

func repeated(errno unix.Errno, n int) []unix.Errno { return slices.Repeat([]unix.Errno{errno}, n) }

func TestNoErrnoOfOneConnectionStopsTheListener(t *testing.T) {
	for _, errno := range []unix.Errno{unix.ECONNABORTED, unix.EPROTO, unix.EINTR, unix.EHOSTUNREACH, unix.ENETDOWN, unix.ENOBUFS, unix.ENOMEM,
		unix.EMFILE, unix.ENFILE, unix.EAGAIN, unix.EPERM, unix.ETIMEDOUT, unix.ESOCKTNOSUPPORT, unix.EPROTONOSUPPORT, unix.ECONNRESET, unheardOf} {
		for _, with := range []string{"epoll", "epoll-et", "poll"} {
			if errno == unix.EAGAIN && with == "epoll-et" {
				continue // the kernel returns it only when nothing waits, and reports what comes later
			}
			t.Run(sockets.ErrnoName(errno)+"/"+with, func(t *testing.T) {
				r, told := serveFailing(t, fails("accept4", errno, errno), "echo", with)
				if got := r.answers(); got != "hello" {
					t.Errorf("the client gets %q", got)
				}
				if n := r.counted("accept4", errno); n < 2 {
					t.Errorf("it is counted %d times", n)
				}
				if errno != unix.EINTR && errno != unix.EAGAIN && !told.has("accept4 on s", sockets.ErrnoName(errno)) {
					t.Errorf("nobody is told: %q", told.sentences)
				}
			})
		}
	}
}

// A listener on which accept keeps failing is tried a few times a second, and served again when that is over.
func TestAcceptsThatKeepFailingDoNotSpin(t *testing.T) {
	const times = 40
	k := fails("accept4", repeated(unheardOf, times)...)
	r, _ := serveFailing(t, k, "echo", "epoll")
	began := time.Now()
	if got := r.answers(); got != "hello" || k.left("accept4") > 0 {
		t.Errorf("the client gets %q, and %d errnos are left", got, k.left("accept4"))
	}
	if took, least := time.Since(began), times/loop.FailuresInRow*loop.RetryAfter; took < least {
		t.Errorf("%d accepts failed within %s, though the listener should rest for %s", times, took, least)
	}
	if l := r.view(status.Query{}).Listeners[0]; l.Failed != times || l.Ended != "" {
		t.Errorf("the listener is %+v", l)
	}
}

func TestAListenerThatIsOverIsSaidToBe(t *testing.T) {
	for _, errno := range []unix.Errno{unix.EBADF, unix.ENOTSOCK, unix.EINVAL, unix.EFAULT} {
		t.Run(sockets.ErrnoName(errno), func(t *testing.T) {
			r, told := serveFailing(t, fails("accept4", errno), "echo", "epoll")
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			r.until("the end", func(v status.Server) bool { return strings.Contains(v.Listeners[0].Ended, sockets.ErrnoName(errno)) })
			if !told.has("accept4 on s", sockets.ErrnoName(errno), "not served any more") {
				t.Errorf("nobody is told: %q", told.sentences)
			}
			if r.counted("accept4", errno) != 1 {
				t.Errorf("it is asked %d times", r.counted("accept4", errno))
			}
			other := r.beside("echo")
			defer func() { _ = unix.Close(other) }()
			send(t, other, "hello")
			if got := recv(t, other, 5); got != "hello" {
				t.Errorf("the listener beside it answers %q", got)
			}
		})
	}
}

func TestNoErrnoOfOneDatagramStopsTheService(t *testing.T) {
	for _, errno := range []unix.Errno{unix.ECONNREFUSED, unix.EHOSTUNREACH, unix.ENETUNREACH, unix.EMSGSIZE, unix.EPERM, unix.EACCES,
		unix.EPROTO, unix.ENOPROTOOPT, unix.EINTR, unix.ENOMEM, unix.ENOBUFS, unheardOf} {
		for _, with := range []string{"epoll", "epoll-et", "poll"} {
			t.Run(sockets.ErrnoName(errno)+"/"+with, func(t *testing.T) {
				r, told := serveFailing(t, fails("recvfrom", errno, errno), "echo", with)
				client := r.datagrams("echo")
				send(t, client, "hello")
				if got := recv(t, client, 5); got != "hello" {
					t.Errorf("the client gets %q", got)
				}
				if n := r.counted("recvfrom", errno); n < 2 {
					t.Errorf("it is counted %d times", n)
				}
				if errno != unix.EINTR && !told.has("recvfrom on u", sockets.ErrnoName(errno)) {
					t.Errorf("nobody is told: %q", told.sentences)
				}
			})
		}
	}
}

func TestADatagramServiceThatIsOverIsSaidToBe(t *testing.T) {
	r, told := serveFailing(t, fails("recvfrom", unix.EBADF), "echo", "epoll")
	client := r.datagrams("echo")
	send(t, client, "hello")
	r.until("the end", func(v status.Server) bool { return strings.Contains(v.Listeners[1].Ended, "EBADF") })
	if !told.has("recvfrom on u", "EBADF", "not served any more") {
		t.Errorf("nobody is told: %q", told.sentences)
	}
}

func TestALostReplyIsTold(t *testing.T) {
	r, told := serveFailing(t, fails("sendto", unix.EMSGSIZE), "echo", "epoll")
	client := r.datagrams("echo")
	send(t, client, "lost")
	send(t, client, "hello")
	if got := recv(t, client, 5); got != "hello" {
		t.Errorf("the client gets %q", got)
	}
	if !told.has("sendto on u", "EMSGSIZE", "lost") {
		t.Errorf("nobody is told: %q", told.sentences)
	}
}

// If the kernel has no memory for a call, that says nothing about the connection.
func TestAConnectionOutlivesAShortageOfMemory(t *testing.T) {
	for _, call := range []string{"recvfrom", "sendto"} {
		for _, errno := range []unix.Errno{unix.ENOMEM, unix.ENOBUFS} {
			for _, with := range []string{"epoll", "epoll-et", "epoll-oneshot", "poll"} {
				t.Run(call+"/"+sockets.ErrnoName(errno)+"/"+with, func(t *testing.T) {
					r, told := serveFailing(t, fails(call, errno, errno), "echo", with)
					if got := r.answers(); got != "hello" {
						t.Errorf("the client gets %q", got)
					}
					if v := r.view(status.Query{}); v.Totals.Reset != 0 || r.counted(call, errno) != 2 {
						t.Errorf("%d are reset, and it is counted %d times", v.Totals.Reset, r.counted(call, errno))
					}
					if !told.has(call+" on s_1", sockets.ErrnoName(errno)) {
						t.Errorf("nobody is told: %q", told.sentences)
					}
				})
			}
		}
	}
}

// A wait that keeps failing is retried a few times a second, and what it would have found is served when that is over.
// Other requests are handled meanwhile.
func TestWaitsThatKeepFailingDoNotSpin(t *testing.T) {
	const times = 6
	k := fails("epoll_wait")
	r, told := serveFailing(t, k, "echo", "epoll")
	k.lock.Lock()
	k.errnos["epoll_wait"] = repeated(unix.EINVAL, times)
	k.lock.Unlock()
	began := time.Now()
	r.Wake()
	if got := r.answers(); got != "hello" {
		t.Errorf("the client gets %q", got)
	}
	if !labtest.Until(func() bool { return k.left("epoll_wait") == 0 }) {
		t.Fatalf("%d waits have not failed", k.left("epoll_wait"))
	}
	if took, least := time.Since(began), (times-2)*loop.RetryAfter; took < least {
		t.Errorf("%d waits failed within %s", times, took)
	}
	if !told.has("epoll", "EINVAL") {
		t.Errorf("nobody is told: %q", told.sentences)
	}
}
