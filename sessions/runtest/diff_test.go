package runtest

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

const nagle = "# needs: lab\ns = server 127.0.0.1:0\nc = client @s\na = accept s nonblock\nroundtrip c 5\nclose c\nclose a\n"

// A script and its recording do not differ, and neither do two recordings of it; an added line makes a
// difference.
func TestDiff(t *testing.T) {
	t.Parallel()
	lab(t)
	script := written(t, "a.netnet", "s = server 127.0.0.1:0\nc = client @s\na = accept s\ngetsockname c\nclose c\nwithin 5s recv a 1 => eof\n")
	recorded := func(file string) string {
		o := netnet(t, "run", "--lab", "--json", file)
		o.want(t, 0, `"netnet":1`, "")
		return written(t, "a.jsonl", o.out)
	}
	one, two := recorded(script), recorded(script)
	if o := netnet(t, "diff", one, one); o.status != 0 || o.out != "no difference in 6 steps\n" || o.errors != "" {
		t.Errorf("a recording differs from itself: %+v", o)
	}
	for _, pair := range [][]string{{one, two}, {one, script}, {script, two}} {
		if o := netnet(t, "diff", "--json", pair[0], pair[1]); len(told(t, o)) > 0 {
			t.Errorf("diff %v: %+v", pair, o)
		}
	}
	other := recorded(written(t, "b.netnet", "s = server 127.0.0.1:0\nc = client @s\na = accept s\ngetsockname c\nshow a\nclose c\nwithin 5s recv a 1 => eof\n"))
	netnet(t, "diff", one, other).want(t, 1, "+    5 show a\n", "")
	o := netnet(t, "diff", "--json", one, other)
	var got struct {
		Diff struct {
			Steps []struct{ Left, Right *struct{ Step string } }
		}
	}
	if err := json.Unmarshal([]byte(o.out), &got); err != nil || o.status != 1 || !slices.Equal(told(t, o), []string{"a step"}) {
		t.Fatalf("%+v, %v", o, err)
	}
	if i := slices.IndexFunc(got.Diff.Steps, func(s struct{ Left, Right *struct{ Step string } }) bool { return s.Left == nil }); i < 0 || got.Diff.Steps[i].Right.Step != "show a" {
		t.Errorf("%+v", o)
	}
	text, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	cut := written(t, "cut.jsonl", string(text[:len(text)-30]))
	netnet(t, "diff", one, cut).want(t, 1, "-    6 ", "the recording ends within this line")
}

// told returns what a comparison reports, without durations, which vary on a busy machine.
func told(t *testing.T, o outcome) (parts []string) {
	t.Helper()
	var got struct {
		Diff struct {
			Steps []struct{ Differences []struct{ Part string } }
		}
	}
	if err := json.Unmarshal([]byte(o.out), &got); err != nil || o.errors != "" {
		t.Fatalf("%+v, %v", o, err)
	}
	for _, s := range got.Diff.Steps {
		if len(s.Differences) == 0 {
			parts = append(parts, "a step")
		}
		if slices.ContainsFunc(s.Differences, func(d struct{ Part string }) bool { return d.Part == "took" }) {
			continue // the findings differ too
		}
		for _, d := range s.Differences {
			parts = append(parts, d.Part)
		}
	}
	return parts
}

func TestDiffOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	script := written(t, "a.netnet", "s = socket tcp\n")
	netnet(t, "diff", script).want(t, 2, "", "diff needs two recordings or scripts")
	netnet(t, "diff", script, script+"x").want(t, 2, "", "can't be read: no such file")
	netnet(t, "diff", written(t, "b.netnet", "bnd s\n"), script).want(t, 2, "", "there is no verb")
	netnet(t, "diff", script, written(t, "c.jsonl", "{\"netnet\":1}\nx\n{}\n")).want(t, 2, "", "c.jsonl:2:1: this is not a line of a recording")
	netnet(t, "diff", script, t.TempDir()).want(t, 2, "", "is a directory")
}

// A script is run with and without a line, and the differences are reported.
func TestRunTwice(t *testing.T) {
	t.Parallel()
	lab(t)
	script := written(t, "nagle.netnet", nagle)
	o := netnet(t, "run", "--twice", "--with", "setsockopt c TCP_NODELAY on", script)
	o.want(t, 1, "+      setsockopt c TCP_NODELAY on\n     5 roundtrip c 5\n", "")
	steady := written(t, "steady.netnet", strings.Replace(nagle, "roundtrip c 5", `send c "hello"`, 1)) // on a busy machine a round trip takes 40 ms or none
	netnet(t, "run", "--twice", "--with", "show s", steady).want(t, 0, "+      show s\n", "")
	netnet(t, "run", "--twice", "--with", "setsockopt c TCP_NODELAY on", steady).want(t, 0, "+      setsockopt c TCP_NODELAY on\n", "")
	netnet(t, "run", "--twice", "--with", "setsockopt s TCP_NODELAY on", steady).want(t, 1, "a.TCP_NODELAY", "") // which a has from its listener
	netnet(t, "run", "--twice", "--without", "roundtrip c 5", script).want(t, 1, "-    5 roundtrip c 5\n", "")
	netnet(t, "run", "--twice", "--with", "show s", "--at", "5", "--json", steady).want(t, 0, `"same":6`, "")
	for _, wrong := range []struct {
		args []string
		says string
	}{
		{[]string{"--with", "show s", script}, "go with --twice"},
		{[]string{"--twice", script, script}, "name one file"},
		{[]string{"--twice", "--why", script}, "exclude each other"},
		{[]string{"--twice", "--at", "3", script}, "--at is the number of a line for one --with or one --without"},
		{[]string{"--twice", "--without", "5", script}, "--without takes the text of a line, not its number: --without 'roundtrip c 5' --at 5"},
		{[]string{"--twice", "--with", "99", script}, "--with takes the text of a line, not its number: --with 'show s' --at 99"},
		{[]string{"--twice", "--with", "show s", "--at", "0", script}, "counted from 1"},
		{[]string{"--twice", "--with", "show x", script}, `there is no socket "x"`},
		{[]string{"--twice", "--with", "show s", "--at", "2", script}, "can't come before"},
		{[]string{"--twice", "--without", "show s", script}, "has no line show s"},
		{[]string{"--twice", "--without", "s = server 127.0.0.1:0", script}, `there is no socket`},
	} {
		netnet(t, append([]string{"run"}, wrong.args...)...).want(t, 2, "", wrong.says)
	}
	quiet := written(t, "quiet.netnet", "# needs: lab\ns = server 127.0.0.1:0\nt = socket tcp\nbind t @s\nclose t\nclose s\n")
	if o := netnet(t, "run", "--twice", "--json", quiet); len(told(t, o)) > 0 {
		t.Errorf("two runs of a script: %+v", o)
	}
}
