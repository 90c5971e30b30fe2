package system

import (
	"testing"
	"time"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// TestEndings ends connections in every way, and compares what is reported for both ends.
func TestEndings(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(9)
	for _, c := range []struct {
		name         string
		end          func(l *live, client, accepted int)
		first, other Ending // of the client and of the accepted socket
	}{
		{"the client first", func(l *live, client, accepted int) {
			r.close(client)
			l.until("CLOSE-WAIT", l.in(accepted, status.StateCloseWait))
			r.close(accepted)
		}, EndingHere, EndingThere},
		{"the other first", func(l *live, client, accepted int) {
			r.close(accepted)
			l.until("CLOSE-WAIT", l.in(client, status.StateCloseWait))
			r.close(client)
		}, EndingThere, EndingHere},
		{"unread bytes", func(_ *live, client, accepted int) {
			_, err := unix.Write(client, []byte("hello"))
			r.check(err)
			r.close(accepted)
			r.close(client)
		}, EndingReset, EndingReset},
		{"linger 0", func(_ *live, client, accepted int) {
			r.check(unix.SetsockoptLinger(client, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
			r.close(client)
			r.close(accepted)
		}, EndingAborted, EndingReset},
	} {
		t.Run(c.name, func(t *testing.T) {
			client, accepted := r.connection(listener)
			inodes := [2]uint32{inode(t, client), inode(t, accepted)}
			l := newLive(t, Everything)
			c.end(l, client, accepted)
			deaths := map[uint32]Change{}
			l.until("the end of both", func() bool {
				for _, change := range l.told {
					if change.Event == Died {
						deaths[change.Row.Inode] = change
					}
				}
				return deaths[inodes[0]].Event != "" && deaths[inodes[1]].Event != ""
			})
			for i, want := range []Ending{c.first, c.other} {
				if got := deaths[inodes[i]]; got.Ending != want || got.Was == "" || len(got.Row.Owners) != 1 {
					t.Errorf("end %d: %s (was %s, owners %v), want %s", i, got.Ending, got.Was, got.Row.Owners, want)
				}
			}
			if l.Lost != 0 {
				t.Errorf("deaths were lost")
			}
		})
	}
}

// in returns a function that reports whether a descriptor is seen in a state.
func (l *live) in(fd int, state status.State) func() bool {
	number := inode(l.t, fd)
	return func() (found bool) {
		l.Rows(func(r *Row) { found = found || r.Inode == number && r.StateName() == state })
		return found
	}
}

// TestTimeWaitIsNotBorn checks a connection that continues without a program, in TIME-WAIT or FIN-WAIT-2: its death is
// reported once, and nothing is born.
func TestTimeWaitIsNotBorn(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(9)
	for _, state := range []status.State{status.StateTimeWait, status.StateFinWait2} {
		client, accepted := r.connection(listener)
		l := newLive(t, Everything)
		port := r.port(client)
		r.close(client)
		if state == status.StateTimeWait {
			r.close(accepted)
		}
		mine := func(row *Row) bool { return int(row.Local.IP.Port()) == port }
		l.until(string(state), func() (found bool) {
			l.Rows(func(row *Row) { found = found || mine(row) && row.leftOver() && row.StateName() == state })
			return found
		})
		for range 3 {
			l.Look(time.Now(), 0)
		}
		born, died := 0, 0
		for _, c := range l.told {
			if mine(&c.Row) && c.Event == Born {
				born++
			}
			if mine(&c.Row) && c.Event == Died {
				died++
			}
		}
		if born != 0 || died != 1 {
			t.Errorf("%s: %d were born and %d died, want 0 and 1: %v", state, born, died, l.summary())
		}
	}
}

// TestListenersBetweenLooks fills a queue and makes another listener, which is seen without another look.
func TestListenersBetweenLooks(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(1)
	l := newLive(t, Everything)
	l.Look(time.Now(), 0)
	for range 2 {
		r.check(unix.Connect(r.socket(unix.AF_INET, unix.SOCK_STREAM, 0), &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}, Port: port}))
	}
	other, _ := r.listener(1)
	l.Listeners(time.Now())
	full, born := false, false
	l.Rows(func(row *Row) {
		full = full || row.Inode == inode(t, listener) && row.Stall == status.StallQueueFull
		born = born || row.Inode == inode(t, other) && row.Born
	})
	if !full || !born {
		t.Errorf("the queue is full: %v, the other is born: %v", full, born)
	}
}

// TestForgottenBetweenLooks ends sockets that have not been looked at and have lost their addresses by then: one was
// refused, one has reset its connection, and one was never used.
func TestForgottenBetweenLooks(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(9)
	l := newLive(t, Everything)
	l.Look(time.Now(), 0)
	want := map[uint64]Ending{}
	cookie := func(fd int) uint64 {
		n, err := unix.GetsockoptUint64(fd, unix.SOL_SOCKET, unix.SO_COOKIE)
		r.check(err)
		return n
	}
	fresh := r.socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	want[cookie(fresh)] = EndingClosed
	r.close(fresh)
	refused := r.socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	want[cookie(refused)] = EndingFailed
	if err := unix.Connect(refused, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}, Port: 1}); err != unix.ECONNREFUSED {
		t.Fatal(err)
	}
	r.close(refused)
	client, accepted := r.connection(listener)
	want[cookie(client)] = EndingAborted
	r.check(unix.SetsockoptLinger(client, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
	r.close(client)
	r.close(accepted)
	l.until("their deaths", func() bool {
		for _, c := range l.told {
			if ending, mine := want[c.Row.Cookie]; mine && c.Event == Died {
				if c.Ending != ending {
					t.Errorf("%s is reported for %s: %+v", c.Ending, ending, c.Row.Info)
				}
				delete(want, c.Row.Cookie)
			}
		}
		return len(want) == 0
	})
}

// TestBetweenLooks makes connections that come and go between two looks: the kernel reports both ends of each.
func TestBetweenLooks(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(9)
	l := newLive(t, Everything)
	const connections = 50
	for range connections {
		client, accepted := r.connection(listener)
		r.close(client)
		r.close(accepted)
	}
	l.until("every end", func() bool {
		n := 0
		for _, c := range l.told {
			if c.Event == Died && (int(c.Row.Local.IP.Port()) == port || int(c.Row.Peer.IP.Port()) == port) {
				n++
			}
		}
		return n == 2*connections
	})
}
