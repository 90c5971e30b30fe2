package loop

// followed is the connection whose calls are recorded.
type followed struct {
	id    uint64 // 0 means none
	fd    int    // -1 means none, or closed
	name  string
	lost  bool // it is closed: its calls need not be traced any more
	calls ring
}

// recentRoom is how many of the latest calls are kept to be shown.
const recentRoom = 64

// ring keeps the latest calls.
type ring []Call

func (r *ring) add(c Call) {
	if len(*r) >= 2*recentRoom {
		*r = append((*r)[:0], (*r)[len(*r)-recentRoom:]...)
	}
	*r = append(*r, c)
}

func (r ring) last() []Call { return append([]Call(nil), r[max(0, len(r)-recentRoom):]...) }

// Follow records the calls of one connection from now on; an ID of 0 stops that.
func (l *Loop) Follow(id uint64) {
	if id == l.followed.id {
		return
	}
	l.followed = followed{fd: -1}
	for fd, o := range l.owners {
		if c := o.conn; c != nil && c.id == id && c.flags&gone == 0 {
			l.followed = followed{id: id, fd: fd, name: c.name()}
		}
	}
	l.chooseCalls()
}

// unfollow records that the followed connection is closed, if it is this one. Its last calls can still be read.
func (f *followed) unfollow(id uint64) {
	if f.id == id {
		f.fd, f.lost = -1, true
	}
}
