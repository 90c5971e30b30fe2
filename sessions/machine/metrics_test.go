package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/sessions/atomicfile"
	"netnet-tui/sockets/labtest"
)

// point is a sample with its labels.
type point struct {
	name   string
	labels map[string]string
	value  float64
}

var (
	sampleLine = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([0-9.e+-]+)$`)
	labelPair  = regexp.MustCompile(`^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)`)
)

// parse parses OpenMetrics strictly: each family once and contiguous, TYPE, UNIT and HELP before its samples, which
// have the suffix of its type, no sample twice, and # EOF at the end.
func parse(text string) (points []point, err error) {
	body, whole := strings.CutSuffix(text, "# EOF\n")
	if !whole || strings.Contains(body, "# EOF") {
		return nil, fmt.Errorf("it does not end in # EOF: %q", text)
	}
	families, seen := map[string]string{}, map[string]bool{}
	family, kind, sampled := "", "", false
	for line := range strings.Lines(body) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			words := strings.SplitN(rest, " ", 3)
			if len(words) != 3 {
				return nil, fmt.Errorf("%q", line)
			}
			switch words[0] {
			case "TYPE":
				if families[words[1]] != "" {
					return nil, fmt.Errorf("%s comes twice", words[1])
				}
				family, kind, sampled = words[1], words[2], false
				families[family] = kind
			case "UNIT":
				if !strings.HasSuffix(family, "_"+words[2]) {
					return nil, fmt.Errorf("%s has the unit %s, which is not in its name", family, words[2])
				}
			case "HELP":
			default:
				return nil, fmt.Errorf("%q", line)
			}
			if words[1] != family || sampled {
				return nil, fmt.Errorf("%q stands among those of %s", line, family)
			}
			continue
		}
		m := sampleLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%q", line)
		}
		if want := map[string]string{"gauge": family, "counter": family + "_total"}[kind]; m[1] != want {
			return nil, fmt.Errorf("%q is in %s, a %s", line, family, kind)
		}
		if sampled = true; seen[m[1]+m[2]] {
			return nil, fmt.Errorf("%q comes twice", line)
		}
		seen[m[1]+m[2]] = true
		p := point{name: m[1], labels: map[string]string{}}
		for rest := m[2]; rest != ""; {
			pair := labelPair.FindStringSubmatch(rest)
			if pair == nil {
				return nil, fmt.Errorf("the labels %q of %q", rest, line)
			}
			p.labels[pair[1]] = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n").Replace(pair[2])
			rest = rest[len(pair[0]):]
		}
		if p.value, err = strconv.ParseFloat(m[3], 64); err != nil {
			return nil, err
		}
		points = append(points, p)
	}
	return points, nil
}

// find returns the value of a sample, or -1 if there is none.
func find(points []point, name string, labels ...string) float64 {
	for _, p := range points {
		holds := p.name == name
		for i := 0; i < len(labels); i += 2 {
			holds = holds && p.labels[labels[i]] == labels[i+1]
		}
		if holds {
			return p.value
		}
	}
	return -1
}

func TestListMetrics(t *testing.T) {
	labtest.Need(t)
	l, port := listen(t)
	defer l.Close()
	var out, notes bytes.Buffer
	if err := List(&out, &notes, Options{Filter: "protocol:tcp port:" + port, Counts: true, Wanted: system.Everything}); err != nil {
		t.Fatal(err)
	}
	points, err := parse(out.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, c := range []struct {
		want   float64
		name   string
		labels []string
	}{
		{1, "netnet_sockets", []string{"protocol", "tcp", "state", "LISTEN"}},
		{0, "netnet_accept_queue_connections", []string{"local", "127.0.0.1:" + port}},
		{0, "netnet_stalled_sockets", []string{"stall", "window-is-full"}},
		{1, "netnet_process_sockets", []string{"protocol", "tcp"}},
	} {
		if got := find(points, c.name, c.labels...); got != c.want {
			t.Errorf("%s%v is %v, want %v\n%s", c.name, c.labels, got, c.want, out.String())
		}
	}
}

// TestEscape uses names of processes that contain arbitrary characters.
func TestEscape(t *testing.T) {
	g := newGauges()
	for _, name := range []string{`a"b\c` + "\n{}", "x\x1b[2J", "\xff", "é"} {
		row := system.Row{}
		row.Owners = []system.Owner{{PID: 1, Name: name}, {PID: 2, Name: name}}
		g.row(&row)
	}
	var out bytes.Buffer
	if err := g.end(&out); err != nil {
		t.Fatal(err)
	}
	points, err := parse(out.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{`a"b\c` + "\n{}", `x\u1b[2J`, `\ufffd`, "é"} {
		if find(points, "netnet_process_sockets", "process", want) != 1 {
			t.Errorf("the process %q is not there\n%s", want, out.String())
		}
	}
}

// TestWatchMetrics counts a connection that comes and goes, and records it until it ends.
func TestWatchMetrics(t *testing.T) {
	labtest.Need(t)
	l, port := listen(t)
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	file := filepath.Join(t.TempDir(), "last.jsonl")
	var out, notes shared
	ended := make(chan error, 1)
	w := Watched{
		Options: Options{Filter: "protocol:tcp port:" + port, Counts: true, Wanted: system.Everything}, Every: 20 * time.Millisecond,
		Record: Record{File: file, Bytes: 1 << 20, When: "event:died protocol:tcp"},
	}
	go func() { ended <- Watch(ctx, &out, &notes, w) }()
	for over := false; !over; {
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Millisecond)
		c.Close()
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			over = true
		default:
		}
	}
	if ctx.Err() != nil {
		t.Error("the death did not end it")
	}
	points, err := parse(out.text())
	if err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}
	deaths := 0.0
	for _, e := range system.Endings() {
		deaths += max(find(points, "netnet_socket_deaths_total", "protocol", "tcp", "ending", string(e)), 0)
	}
	if deaths < 1 || find(points, "netnet_deaths_lost_total") != 0 {
		t.Errorf("%v deaths\n%s", deaths, out.text())
	}
	text, err := atomicfile.Read(file, 2<<20)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		var one struct {
			Event  string
			Socket struct{ Local, Peer string }
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("line %d: %v: %s", i, err, line)
		}
		if i > 0 && !strings.HasSuffix(one.Socket.Local, ":"+port) && !strings.HasSuffix(one.Socket.Peer, ":"+port) {
			t.Errorf("line %d is about another socket: %s", i, line)
		}
		if i == len(lines)-1 && one.Event != "died" {
			t.Errorf("it ends in %s", line)
		}
	}
	if len(lines) < 2 {
		t.Errorf("%s", text)
	}
	if stat, err := os.Stat(file); err != nil || stat.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", stat, err)
	}
}

// TestARecordingThatCanNotBeSaved checks that it is refused before anything is watched.
func TestARecordingThatCanNotBeSaved(t *testing.T) {
	labtest.Need(t)
	var out, notes shared
	file := filepath.Join(t.TempDir(), "no", "last.jsonl")
	err := Watch(t.Context(), &out, &notes, Watched{Options: Options{Wanted: system.Everything}, Every: time.Second, Record: Record{File: file, Bytes: 1 << 20}})
	if err == nil || !strings.Contains(err.Error(), "its directory does not exist") || out.text()+notes.text() != "" {
		t.Errorf("%v, %s%s", err, out.text(), notes.text())
	}
}
