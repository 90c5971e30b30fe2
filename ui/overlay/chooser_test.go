package overlay

import (
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
	if rows := p.At + 1; rows < 3 || rows > 6 { // of two or three lines each, in 12
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
