package runtest

import (
	"net"
	"strings"
	"testing"
	"time"
)

// A wrong command line gets one sentence that says what to write, before anything starts.
func TestUsage(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = busy.Close() }()
	plain := written(t, "plain.md", "no block\n")
	script := written(t, "demo.netnet", "s = socket tcp\n")
	other := written(t, "other.jsonl", "{\"hello\":1}\n")
	for _, tt := range []struct {
		status int
		says   string
		args   []string
	}{
		{2, "swarm needs a number and an address: netnet-tui swarm 100 127.0.0.1:7000 (see netnet-tui swarm --help)", []string{"swarm"}},
		{2, "serve needs a protocol and an address", []string{"serve"}},
		{2, "run needs a file", []string{"run"}},
		{2, "(see netnet-tui options check --help)", []string{"options", "check"}},
		{2, "errno takes one name", []string{"errno", "a", "b"}},
		{2, "why needs a question: netnet-tui why demo.netnet:12", []string{"why"}},
		{2, "--try needs a line: netnet-tui why demo.netnet:12 --try", []string{"why", plain, "--try"}},
		{2, "--try and --host exclude each other", []string{"why", plain + ":1", "--try", "--host"}},
		{2, "(did you mean why port?)", []string{"why", "prt"}},
		{2, `"70000" is not a port: write a number from 1 to 65535`, []string{"why", "port", "70000"}},
		{2, `"foo" is not an address`, []string{"why", "connect", "foo"}},
		{2, `"unix:name" is not an address`, []string{"why", "connect", "unix:name"}},
		{3, "allow it with --allow-net", []string{"why", "connect", "192.0.2.1:80"}},
		{2, `--spin: "x" is not a time`, []string{"serve", "echo", "127.0.0.1:0", "--spin", "x"}},
		{2, "a spin of -1s is out of bounds", []string{"serve", "echo", "127.0.0.1:0", "--spin", (-time.Second).String()}},
		{2, `--rounds: "x" is not a whole number`, []string{"race", "--rounds", "x"}},
		{2, `--max-memory: "x" is not a size`, []string{"serve", "--max-memory", "x"}},
		{1, "its directory does not exist", []string{"race", "--svg", "/nonexist/r.svg"}},
		{2, `there is no command "rn" (did you mean run?)`, []string{"rn", "x"}},
		{1, "did you mean SO_REUSEADDR?", []string{"options", "SO_REUSEADR"}},
		{1, `no option of SOL_SOCKET is known by "nodelay": name one`, []string{"options", "--level", "SOL_SOCKET", "nodelay"}},
		{1, `there is no level "FOO": write one such as SOL_SOCKET`, []string{"options", "--level", "FOO"}},
		{1, "did you mean EADDRINUSE?", []string{"errno", "EADRINUSE"}},
		{1, "did you mean connect?", []string{"errno", "conect"}},
		{1, busy.Addr().String() + " is in use already: stop the program", []string{"serve", "echo", busy.Addr().String()}},
		{2, plain + " has no netnet block: nothing was run", []string{"run", plain}},
		{2, `"b" is one argument too many: lesson new needs a name`, []string{"lesson", "new", "a", "b"}},
		{2, "is the file that is exported: name another one", []string{"export", script, "--to", "c", "-o", script}},
		{2, "--out needs the name of a file", []string{"export", script, "--to", "c", "-o", ""}},
		{2, other + ":1:1: this is not a recording", []string{"run", other}},
		{2, other + ":1:1: this is not a recording", []string{"diff", other, script}},
	} {
		netnet(t, tt.args...).want(t, tt.status, "", tt.says)
	}
}

// A refusal is reported once: on standard error.
func TestARefusalIsSaidOnce(t *testing.T) {
	t.Parallel()
	script := written(t, "out.netnet", "s = socket tcp nonblock\nconnect s 192.0.2.1:80\n")
	for _, args := range [][]string{{"run", script}, {"run", "--json", script}} {
		o := netnet(t, args...)
		o.want(t, 3, "", "out.netnet:2: 192.0.2.1:80 is outside loopback: allow it with --allow-net")
		if args[1] == script && strings.Contains(o.out, "outside loopback") {
			t.Errorf("it is said a second time:\n%s", o.out)
		}
	}
}
