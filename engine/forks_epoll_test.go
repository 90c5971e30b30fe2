package engine

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestTwoProcessesAddOneNumber shares an epoll between two processes that each add a socket under the same descriptor
// number: the events of one are not those of the other, and a report says that it may be about either.
func TestTwoProcessesAddOneNumber(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		e = epoll
		fork k
		a, y = socketpair unix nonblock
		at k a, y = socketpair unix nonblock
		b = fcntl y F_DUPFD 200
		at k b = fcntl y F_DUPFD 200
		expect b.fd == 200
		expect k_b.fd == 200
		epoll_ctl e add b in
		at k epoll_ctl e add b out oneshot`)
	changed := r.lines("epoll_ctl e mod b in et").Evidence.Watched
	if before := unix.EPOLLIN; len(changed) != 1 || changed[0].Before == nil || *changed[0].Before != before {
		t.Errorf("b was changed from %+v", changed)
	}
	changed = r.lines("at k epoll_ctl e mod b in").Evidence.Watched
	if before := unix.EPOLLOUT | unix.EPOLLONESHOT; len(changed) != 1 || changed[0].Before == nil || *changed[0].Before != before {
		t.Errorf("k_b was changed from %+v", changed)
	}
	r.lines(`at k send a "x" => 1`)
	either := r.says("epoll_wait e 4 5s")
	if got := either.Got; got != "b or k_b:in" {
		t.Errorf("what may be of two is reported as %q: %v", got, either.Calls)
	}
	r.lines("epoll_ctl e del b")
	if got := r.says("epoll_wait e 4 5s").Got; got != "k_b:in" {
		t.Errorf("where only one is left, %q is reported", got)
	}
}
