package engine

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/status"
)

// optionOf returns the reading of an option at its level.
func optionOf(t *testing.T, options []status.OptionReading, level, name string) status.OptionReading {
	t.Helper()
	i := slices.IndexFunc(options, func(o status.OptionReading) bool { return o.Level == level && o.Name == name })
	if i < 0 {
		t.Fatalf("no reading of %s %s", level, name)
	}
	return options[i]
}

// TestWhatAStepHasReadIsKept checks that an option whose reading has a side effect is shown as a step last read it, and
// is not read again.
func TestWhatAStepHasReadIsKept(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("f"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	r.do("connect", sock("f"), addr("127.0.0.1:7999"), wants("EINPROGRESS"))
	r.well("poll", interested("f", unix.POLLOUT), timeout(-1))
	q := Query{Selected: r.id("f"), Options: true}
	if o := optionOf(t, r.frame(q).Detail.Options, "SOL_SOCKET", "SO_ERROR"); !o.Unread || o.Seen != "" {
		t.Errorf("before it is read: %+v", o)
	}
	read := r.do("getsockopt", sock("f"), ofOption("SO_ERROR"), wants("ECONNREFUSED"))
	o := optionOf(t, r.frame(q).Detail.Options, "SOL_SOCKET", "SO_ERROR")
	if o.Seen != "ECONNREFUSED" || o.SeenAt < read.T || !o.Unread || o.Value != "" {
		t.Errorf("after it is read: %+v", o)
	}
}

// TestOptionsOfOneNameAtTwoLevels checks that what was asked of each is kept apart.
func TestOptionsOfOneNameAtTwoLevels(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("socket", named("u"), kind(unix.AF_INET6, unix.SOCK_DGRAM))
	r.well("setsockopt", sock("u"), at("SOL_IPV6", "MCAST_JOIN_GROUP", 0), value("ff02::99,1"))
	options := r.frame(Query{Selected: r.id("u"), Options: true}).Detail.Options
	if o := optionOf(t, options, "SOL_IPV6", "MCAST_JOIN_GROUP"); o.Asked == "" {
		t.Errorf("%+v", o)
	}
	if o := optionOf(t, options, "SOL_IP", "MCAST_JOIN_GROUP"); o.Asked != "" {
		t.Errorf("%+v", o)
	}
}

// TestOptionsBesideOthers compares a listener with the socket it accepted.
func TestOptionsBesideOthers(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("setsockopt", sock("s"), ofOption("TCP_NODELAY"), value("on"))
	q := Query{Selected: r.id("s"), Compare: r.id("a"), Options: true}
	d := r.frame(q).Detail
	if d.Beside == nil || d.Beside.Name != "a" || d.Name != "s" {
		t.Fatalf("beside %s is %+v", d.Name, d.Beside)
	}
	if on, off := optionOf(t, d.Options, "SOL_TCP", "TCP_NODELAY"), optionOf(t, d.Beside.Options, "SOL_TCP", "TCP_NODELAY"); on.Value != "on" || off.Value != "off" {
		t.Errorf("%+v beside %+v", on, off)
	}
	q.Compare = 999
	if d := r.frame(q).Detail; d.Beside != nil {
		t.Errorf("beside no socket: %+v", d.Beside)
	}
}

// TestSameOptionsAreNotSentAgain checks that options are omitted if the client has them, and sent when one has changed.
func TestSameOptionsAreNotSentAgain(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("x", "y"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	q := Query{Selected: r.id("x"), Options: true}
	first := r.frame(q).Detail
	if first.Version == 0 || len(first.Options) == 0 {
		t.Fatalf("version %d with %d options", first.Version, len(first.Options))
	}
	q.Have = first.Version
	if d := r.frame(q).Detail; d.Version != first.Version || d.Options != nil {
		t.Errorf("version %d with %d options, for one who has %d", d.Version, len(d.Options), q.Have)
	}
	q.Selected = r.id("y")
	if d := r.frame(q).Detail; d.Version == first.Version || d.Options == nil {
		t.Errorf("another socket's options have version %d too", d.Version)
	}
	q.Selected = first.ID
	r.well("setsockopt", sock("x"), ofOption("SO_PASSCRED"), value("on"))
	if o := optionOf(t, r.frame(q).Detail.Options, "SOL_SOCKET", "SO_PASSCRED"); o.Value != "on" || o.Asked != "on" {
		t.Errorf("%+v", o)
	}
}

// TestSettingsAreNoticed writes settings that determine a default and that an option depends on.
func TestSettingsAreNoticed(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("sysctl", key("net.ipv4.tcp_fastopen"), value("0"))
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	q := Query{Selected: r.id("s"), Options: true}
	before := r.frame(q).Detail
	if o := optionOf(t, before.Options, "SOL_TCP", "TCP_FASTOPEN"); o.Obstacle == "" {
		t.Errorf("with net.ipv4.tcp_fastopen 0: %+v", o)
	}
	r.well("sysctl", key("net.ipv4.tcp_fastopen"), value("3"))
	r.well("sysctl", key("net.ipv4.tcp_keepalive_time"), value("33"))
	after := r.frame(q).Detail
	if o := optionOf(t, after.Options, "SOL_TCP", "TCP_FASTOPEN"); o.Obstacle != "" || after.Version == before.Version {
		t.Errorf("with net.ipv4.tcp_fastopen 3: %+v, version %d after %d", o, after.Version, before.Version)
	}
	if o := optionOf(t, after.Options, "SOL_TCP", "TCP_KEEPIDLE"); o.Fresh != "33s" || o.Changed {
		t.Errorf("with net.ipv4.tcp_keepalive_time 33: %+v", o)
	}
}
