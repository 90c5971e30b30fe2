package bench

import (
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/status"
)

// TestClosedOnesAreForgotten checks that the bench keeps a bounded number of closed sockets.
func TestClosedOnesAreForgotten(t *testing.T) {
	b := New()
	for range 3 * kept {
		s, note := b.Add(status.Socket{Origin: "socket", FD: 7})
		if note != "fd 7 is called "+s.Name {
			t.Fatalf("note %q of %s", note, s.Name)
		}
		b.Closed(s)
	}
	if len(b.entries) != kept || b.last != 3*kept {
		t.Errorf("%d entries are kept out of %d, want %d", len(b.entries), b.last, kept)
	}
	if _, ok := b.ByFD(7); ok || len(b.Open()) != 0 {
		t.Error("a closed socket counts as open")
	}
}

// TestNamesStayShort reuses one name many times, with a similar name in the way.
func TestNamesStayShort(t *testing.T) {
	b := New()
	b.Add(status.Socket{Name: "s5'", FD: 1})
	const n = 5000
	for i := range n {
		_, note := b.Add(status.Socket{Name: "s", FD: 10 + i})
		want := map[int]string{1: "stays open as s'", 2: "stays open as s''", 3: "stays open as s'''", 4: "stays open as s4'", 5: "stays open as s6'", n - 1: "stays open as s5000'"}
		if text, ok := want[i]; ok && !strings.HasSuffix(note, text) {
			t.Errorf("the note of socket %d is %q, want %q", i, note, text)
		}
	}
	for name, fd := range map[string]int{"s": 10 + n - 1, "s'": 10, "s4'": 13, "s5'": 1, "s6'": 14, "s5000'": 10 + n - 2} {
		if s, ok := b.Find(name); !ok || s.FD != fd {
			t.Errorf("%s is %+v, want fd %d", name, s, fd)
		}
	}
	for i := range n { // and names chosen by the program
		if s, _ := b.Add(status.Socket{Origin: "accept", FD: 10_000 + i}); s.Name != "a"+strconv.Itoa(i+1) {
			t.Fatalf("the name is %s", s.Name)
		}
	}
}

// BenchmarkNames adds 5,000 sockets with the same name to the bench.
func BenchmarkNames(b *testing.B) {
	for b.Loop() {
		bench := New()
		for i := range 5000 {
			bench.Add(status.Socket{Name: "s", FD: i})
		}
	}
}
