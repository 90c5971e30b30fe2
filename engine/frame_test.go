package engine

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func names(rows []status.Socket) string {
	var list []string
	for _, s := range rows {
		list = append(list, s.Name)
	}
	return strings.Join(list, " ")
}

func TestFrameRows(t *testing.T) {
	r := newRig(t, Options{})
	r.connection() // s, c, a
	r.well("send", sock("c"), texted("12345"))
	r.waits("a", "pending", "5")
	r.well("socket", named("u"), kind(unix.AF_INET6, unix.SOCK_DGRAM))
	r.well("epoll", named("e"))
	for _, c := range []struct {
		name  string
		q     Query
		want  string
		total int
		first int
	}{
		{"in the order they were made", Query{Rows: 9}, "s c a u e", 5, 0},
		{"by name", Query{Rows: 9, Sort: "name"}, "a c e s u", 5, 0},
		{"backwards", Query{Rows: 9, Sort: "name", Reverse: true}, "u s e c a", 5, 0},
		{"by fd", Query{Rows: 9, Sort: "fd"}, "s c a u e", 5, 0},
		{"by kind", Query{Rows: 9, Sort: "kind"}, "e s c a u", 5, 0},
		{"by state", Query{Rows: 9, Sort: "state"}, "e c a s u", 5, 0},
		{"by recvq", Query{Rows: 9, Sort: "recvq", Reverse: true}, "a u c s e", 5, 0},
		{"by an unknown column", Query{Rows: 9, Sort: "colour"}, "s c a u e", 5, 0},
		{"a window", Query{First: 1, Rows: 2}, "c a", 5, 1},
		{"a window beyond the end", Query{First: 99, Rows: 2}, "u e", 5, 3},
		{"a window before the start", Query{First: -3, Rows: 2}, "s c", 5, 0},
		{"no rows", Query{}, "", 5, 0},
		{"filtered by state", Query{Rows: 9, Filter: "estab"}, "c a", 2, 0},
		{"filtered by kind", Query{Rows: 9, Filter: "UDP6"}, "u", 1, 0},
		{"filtered by origin", Query{Rows: 9, Filter: "accept(s)"}, "a", 1, 0},
		{"filtered by nothing there", Query{Rows: 9, Filter: "zebra"}, "", 0, 0},
		{"filtered, sorted, a window", Query{Rows: 1, First: 1, Sort: "name", Filter: "estab"}, "c", 2, 1},
	} {
		f := r.frame(c.q)
		if names(f.Sockets) != c.want || f.Total != c.total || f.Open != 5 || f.First != c.first {
			t.Errorf("%s: %q of %d from %d, %d open; want %q of %d from %d", c.name, names(f.Sockets), f.Total, f.First, f.Open, c.want, c.total, c.first)
		}
		if f.PID != os.Getpid() || f.Network != "host network" || f.T <= 0 {
			t.Errorf("%s: pid %d, %s, T %f", c.name, f.PID, f.Network, f.T)
		}
	}
	if f := newRig(t, Options{Lab: true}).frame(Query{}); f.Network != "private lab" {
		t.Error("a lab is called", f.Network)
	}
}

// TestFrameKeepsWhatTCPKnows checks that a closed socket stays a row while TCP has its connection.
func TestFrameKeepsWhatTCPKnows(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("close", sock("c"))
	r.waits("c", "state", "FIN-WAIT-2")
	f := r.frame(Query{Rows: 9})
	if names(f.Sockets) != "s c a" || f.Open != 2 {
		t.Fatalf("rows %q, %d open", names(f.Sockets), f.Open)
	}
	if c := f.Sockets[1]; c.Open || c.State != "FIN-WAIT-2" || c.Peer == "" {
		t.Errorf("c: %+v", c)
	}
	r.well("close", sock("a")) // sends a FIN: c enters TIME-WAIT, a is gone
	r.waits("a", "state", "CLOSED")
	if f := r.frame(Query{Rows: 9}); names(f.Sockets) != "s c" || f.Open != 1 {
		t.Errorf("rows %q, %d open", names(f.Sockets), f.Open)
	}
}

// TestFrameIsNeverChanged checks that a step after a frame leaves the frame alone.
func TestFrameIsNeverChanged(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	q := Query{Rows: 9, Events: 9, Selected: r.id("c"), Options: true}
	f := r.frame(q)
	state, events, pending := f.Sockets[1].State, len(f.Events), *f.Sockets[2].Pending
	r.well("send", sock("c"), texted("x"))
	r.waits("a", "pending", "1")
	r.well("closedown", sock("c"))
	r.frame(q)
	if f.Sockets[1].State != state || f.Detail.State != state || len(f.Events) != events || *f.Sockets[2].Pending != pending || f.Sockets[1].Open != true {
		t.Errorf("the frame changed: %+v", f.Sockets)
	}
}

