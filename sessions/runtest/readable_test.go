package runtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// sweepHead makes the sockets whose options are read, one in each state that matters.
const sweepHead = `fresh = socket tcp
l = server 127.0.0.1:0
c = client @l
within 5s expect l.queue == 1
a = accept l
u = socket udp
v = socket udp
connect v 127.0.0.1:9
us = socket unix
ud = socket unix-dgram
p, q = socketpair unix
`

// swept are those sockets, by name.
var swept = []struct {
	name        string
	domain, typ int
	connected   bool
}{
	{"fresh", unix.AF_INET, unix.SOCK_STREAM, false},
	{"l", unix.AF_INET, unix.SOCK_STREAM, false},
	{"c", unix.AF_INET, unix.SOCK_STREAM, true},
	{"a", unix.AF_INET, unix.SOCK_STREAM, true},
	{"u", unix.AF_INET, unix.SOCK_DGRAM, false},
	{"v", unix.AF_INET, unix.SOCK_DGRAM, true},
	{"us", unix.AF_UNIX, unix.SOCK_STREAM, false},
	{"ud", unix.AF_UNIX, unix.SOCK_DGRAM, false},
	{"p", unix.AF_UNIX, unix.SOCK_STREAM, true},
}

// inState are the options that the kernel refuses in some states of a socket, with the errno, and whether
// they work on a connected one.
var inState = map[string]struct {
	errno       string
	onConnected bool
}{
	"IP_MTU":            {"ENOTCONN", true},
	"SO_PEERGROUPS":     {"ENODATA", true}, // AF_UNIX only; others never have groups
	"TCP_REPAIR_QUEUE":  {"EINVAL", false}, // these four are readable in repair mode
	"TCP_QUEUE_SEQ":     {"EINVAL", false},
	"TCP_REPAIR_WINDOW": {"EPERM", false},
	"TCP_AO_REPAIR":     {"EPERM", false},
	"SO_ORIGINAL_DST":   {"ENOENT", false}, // nothing was redirected here
}

// Every option that can be read without side effects is read on every kind of socket, by a script generated
// from the catalogue: each gives a value that its codec can read, or an errno that the catalogue or the
// socket's state accounts for.
func TestEveryReadableOptionDecodes(t *testing.T) {
	t.Parallel()
	type asking struct {
		option    *sockopts.Option
		connected bool // to a peer that has the value
	}
	var lines strings.Builder
	lines.WriteString(sweepHead)
	var asked []asking
	for _, s := range swept {
		for _, o := range sockopts.For(s.domain, s.typ, 0) {
			if o.Readable() && o.ReadEffect == "" {
				fmt.Fprintf(&lines, "getsockopt %s %s %s\n", s.name, o.Level, o.Name)
				asked = append(asked, asking{o, s.connected && (o.Name != "SO_PEERGROUPS" || s.domain == unix.AF_UNIX)})
			}
		}
	}
	o := piped(t, lines.String(), "--json")
	o.want(t, 0, "", "")
	_, events := recorded(t, o.out)
	events = events[min(strings.Count(sweepHead, "\n"), len(events)):]
	if len(events) != len(asked) || len(asked) < 500 {
		t.Fatalf("%d options were asked for, and %d events came", len(asked), len(events))
	}
	for i, e := range events {
		option := asked[i].option
		errno, _ := e.Calls[0]["errno"].(string)
		state, depends := inState[option.Name]
		switch {
		case errno == "" && e.Got == "":
			t.Errorf("%s answers nothing", e.Step)
		case errno == "" && strings.HasPrefix(e.Got, "hex:") && !strings.Contains(option.Codec.Hint(), "hex:"):
			t.Errorf("%s answers bytes that nothing decodes: %s", e.Step, e.Got)
		case errno == "" && depends && !state.onConnected:
			t.Errorf("%s answers %s, want %s", e.Step, e.Got, state.errno)
		case errno == "":
		case (option.Needs != "" || older(t, option.Since)) && slices.Contains([]string{"ENOPROTOOPT", "EOPNOTSUPP"}, errno):
		case depends && errno == state.errno && !(state.onConnected && asked[i].connected):
		default:
			t.Errorf("%s answers %s, which nothing accounts for", e.Step, errno)
		}
	}
}

// older reports whether the running kernel is older than a release.
func older(t *testing.T, release string) bool {
	t.Helper()
	var host unix.Utsname
	if err := unix.Uname(&host); err != nil {
		t.Fatal(err)
	}
	var major, minor, wantMajor, wantMinor int
	_, _ = fmt.Sscanf(unix.ByteSliceToString(host.Release[:]), "%d.%d", &major, &minor)
	_, _ = fmt.Sscanf(release, "%d.%d", &wantMajor, &wantMinor)
	return major < wantMajor || major == wantMajor && minor < wantMinor
}
