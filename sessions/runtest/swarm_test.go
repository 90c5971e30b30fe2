package runtest

import (
	"regexp"
	"strings"
	"testing"
)

// A swarm stands still while the loop that serves it does: its time passes only while the loop runs.
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

// Swarms are stopped at once, all of them or those of one server, whether or not the loop is running, and
// what they did is reported.
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

// A swarm reaches a datagram socket by its name, and another server by udp: before its address; what became
// of the datagrams is reported.
func TestASwarmSendsDatagrams(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"# needs: lab",
		"u = socket udp nonblock",
		"bind u 127.0.0.1:7000",
		"serve u echo",
		"x = socket unix-dgram nonblock",
		"bind x unix:@letters",
		"serve x daytime",
		"d = socket udp6 nonblock",
		"bind d [::1]:0",
		"serve d discard",
		"swarm 7 @u for 10m",
		"swarm 5 udp:127.0.0.1:7000 echo for 10m",
		"swarm 3 @x daytime for 10m",
		"swarm 2 @d discard for 10m",
		"gear pause", // their time stands still
		"sleep 1200ms",
		"gear run",
		"unswarm udp:127.0.0.1:7000",
		"unswarm",
	))
	if o.status != 0 {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
	answered := regexp.MustCompile(`# swarm (\d @u for|5 udp:127.0.0.1:7000 echo for|3 @x daytime for|2 @d discard for) 10m: (\d+) datagrams sent, (\d+) answered in |# swarm 2 @d discard for 10m: [1-9]\d* datagrams sent in `)
	told := answered.FindAllStringSubmatch(o.out, -1)
	for _, one := range told {
		if one[2] != one[3] {
			t.Errorf("not all are answered: %s", one[0])
		}
	}
	if len(told) != 4 || !strings.Contains(o.out, "# 7 of 7 clients connected, ") {
		t.Errorf("it is not told what became of all four:\n%s", o.out)
	}
}

// Datagrams without a receiver are refused by the kernel. Those that a server's filter drops are lost,
// which is not an error.
func TestASwarmOfDatagramsTellsWhatIsLost(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"# needs: lab",
		"u = socket udp nonblock",
		"bind u 127.0.0.1:7000",
		"setsockopt u SO_ATTACH_FILTER drop",
		"serve u echo",
		"swarm 4 @u for 10m",
		"unswarm",
		"swarm 4 udp:127.0.0.1:9 for 10m",
	))
	if o.status != 1 || !strings.Contains(o.errors+o.out, "nobody takes datagrams at udp:127.0.0.1:9: ECONNREFUSED") {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
	lost := regexp.MustCompile(`# swarm 4 @u for 10m: (\d+) datagrams sent, (\d+) lost in `).FindStringSubmatch(o.out)
	if lost == nil || lost[1] != lost[2] {
		t.Errorf("what was lost is not told: %q\n%s", lost, o.out)
	}
}
