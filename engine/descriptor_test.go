package engine

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

func numbered(n uint64) part        { return func(s *Step) { s.Number = &n } }
func repeated(d time.Duration) part { return func(s *Step) { s.Every = d } }

// descriptorScene makes descriptors that are not sockets, and moves bytes between them.
func descriptorScene() []line {
	const again = " = -1 EAGAIN (Resource temporarily unavailable)"
	return []line{
		{stepOf("memfd", named("f"), texted("hello")), `f = memfd "hello"`,
			"memfd_create(\"f\", MFD_ALLOW_SEALING) = <f>\nwrite(f, \"hello\", 5) = 5\nlseek(f, 0, SEEK_SET) = 0", "fd"},
		{stepOf("read", sock("f"), size(2)), "read f 2", `read(f, "he", 2) = 2`, `"he"`},
		{stepOf("pipe", named("r", "w"), flags(unix.O_NONBLOCK)), "r, w = pipe nonblock", "pipe2([fd, fd], O_NONBLOCK) = <r, w>", "0"},
		{stepOf("splice", sock("w"), other("f"), size(2)), "splice w f 2", "splice(f, NULL, w, NULL, 2, 0) = 2", "2"},
		{stepOf("pipe", named("i", "o")), "i, o = pipe", "pipe2([fd, fd], 0) = <i, o>", "0"},
		{stepOf("tee", sock("o"), other("r"), size(9)), "tee o r 9", "tee(r, o, 9, 0) = 2", "2"},
		{stepOf("sendfile", sock("o"), other("f"), size(9)), "sendfile o f 9", "sendfile(o, f, NULL, 9) = 1", "1"},
		{stepOf("read", sock("i"), size(9)), "read i 9", `read(i, "llo", 9) = 3`, `"llo"`},
		{stepOf("read", sock("r"), size(9)), "read r 9", `read(r, "ll", 9) = 2`, `"ll"`},
		{stepOf("read", sock("r"), size(9)), "read r 9", "read(r, 0x…, 9)" + again, "EAGAIN"},
		{stepOf("eventfd", named("e"), numbered(5), flags(unix.EFD_NONBLOCK)), "e = eventfd 5 nonblock", "eventfd2(5, EFD_NONBLOCK) = <e>", "fd"},
		{stepOf("write", sock("e"), numbered(7)), "write e 7", `write(e, "\x07\x00\x00\x00\x00\x00\x00\x00", 8) = 8`, "8"},
		{stepOf("read", sock("e"), size(8), wants("12")), "read e 8 => 12", `read(e, "\x0c\x00\x00\x00\x00\x00\x00\x00", 8) = 8`, "12"},
		{stepOf("read", sock("e"), size(8)), "read e 8", "read(e, 0x…, 8)" + again, "EAGAIN"},
		{stepOf("timerfd", named("t"), timeout(time.Hour), repeated(time.Second), flags(unix.TFD_NONBLOCK)), "t = timerfd 60m every 1s nonblock",
			"timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK) = <t>\ntimerfd_settime(t, 0, {it_interval={tv_sec=1, tv_nsec=0}, it_value={tv_sec=3600, tv_nsec=0}}, NULL) = 0", "fd"},
		{stepOf("read", sock("t"), size(8)), "read t 8", "read(t, 0x…, 8)" + again, "EAGAIN"},
		{stepOf("lseek", sock("f"), count(-1), op(unix.SEEK_END)), "lseek f -1 end", "lseek(f, -1, SEEK_END) = 4", "4"},
		{stepOf("lseek", sock("w"), count(0)), "lseek w 0 set", "lseek(w, 0, SEEK_SET) = -1 ESPIPE (Illegal seek)", "ESPIPE"},
		{stepOf("dup3", sock("f"), other("t"), flags(unix.O_CLOEXEC)), "dup3 f t cloexec", "dup3(f, t, O_CLOEXEC) = <t>", "fd"},
	}
}

// run makes the steps of a script, whose expected outcomes must hold.
func (r *rig) run(script string) {
	r.t.Helper()
	scope := step.NewScope()
	for text := range strings.Lines(script) {
		s, ok, err := scope.Parse(strings.TrimSpace(text))
		if err != nil {
			r.t.Fatalf("%s: %v", text, err)
		} else if !ok {
			continue
		}
		if e := r.do(s.Verb, whole(s)); e.Failed() {
			r.t.Errorf("%s: problem %q, got %q", e.Text, e.Problem, e.Got)
		}
	}
}

// A pipe whose other end is closed; the rows show the kind of each end.
func TestEndsOfAPipe(t *testing.T) {
	r := newRig(t, Options{})
	r.run(`
		r, w = pipe nonblock
		write w "abc" => 3
		expect r.pending == 3
		expect w.capacity == 64KiB
		read w 1 => EBADF
		write r "x" => EBADF
		d = dup w
		close w
		read r 9 => "abc"
		read r 9 => EAGAIN
		close d
		read r 9 => eof
		r, w = pipe
		close r
		write w "x" => EPIPE`)
	frame, err := r.Frame(Query{Rows: 9})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{}
	for _, s := range frame.Sockets {
		kinds[s.Name] = s.Kind
	}
	if kinds["r'"] != status.KindPipeRead || kinds["w"] != status.KindPipeWrite {
		t.Errorf("the rows are of the kinds %v", kinds)
	}
}

// dup3 closes what its target was, and makes the number a duplicate.
func TestDup3ReplacesADescriptor(t *testing.T) {
	r := newRig(t, Options{})
	r.run(`
		a, b = socketpair unix
		c, d = socketpair unix
		dup3 a c => ok
		recv d 1 => eof
		send c "x" => 1
		recv b 1 => "x"
		dup3 a a => EINVAL
		dup3 a c nonblock => EINVAL
		close a
		send c "y" => 1
		recv b 1 => "y"
		close c
		dup3 b c => ok
		close c
		recv b 1 => eof`)
}

// Counters are observed without being read.
func TestCountersAreObserved(t *testing.T) {
	r := newRig(t, Options{})
	r.run(`
		e = eventfd 300 semaphore
		expect e.count == 300
		expect e.ready == in|out
		read e 8 => 1
		expect e.count == 299
		write e 18446744073709551615 => EINVAL
		t = timerfd 1ms every 60m
		within 5s expect t.count == 1
		expect t.every == 60m
		expect t.left == 0
		read t 8 => 1
		expect t.left > 59m
		expect t.count == 0
		read t 7 => EINVAL
		p = epoll
		epoll_ctl p add e in
		epoll_ctl p add t in
		expect p.interests == 2
		epoll_wait p => e:in
		f = memfd "12345"
		expect f.size == 5
		read f 4 => "1234"
		expect f.position == 4
		epoll_ctl p add f in => EPERM`)
	e := r.do("show", func(s *Step) { s.Verb = "write"; s.Socket = "f"; n := uint64(5); s.Number = &n })
	if e.Problem == "" {
		t.Error("a file was written a number")
	}
}
