package archive

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/sessions/recording"
)

// Ten steps back leave the session with all its steps, which says to where, and none of those in between: they can be
// restored. One that has a step of its own, or a mark, stays.
func TestSessionsLeftByStepBackDoNotLitterTheList(t *testing.T) {
	a, _ := opened(t)
	leave := func(minute, steps, n, again int, mark bool) {
		t.Helper()
		l := begun(t, a, minute, steps)
		if mark {
			if err := l.Mark(recording.Mark{Word: "here", At: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Leave(n, again); err != nil {
			t.Error(err)
		}
	}
	leave(0, 9, 8, 0, false)
	for n := 8; n > 1; n-- {
		leave(9-n, n, n-1, n, false)
	}
	leave(20, 2, 1, 1, false) // one step of its own
	leave(21, 2, 1, 2, true)
	leave(22, 0, 0, 0, false)
	list, err := a.List()
	if got := names(t, list, err); !slices.Equal(got, []string{"2026-11-28 12.21.00", "2026-11-28 12.20.00", "2026-11-28 12.00.00"}) || list[2].Left == nil || *list[2].Left != 8 || list[2].Steps != 9 {
		t.Errorf("there are %q, %+v", got, list)
	}
	gone, err := a.Deleted()
	if got := names(t, gone, err); len(got) != 7 || a.Restore(got[0]) != nil {
		t.Errorf("%q can be restored", got)
	}
}

// A session is listed with the file that was opened beside it, and found by it.
func TestASessionNamesItsScript(t *testing.T) {
	a, _ := opened(t)
	l, err := a.Begin("demo.netnet", true, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.File.WriteString(`{"seq":1,"step":"s = socket tcp"}` + "\n"); err != nil {
		t.Fatal(err)
	}
	if err := l.Leave(0, 0); err != nil {
		t.Fatal(err)
	}
	list, err := a.List()
	if err != nil {
		t.Fatal(err)
	}
	for array, want := range map[bool]string{false: "lab, demo.netnet, stepped back to 0\n", true: `"script": "demo.netnet"`} {
		var out strings.Builder
		if err := Print(&out, Having(list, []string{"DEMO"}), array); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%v, it prints %s", err, &out)
		}
	}
}
