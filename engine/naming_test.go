package engine

import (
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func TestNameUsedAgain(t *testing.T) {
	r := newRig(t, Options{})
	udp := []part{kind(unix.AF_INET, unix.SOCK_DGRAM)}
	r.well("socket", append(udp, named("s"))...)
	first := r.id("s")
	if e := r.well("socket", append(udp, named("s"))...); !said(e, "the socket that was s stays open as s'") {
		t.Errorf("notes %q", e.Notes)
	}
	if e := r.well("socket", append(udp, named("s"))...); !said(e, "the socket that was s stays open as s''") {
		t.Errorf("notes %q", e.Notes)
	}
	if r.id("s'") != first {
		t.Error("s' is not the first socket")
	}
	if e := r.well("close", sock("s'")); shown(e) != "close(s') = 0" {
		t.Error(shown(e))
	}
	r.well("close", sock("s"))
	if e := r.well("socket", append(udp, named("s"))...); len(e.Notes) != 0 {
		t.Errorf("the name of a closed socket is used again: notes %q", e.Notes)
	}
	if last := r.id("s"); last <= first+2 {
		t.Errorf("ID %d of the fourth socket, after %d of the first: an ID came back", last, first)
	}
}

func TestNamesGivenByTheEngine(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("close", sock("a"))
	r.well("client", named("d"), addr("@s"))
	e := r.well("accept", sock("s"))
	if !said(e, "is called a1") || observed(t, e, "a1").After.State != status.StateEstablished {
		t.Errorf("accept without a name: notes %q", e.Notes)
	}
	e = r.well("socketpair", kind(unix.AF_UNIX, unix.SOCK_STREAM))
	if !said(e, "is called s1") || !said(e, "is called s2") {
		t.Errorf("socketpair without names: notes %q", e.Notes)
	}
}

func TestClosedName(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("close", sock("s"))
	if e := r.do("getsockname", sock("s"), wants("EBADF")); e.Failed() || shown(e) != "getsockname(s, 0x…, [112]) = -1 EBADF (Bad file descriptor)" {
		t.Errorf("a closed name: %s %s", shown(e), e.Problem)
	}
	if e := r.do("show", target("s", "pending")); !has(e.Problem, "s is closed: only its state, local and peer can still be looked at") && !has(e.Problem, "s has no pending") {
		t.Errorf("show of a closed socket: %q", e.Problem)
	}
	r.well("socket", named("t"), kind(unix.AF_INET, unix.SOCK_STREAM)) // gets the descriptor number of s
	for _, verb := range []string{"close", "getsockname", "listen"} {
		e := r.do(verb, sock("s"))
		if !has(e.Problem, "s is closed, and its fd") || !has(e.Problem, "is t by now") || len(e.Calls) != 0 || e.Refused {
			t.Errorf("%s: problem %q, calls %v", e.Text, e.Problem, e.Calls)
		}
	}
	r.well("show", target("t", "state"))
	for _, verb := range []string{"close", "listen", "pending"} {
		if e := r.do(verb, sock("nobody")); !has(e.Problem, "there is no socket nobody") {
			t.Errorf("%s: problem %q", e.Text, e.Problem)
		}
	}
}

// TestAddressOfASocket names sockets in place of addresses.
func TestAddressOfASocket(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("getpeername", sock("c"), wants("@s"))
	r.well("getsockname", sock("c"), wants("@a.peer"))
	if e := r.do("connect", sock("u"), addr("@s.peer")); !has(e.Problem, "s has no peer address") {
		t.Errorf("a listener's peer: %q", e.Problem)
	}
	if e := r.do("connect", sock("u"), addr("@nobody")); !has(e.Problem, "there is no socket nobody") {
		t.Errorf("the address of an unknown socket: %q", e.Problem)
	}
	r.well("close", sock("s"))
	r.well("connect", sock("u"), addr("@s")) // the address it had
	r.well("getpeername", sock("u"), wants("@c.peer"))
}

// TestAcceptAborted makes the kernel give an answer that can't be provoked.
func TestAcceptAborted(t *testing.T) {
	k := &sockets.Scripted{Kernel: sockets.Linux{}, Errors: map[string][]error{"accept4": {unix.ECONNABORTED}}}
	r := newRig(t, Options{Kernel: k})
	r.well("server", named("s"), addr("127.0.0.1:0"))
	r.well("nonblock", sock("s"))
	for _, errno := range []string{"ECONNABORTED", "EAGAIN"} {
		if e := r.do("accept", named("a"), sock("s"), wants(errno)); e.Failed() {
			t.Errorf("%s: got %s", e.Text, e.Got)
		}
	}
}

// A step on a socket that has reused the number of a closed socket names that one's address.
func TestNumberOfAClosedSocketUsedAgain(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:0"))
	r.well("close", sock("s"))
	r.well("socket", kind(unix.AF_INET, unix.SOCK_STREAM), named("t"))
	e := r.do("bind", sock("t"), addr("@s"))
	if got := e.Calls[0].Values.FD.Name; got != "t" {
		t.Errorf("the call is about %q: %s", got, shown(e))
	}
}
