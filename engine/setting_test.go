package engine

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/status"
)

// TestEvidenceOfASetOption tells what it was, what was asked for, and what the kernel
// made of it.
func TestEvidenceOfASetOption(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("c"), kind(unix.AF_INET, unix.SOCK_STREAM))
	for _, c := range []struct {
		name, value string
		want        status.OptionChange
	}{
		{"TCP_NODELAY", "on", status.OptionChange{Level: "SOL_TCP", Before: "off", Asked: "on", After: "on"}},
		{"SO_RCVBUF", "8KiB", status.OptionChange{Level: "SOL_SOCKET", Asked: "8KiB", After: "16KiB"}},
	} {
		e := r.well("setsockopt", sock("c"), ofOption(c.name), value(c.value))
		c.want.Socket, c.want.Name = r.id("c"), c.name
		if len(e.Evidence.Options) != 1 {
			t.Fatalf("%s: %+v", e.Text, e.Evidence.Options)
		}
		got := e.Evidence.Options[0]
		if c.want.Before == "" { // as the system has it
			c.want.Before = got.Before
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", e.Text, got, c.want)
		}
	}
	if e := r.do("setsockopt", sock("c"), ofOption("IP_TTL"), value("999")); e.Errno() != "EINVAL" || e.Evidence.Options != nil {
		t.Errorf("what was refused is told as set: %+v", e.Evidence.Options)
	}
	if e := r.well("server", named("s"), addr("127.0.0.1:0")); len(e.Evidence.Options) != 1 || e.Evidence.Options[0].Name != "SO_REUSEADDR" {
		t.Errorf("%s: %+v", e.Text, e.Evidence.Options)
	}
}

// TestJoinedOptionsAreWhatTheirNumbersMake sets what C would set, and says so.
func TestJoinedOptionsAreWhatTheirNumbersMake(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("c"), kind(unix.AF_INET, unix.SOCK_STREAM))
	e := r.well("setsockopt", sock("c"), ofOption("SO_REUSEADDR|SO_REUSEPORT"), value("on"))
	if len(e.Warnings) == 0 || !strings.Contains(e.Warnings[0], "SO_REUSEPORT") {
		t.Errorf("it warns %q", e.Warnings)
	}
	if set := e.Evidence.Options; len(set) != 1 || set[0].Name != "SO_REUSEPORT" || set[0].After != "on" {
		t.Errorf("%+v", set)
	}
	r.well("getsockopt", sock("c"), ofOption("SO_REUSEADDR"), wants("off"))
}
