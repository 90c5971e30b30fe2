package runtest

import (
	"strings"
	"testing"
)

// A swarm stands while the loop stands that serves it: its time passes when the loop goes on.
func TestASwarmStandsWhileItsLoopStands(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"s = server 127.0.0.1:0 64",
		"serve s echo",
		"swarm 20 @s echo for 8s",
		"within 6s expect s.connections == 20",
		"gear pause",
		"sleep 9s",
		"expect s.connections == 20",
		"gear step 40", // its clients answer meanwhile
		"expect s.connections == 20",
		"gear run",
		"within 20s expect s.connections == 0",
	))
	if o.status != 0 {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
}

// Swarms are stopped at once, all or those of one server, whether the loop runs or stands, and
// what they did is told.
func TestASwarmIsStopped(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"s = server 127.0.0.1:0 64",
		"serve s echo",
		"o = server 127.0.0.1:0 64",
		"serve o echo",
		"swarm 7 @s echo for 10m",
		"swarm 5 @o echo for 10m",
		"unswarm @s",
		"within 20s expect s.connections == 0",
		"within 20s expect o.connections == 5",
		"gear pause",
		"unswarm",
		"gear run",
		"within 20s expect o.connections == 0",
		"unswarm", // there is none, which is not an error
		"unswarm @s",
	))
	if o.status != 0 {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
	for _, want := range []string{"# swarm 7 @s echo for 10m: ", "# swarm 5 @o echo for 10m: ", " messages on 5 connections in "} {
		if !strings.Contains(o.out, want) {
			t.Errorf("%q is not told:\n%s", want, o.out)
		}
	}
}
