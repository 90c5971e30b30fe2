package recorder

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

var begin = time.Unix(1_000_000, 0)

// change returns the death of a TCP socket, n seconds after the beginning.
func change(n int, ending system.Ending) *system.Change {
	row := system.Row{Socket: system.Socket{InetSocket: sockets.InetSocket{Protocol: unix.IPPROTO_TCP, Family: unix.AF_INET, State: unix.BPF_TCP_ESTABLISHED, Cookie: uint64(n)}, HasCookie: true}}
	return &system.Change{T: begin.Add(time.Duration(n) * time.Second), Event: system.Died, Row: row, Ending: ending}
}

// TestOldestGoes records much more than there is room for: the memory is bounded, and the newest entries are there.
func TestOldestGoes(t *testing.T) {
	const most, changes = 64 << 10, 5000
	r := New(most)
	for n := range changes {
		r.Change(change(n, system.EndingReset))
	}
	first, next, dropped := r.Range()
	if next != changes || dropped != first || first == 0 {
		t.Errorf("entries %d to %d, %d dropped", first, next, dropped)
	}
	lines := strings.Split(strings.TrimSpace(r.Lines()), "\n")
	if size := len(r.Lines()); size > most+200 || size < most/2 {
		t.Errorf("%d bytes of at most %d", size, most)
	}
	for i, line := range lines {
		var one struct {
			T       int64
			Event   string
			Entries int
			Socket  struct{ Cookie int }
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("line %d: %v: %s", i, err, line)
		}
		if i == 0 && (one.Event != "recording" || one.Entries != len(lines)-1) || i > 0 && one.Socket.Cookie != int(first)+i-1 {
			t.Fatalf("line %d of %d from %d is %s", i, len(lines), first, line)
		}
	}
	for _, number := range []uint64{first, next - 1, (first + next) / 2} {
		e, ok := r.Entry(number)
		if !ok || !e.T.Equal(begin.Add(time.Duration(number)*time.Second)) || !strings.Contains(string(e.Text), `"cookie":`) && number > 0 {
			t.Errorf("entry %d: %v %v %s", number, ok, e.T, e.Text)
		}
		if got := r.Seek(e.T); got != number {
			t.Errorf("what was at %v is %d, want %d", e.T, got, number)
		}
		if got := r.Seek(e.T.Add(time.Millisecond)); got != number+1 {
			t.Errorf("what came after %v is %d, want %d", e.T, got, number+1)
		}
	}
	for _, number := range []uint64{first - 1, next} {
		if _, ok := r.Entry(number); ok {
			t.Errorf("there is an entry %d of %d to %d", number, first, next)
		}
	}
}

// TestFreeze freezes by a call, and by conditions.
func TestFreeze(t *testing.T) {
	r := New(DefaultBytes)
	r.Change(change(1, system.EndingHere))
	r.Freeze()
	r.Change(change(2, system.EndingHere))
	if _, next, _ := r.Range(); next != 1 || !r.Frozen() {
		t.Errorf("%d entries, want 1", next)
	}
	for text, froze := range map[string]bool{"ending:reset": true, "ending:timed-out": false, "tcp": true, "udp": false, "event:died tcp": true, "event:born": false, "": false} {
		r.Thaw()
		c, err := ParseCondition(text)
		if err != nil {
			t.Fatal(err)
		}
		r.FreezeWhen(c)
		r.Change(change(3, system.EndingReset))
		if r.Frozen() != froze {
			t.Errorf("%q froze: %v, want %v", text, !froze, froze)
		}
	}
	row := system.Row{T: begin, Stall: ">|"}
	for text, froze := range map[string]bool{"stall:": true, "stall:window": true, "stall:nagle": false, "event:changed stall:": false} {
		r.Thaw()
		c, _ := ParseCondition(text)
		r.FreezeWhen(c)
		r.Row(&row)
		if r.Frozen() != froze {
			t.Errorf("%q froze: %v, want %v", text, !froze, froze)
		}
	}
	for _, wrong := range []string{"ending:never", "event:eaten", "colour:red"} {
		if _, err := ParseCondition(wrong); err == nil {
			t.Errorf("%q is a condition", wrong)
		}
	}
}

// TestMoments reads entries back.
func TestMoments(t *testing.T) {
	r := New(64 << 10)
	c := change(3, system.EndingReset)
	c.Was, c.Row.Owners = "ESTABLISHED", []system.Owner{{PID: 7, Name: "server", FD: 3}}
	r.Change(c)
	r.Row(&c.Row)
	e, _ := r.Entry(0)
	m, err := e.Moment()
	if err != nil || m.Event != system.Died || m.Ending != system.EndingReset || m.Was != "ESTABLISHED" || m.Socket.Protocol != "tcp" || len(m.Socket.Owners) != 1 || m.Why == "" || !m.T.Equal(c.T) {
		t.Errorf("%v: %+v", err, m)
	}
	found := map[string]string{}
	for _, d := range e.Details() {
		found[d.Name] = d.Value
	}
	if found["event"] != "died" || found["socket state"] != "ESTABLISHED" || found["socket owners pid"] != "7" || found["socket cookie"] != "3" {
		t.Errorf("the details are %v", found)
	}
	e, _ = r.Entry(1)
	if m, err := e.Moment(); err != nil || m.Event != Seen || m.Socket.State != "ESTABLISHED" {
		t.Errorf("%v: %+v", err, m)
	}
}
