package engine

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// TestReceivedDescriptorsAreKnown receives descriptors: one open on the bench, one closed there while in flight, and
// one that is unknown.
func TestReceivedDescriptorsAreKnown(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("setsockopt", sock("s"), ofOption("SO_KEEPALIVE"), value("on"))
	r.well("sendmsg", sock("a"), parts("x"), item("SCM_RIGHTS", "s"))
	e := r.well("recvmsg", named("t"), sock("b"), sizes(9))
	if !slices.Contains(e.Notes, "t is the same open file as s") || !slices.Contains(e.Notes, "SCM_RIGHTS=t") {
		t.Errorf("notes %q", e.Notes)
	}
	r.well("sendmsg", sock("a"), parts("x"), item("SCM_RIGHTS", "t"))
	r.well("close", sock("t"))
	r.well("close", sock("s"))
	e = r.well("recvmsg", sock("b"), sizes(9))
	if e.Text != "r1 = recvmsg b 9" || !slices.Contains(e.Notes, "r1 is the same open file as t, which is closed") && !slices.Contains(e.Notes, "r1 is the same open file as s, which is closed") {
		t.Errorf("%s: notes %q", e.Text, e.Notes)
	}
	r.well("epoll", named("e"))
	r.well("sendmsg", sock("a"), parts("x"), item("SCM_RIGHTS", "e"))
	r.well("close", sock("e"))
	r.well("recvmsg", named("f"), sock("b"), sizes(9))
	f := r.frame(Query{Rows: 9})
	i := slices.IndexFunc(f.Sockets, func(s status.Socket) bool { return s.Name == "r1" })
	epoll := slices.IndexFunc(f.Sockets, func(s status.Socket) bool { return s.Name == "f" })
	if epoll < 0 || !f.Sockets[epoll].Epoll() {
		t.Errorf("a received epoll is not shown as one: %+v", f.Sockets)
	}
	if i < 0 || f.Sockets[i].Kind != "tcp4" || f.Sockets[i].Origin != "recvmsg(b)" {
		t.Errorf("the rows are %+v", f.Sockets)
	}
}

// TestOnlyTheBenchIsSent refuses to send one of the engine's own descriptors, given as bytes.
func TestOnlyTheBenchIsSent(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	e := r.do("sendmsg", sock("a"), parts("x"), item("1/1", "hex:00000000"))
	if !e.Refused || !strings.Contains(e.Problem, "fd 0 is another descriptor of the engine") {
		t.Errorf("problem %q", e.Problem)
	}
	e = r.do("sendmsg", sock("a"), parts("x"), item("1/1", "hex:ffff0000"))
	if e.Got != "EBADF" {
		t.Errorf("a descriptor that is not open answers %s %s", e.Got, e.Problem)
	}
}

// TestMessageParts compares the parts of a received message as expect does.
func TestMessageParts(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("bind", sock("u"), addr("127.0.0.1:7000"))
	expect := func(field, compare, want string) Event {
		return r.do("expect", target("u", field), func(s *Step) { s.Compare = compare; s.Value = &want })
	}
	if e := expect("msg.flags", "==", "none"); !strings.Contains(e.Problem, "u has received no message by recvmsg yet") {
		t.Errorf("problem %q", e.Problem)
	}
	r.well("setsockopt", sock("u"), ofOption("IP_RECVTTL"), value("on"))
	r.well("setsockopt", sock("u"), ofOption("IP_PKTINFO"), value("on"))
	r.well("sendmsg", sock("u"), parts("long"), addr("@u"), item("IP_TTL", "5"))
	r.well("recvmsg", sock("u"), sizes(1, 1))
	for _, c := range []struct {
		field, compare, want string
		held                 bool
	}{
		{"msg.flags", "==", "MSG_TRUNC", true}, {"msg.flags", "==", "none", false}, {"msg.flags", "!=", "MSG_CTRUNC", true},
		{"msg.from", "==", "@u", true}, {"msg.from", "==", "127.0.0.1:7001", false},
		{"msg.IP_TTL", "==", "5", true}, {"msg.IP_TTL", "<", "5", false}, {"msg.IP_TTL", ">=", "5", true}, {"msg.0/2", "==", "5", true},
		{"msg.IP_PKTINFO", "==", "127.0.0.1", true}, {"msg.IP_PKTINFO", "==", "127.0.0.1%lo", true}, {"msg.IP_PKTINFO", "==", "127.0.0.2", false},
		{"msg.IP_TOS", "==", "none", true}, {"msg.IP_TOS", "==", "0", false},
	} {
		if e := expect(c.field, c.compare, c.want); e.Problem != "" || *e.Held != c.held {
			t.Errorf("%s: got %q, problem %q", e.Text, e.Got, e.Problem)
		}
	}
}
