package diff

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"netnet-tui/sessions/recording"
)

// taped returns a session in a file.
func taped(t testing.TB, events recording.List) Session {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.jsonl")
	long(t, name, events, len(events))
	s, err := Read(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Equivalent lines are not decoded, and the report is the same as if all were.
func TestLinesThatSayTheSame(t *testing.T) {
	lines := slices.Concat(connection, []string{"x = socket tcp", "bind x 127.0.0.1:7000", "close x", "y = socket tcp", "connect y 127.0.0.1:7000 => ECONNREFUSED", "close y"})
	one, two := made(t, source(lines...)).Events.(recording.List), made(t, source(lines...)).Events.(recording.List)
	other := made(t, source(slices.Replace(slices.Clone(lines), 3, 4, `send c "hello, world"`)...)).Events.(recording.List)
	for name, sides := range map[string][2]recording.List{"two runs": {one, two}, "a run": {one, one}, "another": {one, other}, "backwards": {other, two}} {
		want := compare(t, Session{Events: sides[0]}, Session{Events: sides[1]}, false)
		l, r := taped(t, sides[0]), taped(t, sides[1])
		l.Name, l.Unit, r.Name, r.Unit = "", "", "", ""
		got := compare(t, l, r, false)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: it says\n%s\nand where all are decoded\n%s", name, told(got), told(want))
		}
	}
}

// Which parts of a line never make a difference, and which may.
func TestSameLine(t *testing.T) {
	const line = `{"seq":8,"t":0.06,"took":0.0005,"step":"recv a 5","parsed":{"verb":"bind","socket":"a","address":"127.0.0.1:7000"},"calls":[{"name":"recvfrom","args":["a"],"ret":-1,"ns":6162,"values":{"addr":"127.0.0.1:40000"}}],` +
		`"evidence":{"sockets":[{"name":"a","after":{"local":"127.0.0.1:40000","pending":0},"detail":{"info":{"rtt":23,"retransmits":1}}}],"private":true,"moved":{"InSegs":3,"DelayedACKs":1}},"why":{"claim":"x"}}`
	for change, same := range map[string]bool{
		"": true, `"seq":8|"seq":9`: true, `0.06|7`: true, `0.0005|0.0105`: true, `0.0005|0.05`: false, `6162|7`: true, `["a"]|["b"]`: true, `40000|50000`: true, `"claim":"x"|"claim":"y"`: true,
		`"rtt":23|"rtt":24`: true, `"rtt":23,|`: true, `"retransmits":1|"retransmits":2`: false, `"InSegs":3,|`: true, `"InSegs":3|"InSegs":4`: true, `"DelayedACKs":1|"DelayedACKs":2`: false,
		`"pending":0|"pending":1`: false, `"ret":-1|"ret":0`: false, `,"pending":0|`: false, `7000|7001`: false, `"name":"a","after"|"name":"a","closed":true,"after"`: false,
	} {
		from, to, _ := strings.Cut(change, "|")
		if !json.Valid([]byte(strings.ReplaceAll(line, from, to))) && change != "" {
			t.Fatalf("%s makes it wrong", change)
		}
		c := newComparison(Session{}, Session{}, false)
		right := line
		if change != "" {
			right = strings.ReplaceAll(line, from, to)
		}
		if got := c.sameLine([]byte(line), []byte(right)); got != same {
			t.Errorf("%s: the same: %v", change, got)
		}
		if same && (!slices.Equal(c.ports, []string{"7000"}) || !c.private || string(c.moved[0]) != "DelayedACKs=1 ") {
			t.Errorf("%s: it takes from the lines %+v", change, c.skipper)
		}
	}
}
