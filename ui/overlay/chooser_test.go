package overlay

import (
	"strings"
	"testing"

	"netnet-tui/ui/canvas"
)

func TestAPageOfAListIsWhatIsSeenOfIt(t *testing.T) {
	p := &Chooser{List: make([]Choice, 30)}
	for i := range p.List {
		p.List[i] = Choice{Name: "s", Text: "a text that goes on below its row, because it is too long to stand beside the name in a narrow window"}
	}
	p.Draw(nil, canvas.New(60, 14), canvas.Rect{W: 60, H: 14})
	p.Move(+1, true)
	if rows := p.At + 1; rows < 3 || rows > 6 { // 12 lines hold rows of two or three lines each
		t.Errorf("a page has %d rows", rows)
	}
	p.Move(+20, true)
	if p.At != 29 {
		t.Errorf("the last page ends with row %d", p.At)
	}
	p.Draw(nil, canvas.New(60, 14), canvas.Rect{W: 60, H: 14})
	p.Move(-1, true)
	if p.At >= 28 {
		t.Errorf("a page back is row %d", p.At)
	}
}

// If the names leave no room, only the selected row shows its text, and the height of the window does not
// change.
func TestNamesThatLeaveNoRoom(t *testing.T) {
	p := Chooser{List: []Choice{{Name: "a name that is rather long", Note: "kind", Text: "one two three four five six seven eight nine ten"}, {Name: "b", Text: "short"}}}
	first, _ := p.lines(36)
	if got := first[0].String(); got != "▸ a name that is rather long    kind" {
		t.Errorf("the first row is %q", got)
	}
	if got := first[1].String(); !strings.HasPrefix(got, "    one two three") {
		t.Errorf("below it stands %q", got)
	}
	p.At = 1
	second, from := p.lines(36)
	if len(first) != len(second) || from[1] != 1 || from[2] != 3 || second[2].String() != "    short" {
		t.Errorf("with the second chosen, rows begin at %v of %v", from, second)
	}
}
