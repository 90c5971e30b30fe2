package loop_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

func names(v status.Server) string {
	text := ""
	for _, c := range v.Connections {
		text += c.Name + " "
	}
	return text
}

func TestTheTableIsSortedAndFiltered(t *testing.T) {
	r := serve(t, loop.Options{}, "bad-never-reads", "epoll")
	for n := 1; n <= 5; n++ {
		fd := r.dial()
		defer func() { _ = unix.Close(fd) }()
		send(t, fd, "12345"[:6-n])
		if n == 2 {
			_ = unix.Shutdown(fd, unix.SHUT_WR)
		}
		r.until("being accepted", func(v status.Server) bool { return v.Totals.Open == n })
	}
	r.until("all having been looked at", func(status.Server) bool {
		return r.view(status.Query{Rows: 9, Filter: "state:close-wait"}).Shown == 1 && r.view(status.Query{Rows: 9, Filter: "recvq:>0"}).Shown == 5
	})
	for _, c := range []struct {
		query status.Query
		want  string
		shown int
	}{
		{status.Query{Rows: 3}, "s_1 s_2 s_3 ", 5},
		{status.Query{Rows: 3, First: 4}, "s_3 s_4 s_5 ", 5},
		{status.Query{Rows: 2, Reverse: true}, "s_5 s_4 ", 5},
		{status.Query{Rows: 9, Sort: "recvq"}, "s_5 s_4 s_3 s_2 s_1 ", 5},
		{status.Query{Rows: 2, Sort: "recvq", Reverse: true}, "s_1 s_2 ", 5},
		{status.Query{Rows: 9, Filter: "recvq:>=4"}, "s_1 s_2 ", 2},
		{status.Query{Rows: 9, Filter: "state:close-wait"}, "s_2 ", 1},
		{status.Query{Rows: 9, Filter: "peer:127. recvq:<3"}, "s_4 s_5 ", 2},
		{status.Query{Rows: 9, Filter: "s_3"}, "s_3 ", 1},
		{status.Query{Rows: 9, Filter: "peer:10."}, "", 0},
		{status.Query{Rows: 9, Filter: "recvq:>"}, "s_1 s_2 s_3 s_4 s_5 ", 5},
	} {
		if v := r.view(c.query); names(v) != c.want || v.Shown != c.shown {
			t.Errorf("%+v: %q, %d shown", c.query, names(v), v.Shown)
		}
	}
	v := r.view(status.Query{Rows: 9})
	if c := v.Connections[1]; c.State != "CLOSE-WAIT" || *c.RecvQ != 4 || c.Stall != status.StallStopped || c.Peer == "" {
		t.Errorf("the second is %+v", c)
	}
	if l := v.Listeners[0]; l.Connections != 5 || l.Accepted != 5 || *l.Queue != 0 || *l.Backlog != 4096 || l.Protocol != "bad-never-reads" {
		t.Errorf("the listener is %+v", l)
	}
}

func TestTheFirstRowsOfALongTableAreThoseOfTheWholeInOrder(t *testing.T) {
	const rows = 3000
	random := rand.New(rand.NewPCG(1, 2))
	for name, key := range map[string]func(i int) float64{
		"rising":  func(i int) float64 { return float64(i) },
		"falling": func(i int) float64 { return -float64(i) },
		"equal":   func(int) float64 { return 0 },
		"random":  func(int) float64 { return random.Float64() },
		"few":     func(int) float64 { return float64(random.IntN(3)) },
		"a peak":  func(i int) float64 { return float64(i * (rows - i)) },
	} {
		keys := make([]float64, rows)
		for i := range keys {
			keys[i] = key(i)
		}
		all := loop.Firsts(keys, rows)
		for _, n := range []int{0, 1, 40, 1400, 1600, rows - 1} {
			if got := loop.Firsts(keys, n); !slices.Equal(got, all[:n]) {
				t.Errorf("%s: the first %d rows are not the first of all", name, n)
			}
		}
	}
}

// BenchmarkView measures what a screen costs the server: a frame of forty rows, by the number of connections. At ten
// frames a second, 1 ms is one hundredth of the time.
func BenchmarkView(b *testing.B) {
	for _, connections := range []int{100, 1000, 9000} {
		for _, sort := range []string{"", "in", "recvq"} {
			b.Run(fmt.Sprintf("%d/by %s", connections, sort), func(b *testing.B) {
				r := serve(b, loop.Options{}, "echo", "epoll-et")
				for range connections {
					fd := r.dial()
					defer func() { _ = unix.Close(fd) }()
				}
				r.until("all being accepted", func(v status.Server) bool { return v.Totals.Open == connections })
				done := make(chan struct{})
				r.do(func() {
					defer close(done)
					for b.Loop() {
						r.View(status.Query{Rows: 40, Sort: sort}, time.Now())
					}
				})
				<-done
			})
		}
	}
}
