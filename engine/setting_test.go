package engine

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// TestEvidenceOfASetOption checks that the evidence has the value before, the value asked for, and what the kernel made
// of it.
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
		if c.want.Before == "" { // the system's default
			c.want.Before = got.Before
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", e.Text, got, c.want)
		}
	}
	if e := r.do("setsockopt", sock("c"), ofOption("IP_TTL"), value("999")); e.Errno() != "EINVAL" || e.Evidence.Options != nil {
		t.Errorf("a refused option is reported as set: %+v", e.Evidence.Options)
	}
	if e := r.well("server", named("s"), addr("127.0.0.1:0")); len(e.Evidence.Options) != 1 || e.Evidence.Options[0].Name != "SO_REUSEADDR" {
		t.Errorf("%s: %+v", e.Text, e.Evidence.Options)
	}
}

// TestJoinedOptionsAreWhatTheirNumbersMake sets the option that C would set, and warns about it.
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

// What epoll_ctl does to an interest list is recorded, with the previous events of the socket.
func TestWhatAnEpollWatches(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("s = socket udp\ne = epoll\nu = socket udp")
	for _, c := range []struct{ line, before, after string }{
		{"epoll_ctl e add s in", "-", "in"},
		{"epoll_ctl e mod s in out et", "in", "in|out|et"},
		{"epoll_ctl e add s in => EEXIST", "", ""},
		{"epoll_ctl e mod u in => ENOENT", "", ""},
		{"epoll_ctl e mod s oneshot", "in|out|et", "oneshot"},
		{"epoll_ctl e del s", "oneshot", "-"},
		{"epoll_ctl e add s pri", "-", "pri"},
	} {
		events := func(mask *int) string {
			if mask == nil {
				return "-"
			}
			return step.EpollEvents.Short(*mask)
		}
		got := r.says(c.line).Evidence.Watched
		switch {
		case len(got) == 0 && c.before == "":
		case len(got) != 1 || events(got[0].Before) != c.before || events(got[0].After) != c.after || got[0].Epoll != r.id("e") || got[0].Socket != r.id("s"):
			t.Errorf("%s: %+v", c.line, got)
		}
	}
	// A descriptor that reuses the number of a closed one was never on the list.
	r.lines("close s\nd = dup u")
	if got := r.says("epoll_ctl e add d in").Evidence.Watched; len(got) != 1 || got[0].Before != nil {
		t.Errorf("of another socket: %+v", got)
	}
}
