package watcher

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// rig makes sockets, and closes them.
type rig struct{ testing.TB }

func newRig(t testing.TB) rig {
	labtest.Need(t)
	return rig{t}
}

func (r rig) check(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r rig) socket() int {
	r.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	r.check(err)
	return fd
}

// listener returns a listener and its address.
func (r rig) listener(backlog int) (fd int, at unix.Sockaddr) {
	r.Helper()
	fd = r.socket()
	r.check(unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	r.check(unix.Listen(fd, backlog))
	at, err := unix.Getsockname(fd)
	r.check(err)
	r.Cleanup(func() { unix.Close(fd) })
	return fd, at
}

// connection returns both ends of a connection.
func (r rig) connection(listener int, at unix.Sockaddr) (client, accepted int) {
	r.Helper()
	client = r.socket()
	r.check(unix.Connect(client, at))
	accepted, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
	r.check(err)
	return client, accepted
}

func port(at unix.Sockaddr) int { return at.(*unix.SockaddrInet4).Port }

// until asks until a condition holds for the view.
func until(t testing.TB, w *Watcher, q Query, what string, holds func(v View) bool) View {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; {
		v := w.View(q)
		if holds(v) {
			return v
		}
		if time.Now().After(end) {
			t.Fatalf("%s was not seen: %d of %d, %+v", what, v.Shown, v.Total, v.Lines)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Failing rows are first, an end knows the other, and how a row ended can be seen for a while.
func TestView(t *testing.T) {
	r := newRig(t)
	w := New()
	defer w.Close()
	full, at := r.listener(0)
	client, accepted := r.connection(full, at)
	defer unix.Close(accepted)
	for range 2 { // one more than the accept queue takes
		c := r.socket()
		defer unix.Close(c)
		r.check(unix.SetNonblock(c, true))
		_ = unix.Connect(c, at)
	}
	q := Query{Rows: 20, Filter: fmt.Sprintf("port:%d", port(at))}
	v := until(t, w, q, "the full queue", func(v View) bool { return len(v.Lines) > 0 && v.Lines[0].Stall != "" })
	if v.Total < v.Shown || v.Stalled == 0 || v.Problem != "" {
		t.Errorf("%d of %d, %d stalled, %s", v.Shown, v.Total, v.Stalled, v.Problem)
	}
	i := slices.IndexFunc(v.Lines, func(l Line) bool { return int(l.Peer.IP.Port()) == port(at) && l.End != nil })
	if i < 0 || len(v.Lines[i].End.Owners) != 1 {
		t.Fatalf("no end knows the other: %+v", v.Lines)
	}
	q.Chosen = v.Lines[i].Key()
	v = w.View(q)
	if v.Chosen == nil || v.At != i || len(v.Chosen.History) == 0 {
		t.Errorf("chosen is %+v, at %d", v.Chosen, v.At)
	}
	r.check(unix.SetsockoptLinger(client, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
	r.check(unix.Close(client))
	v = until(t, w, q, "the end", func(v View) bool { return v.Chosen != nil && v.Chosen.Ending != "" })
	if e := v.Chosen.Ending; e != system.EndingAborted {
		t.Errorf("the row ended %s", e)
	}
	until(t, w, q, "that it has gone", func(v View) bool { return v.Chosen == nil && v.At < 0 })
}

// The row of a group counts as many sockets as the opened group shows.
func TestGroups(t *testing.T) {
	r := newRig(t)
	w := New()
	defer w.Close()
	listener, at := r.listener(9)
	for range 3 {
		client, accepted := r.connection(listener, at)
		defer unix.Close(client)
		defer unix.Close(accepted)
	}
	for _, by := range Groupings()[1:] {
		q := Query{Rows: 50, Group: by, Filter: fmt.Sprintf("port:%d", port(at))}
		v := until(t, w, q, "groups by "+string(by), func(v View) bool {
			sum := 0
			for _, g := range v.Groups {
				sum += g.Sockets
			}
			return sum == 7
		})
		for _, g := range v.Groups {
			open := q
			open.Inside = g.Name
			if inside := w.View(open); inside.Shown != g.Sockets || g.Listening+g.Connected+g.Rest != g.Sockets {
				t.Errorf("%s: %+v has %d", by, g, inside.Shown)
			}
		}
		if by == ByPort && (len(v.Groups) != 1 || v.Groups[0].Name != fmt.Sprintf("tcp %d", port(at))) {
			t.Errorf("by port: %+v", v.Groups)
		}
	}
}

// Every sort order holds between any two rows that have the sort field, in both directions, and the rest comes last.
func TestOrder(t *testing.T) {
	r := newRig(t)
	w := New()
	defer w.Close()
	listener, at := r.listener(9)
	for range 20 {
		client, accepted := r.connection(listener, at)
		defer unix.Close(client)
		defer unix.Close(accepted)
	}
	for _, f := range system.Fields() {
		for _, reverse := range []bool{false, true} {
			v := w.View(Query{Rows: 60, Sort: f.Name, Reverse: reverse})
			ended := false
			for i := range v.Lines {
				missing := f.Text(&v.Lines[i].Row) == ""
				if ended && !missing {
					t.Errorf("%s: row %d comes after one without", f.Name, i)
				}
				ended = ended || missing
				if i == 0 || missing || !f.Numeric {
					continue
				}
				a, _ := f.Number(&v.Lines[i-1].Row)
				b, _ := f.Number(&v.Lines[i].Row)
				if a != b && (a > b) != reverse && f.Name != "age" && f.Name != "rtt" { // these are read again for visible rows
					t.Errorf("%s, reverse %v: %g comes before %g", f.Name, reverse, a, b)
				}
			}
		}
	}
}

// Beside connections that come and go, no row is missing in any view.
func TestNoLastingRowIsMissing(t *testing.T) {
	r := newRig(t)
	w := New()
	defer w.Close()
	listener, at := r.listener(500)
	const lasting = 200
	for range lasting {
		client, accepted := r.connection(listener, at)
		defer unix.Close(client)
		defer unix.Close(accepted)
	}
	other, elsewhere := r.listener(100)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				client, accepted := r.connection(other, elsewhere)
				_ = unix.SetsockoptLinger(client, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}) // nothing remains of it
				unix.Close(client)
				unix.Close(accepted)
			}
		}
	}()
	q := Query{Rows: 2 * lasting, Filter: fmt.Sprintf("port:%d state:established", port(at))}
	until(t, w, q, "all", func(v View) bool { return v.Shown == 2*lasting })
	for n := range 100 {
		q.First = n % 3 // so that the question differs
		q.Reverse = n%2 == 0
		if v := w.View(q); v.Shown != 2*lasting {
			t.Errorf("view %d has %d of %d", n, v.Shown, 2*lasting)
		}
	}
	close(stop)
	<-stopped
}

func watching(w *Watcher) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.running
}

// Watching ends some time after the last question, and begins again with the next one.
func TestItEndsAndBeginsAgain(t *testing.T) {
	labtest.Need(t)
	synctest.Test(t, func(t *testing.T) {
		w := New()
		for range 2 {
			if v := w.View(Query{Rows: 1}); v.Problem != "" {
				t.Error(v.Problem)
			}
			time.Sleep(lingers / 2)
			synctest.Wait()
			if !watching(w) {
				t.Error("it has ended too early")
			}
			time.Sleep(lingers)
			synctest.Wait()
			if watching(w) {
				t.Error("it still runs")
			}
		}
		w.Close()
		if v := w.View(Query{}); v.Problem == "" {
			t.Error("it answers after Close")
		}
	})
}

// TestDeathsAreKept filters by deaths: what has ended stays in the list long after others have faded, last first.
func TestDeathsAreKept(t *testing.T) {
	r := newRig(t)
	l, at := r.listener(64)
	w := New()
	defer func() { r.check(w.Close()) }()
	q := Query{Rows: 50, Filter: fmt.Sprintf("deaths port:%d", port(at))}
	until(t, w, q, "a first look", func(v View) bool { return v.Total > 0 && v.Shown == 0 })
	for range 3 {
		client, accepted := r.connection(l, at)
		r.check(unix.Close(client))
		r.check(unix.Close(accepted))
	}
	client, accepted := r.connection(l, at)
	r.check(unix.Close(client)) // what remains of it is in the tables
	defer unix.Close(accepted)
	v := until(t, w, q, "seven deaths", func(v View) bool { return v.Shown == 7 })
	first := v.Lines[0].Ended
	v = until(t, w, q, "time to pass", func(v View) bool { return v.T.Sub(first) > fades+2*time.Second })
	if v.Shown != 7 {
		t.Errorf("%d of 7 are still there", v.Shown)
	}
	for i := 1; i < len(v.Lines); i++ {
		if v.Lines[i].Ended.After(v.Lines[i-1].Ended) || v.Lines[i].Ending == "" {
			t.Errorf("line %d is %s at %v after one at %v", i, v.Lines[i].Ending, v.Lines[i].Ended, v.Lines[i-1].Ended)
		}
	}
}