func TestAbilities(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("socket", named("n"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("epoll", named("e"))
	r.well("pipe", named("r", "w"))
	for name, can := range map[string]string{
		"s": "listen accept close",
		"c": "send recv shutdown close",
		"n": "bind listen connect close",
		"u": "bind connect sendto recv recvfrom close",
		"e": "epoll_ctl epoll_wait close",
		"r": "read close",
		"w": "write close",
	} {
		f := r.frame(Query{Selected: r.id(name)})
		var able []string
		for _, a := range f.Detail.Can {
			if a.Why == "" {
				able = append(able, a.Verb)
			}
		}
		if strings.Join(able, " ") != can {
			t.Errorf("%s can %v, want %s", name, able, can)
		}
	}
	r.well("close", sock("c"))
	for _, a := range r.frame(Query{Selected: r.id("c")}).Detail.Can {
		if a.Why != "its descriptor is closed" {
			t.Errorf("a closed socket: %s, %q", a.Verb, a.Why)
		}
	}
}

func TestDetail(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("setsockopt", sock("c"), ofOption("SO_RCVBUF"), value("8KiB"))
	r.well("setsockopt", sock("c"), ofOption("SO_KEEPALIVE"), value("on"))
	d := r.frame(Query{Selected: r.id("c"), Options: true, Info: true}).Detail
	reading := func(name string) status.OptionReading {
		i := slices.IndexFunc(d.Options, func(o status.OptionReading) bool { return o.Name == name })
		if i < 0 {
			t.Fatal("no reading of", name)
		}
		return d.Options[i]
	}
	if o := reading("SO_RCVBUF"); o.Value != "16KiB" || o.Asked != "8KiB" || !o.Changed || o.Fresh == "" || o.Fresh == o.Value || o.Level != "SOL_SOCKET" {
		t.Errorf("%+v", o) // the kernel doubles the value
	}
	if o := reading("SO_KEEPALIVE"); o.Value != "on" || o.Fresh != "off" || !o.Changed {
		t.Errorf("%+v", o)
	}
	if o := reading("SO_REUSEADDR"); o.Value != "off" || o.Changed || o.Asked != "" {
		t.Errorf("%+v", o)
	}
	if o := reading("SO_ERROR"); !o.Unread || o.Value != "" {
		t.Errorf("%+v", o)
	}
	if !slices.ContainsFunc(d.Info, func(i status.InfoReading) bool { return i.Name == "state" }) {
		t.Errorf("no state in TCP_INFO: %v", d.Info)
	}
	if d := r.frame(Query{Selected: r.id("c")}).Detail; d.Options != nil || d.Info != nil {
		t.Error("options that were not asked for")
	}
	if d := r.frame(Query{Selected: 999}).Detail; d != nil {
		t.Errorf("detail of no socket: %+v", d)
	}
}

// TestObservingDoesNotDisturb builds many frames and makes many observations, which must change nothing.
func TestObservingDoesNotDisturb(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("socket", named("f"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	r.do("connect", sock("f"), addr("127.0.0.1:7999"), wants("EINPROGRESS"))
	r.well("poll", interested("f", unix.POLLOUT), timeout(-1))
	r.well("send", sock("c"), texted("hello"))
	r.well("send", sock("c"), texted("!"), flags(unix.MSG_OOB))
	r.waits("a", "pending", "5")
	for range 20 {
		for _, name := range []string{"s", "c", "a", "f"} {
			r.frame(Query{Rows: 99, Events: 99, Selected: r.id(name), Options: true})
			r.well("show", target(name, ""))
		}
	}
	for _, want := range []string{"ECONNREFUSED", "0"} {
		if e := r.do("getsockopt", sock("f"), ofOption("SO_ERROR"), wants(want)); e.Failed() {
			t.Errorf("SO_ERROR is %s, want %s", e.Got, want)
		}
	}
	r.well("recv", sock("a"), size(1), flags(unix.MSG_OOB), wantsText("!"))
	r.well("recv", sock("a"), size(99), wantsText("hello"))
}

// TestFreshValuesLeaveNothingOpen checks that reading the options of a new socket leaves no descriptor open.
func TestFreshValuesLeaveNothingOpen(t *testing.T) {
	r := newRig(t, Options{})
	for _, k := range step.Kinds() {
		e := r.do("socket", named("x"), kind(k.Domain, k.Type), ofProtocol(k.Protocol))
		if e.Errno() != "" {
			continue // MPTCP may be disabled
		}
		before := labtest.Descriptors(t)
		d := r.frame(Query{Selected: r.id("x"), Options: true}).Detail
		if len(d.Options) == 0 {
			t.Errorf("%s has no options", k.Label)
		}
		if d.Kind != k.Label {
			t.Errorf("%s is called %s", k.Label, d.Kind)
		}
		if after := labtest.Descriptors(t); !slices.Equal(before, after) {
			t.Errorf("%s: descriptors %q before, %q after", k.Label, before, after)
		}
	}
}

// TestRowsGoByHowSocketsAreNow changes sockets behind the bench's back: no step has observed them, and no frame has
// shown them.
func TestRowsGoByHowSocketsAreNow(t *testing.T) {
	for _, c := range []struct {
		q     Query
		first string
		total int
	}{
		{Query{Rows: 1, Filter: "CLOSE-WAIT"}, "a", 1},
		{Query{Rows: 1, Filter: "FIN-WAIT"}, "c", 1},
		{Query{Rows: 1, Sort: "state"}, "a", 5},
		{Query{Rows: 1, Sort: "recvq", Reverse: true}, "b", 5},
		{Query{Rows: 1, Sort: "pending", Reverse: true}, "b", 5},
	} {
		r := newRig(t, Options{})
		r.connection()
		r.well("socketpair", named("b", "p"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
		r.on(func() {
			c, _ := r.bench.Find("c")
			p, _ := r.bench.Find("p")
			if err := errors.Join(unix.Shutdown(c.FD, unix.SHUT_WR), unix.Send(p.FD, []byte("12345"), 0)); err != nil {
				t.Error(err)
			}
		})
		if f := r.frame(c.q); names(f.Sockets) != c.first || f.Total != c.total || f.Stale > 5 {
			t.Errorf("%+v: %q of %d, stale for %g s; want %s of %d", c.q, names(f.Sockets), f.Total, f.Stale, c.first, c.total)
		}
	}
}

// TestTheSelectedSocketHasAPlace finds the position of a socket that is not among the visible rows.
func TestTheSelectedSocketHasAPlace(t *testing.T) {
	r := newRig(t, Options{})
	for _, name := range []string{"a", "b", "c", "d"} {
		r.well("socket", named(name), kind(unix.AF_INET, unix.SOCK_STREAM))
	}
	for want, q := range map[int]Query{
		4: {Rows: 2, Selected: r.id("d")},
		1: {Rows: 2, Selected: r.id("d"), Sort: "name", Reverse: true},
		0: {Rows: 2, Selected: r.id("d"), Filter: "name:c"},
	} {
		if f := r.frame(q); f.Place != want {
			t.Errorf("%+v: place %d of %d, want %d", q, f.Place, f.Total, want)
		}
	}
}

// TestFrameBringsEvidence checks that the evidence of a socket or an epoll comes when asked for.
func TestFrameBringsEvidence(t *testing.T) {
	r := newRig(t, Options{})
	blockingPair(r)
	r.well("epoll", named("e"))
	r.well("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("b"), flags(unix.EPOLLIN))
	done := r.later("recv", sock("a"), size(9))
	r.blocked("recv a 9")
	d := r.frame(Query{Selected: r.id("a"), Evidence: true}).Detail
	if d == nil || d.Evidence == nil || len(d.Evidence.Sockets) != 1 || len(d.Evidence.Bench) != 2 {
		t.Fatalf("detail: %+v", d)
	}
	a := d.Evidence.Sockets[0]
	if a.Name != "a" || a.After == nil || a.Detail == nil || len(a.Detail.Asleep) != 1 {
		t.Fatalf("a: %+v", a)
	}
	if w := a.Detail.Asleep[0]; w.Verb != "recv" || w.Socket != "a" || w.Size != 9 || w.For <= 0 {
		t.Errorf("asleep: %+v", w)
	}
	if d := r.frame(Query{Selected: r.id("e"), Evidence: true}).Detail; d == nil || d.Evidence == nil || d.Evidence.Sockets[0].Name != "e" {
		t.Errorf("of the epoll: %+v", d)
	} else if plain := r.frame(Query{Selected: r.id("e")}).Detail; len(d.Interests) != 1 || !slices.Equal(d.Interests, plain.Interests) {
		t.Errorf("with evidence it watches %+v, without %+v", d.Interests, plain.Interests)
	}
	if d := r.frame(Query{Selected: r.id("a")}).Detail; d.Evidence != nil {
		t.Error("the evidence comes without being asked for")
	}
	r.well("send", sock("b"), texted("wake"))
	r.arrives(done)
}
