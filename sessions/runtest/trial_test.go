package runtest

import (
	"encoding/json"
	"strings"
	"testing"
)

// The remedy for a line is tried in a copy of the script, with the answers of both side by side.
func TestWhyTries(t *testing.T) {
	t.Parallel()
	lab(t)
	script := written(t, "listen.netnet", "s = server 127.0.0.1:7000\nc = client @s\na = accept s\nclose a\nclose s\nt = socket tcp\nbind t 127.0.0.1:7000\nclose t\nu = server 127.0.0.1:7001\nv = socket tcp\nbind v @u\n")
	netnet(t, "why", script+":7", "--try").want(t, 0, "again bind t 127.0.0.1:7000", "")
	netnet(t, "why", script+":7", "--try").want(t, 0, "It helps: bind answers 0 in the copy.", "")
	netnet(t, "why", script+":8", "--try").want(t, 1, "", "there is nothing to try for this line: its answer calls for nothing to be done")
	netnet(t, "why", script+":11", "--try").want(t, 1, "do    Close u or bind to another port", "there is nothing to try for this line: its advice is in words only")
	o := netnet(t, "why", script+":7", "--try", "--json")
	lines := strings.Split(strings.TrimSpace(o.out), "\n")
	var last struct {
		Trial struct {
			Verdict string
			Made    []struct{ Part, Step, Bench, Copy string }
		}
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	if made := last.Trial.Made; last.Trial.Verdict != "helped" || len(made) != 9 || made[7].Part != "try" || made[8].Bench != "EADDRINUSE" {
		t.Errorf("the trial: %+v", last.Trial)
	}
}
