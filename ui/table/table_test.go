package table

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

func view() View {
	cells := func(texts ...string) []Cell {
		var list []Cell
		for _, text := range texts {
			list = append(list, Cell{Text: text})
		}
		return list
	}
	return View{
		Columns: []Column{{Name: "name", Title: "NAME", Min: 4, Max: 8}, {Name: "local", Title: "LOCAL", Left: true, Min: 6, Max: 30}, {Title: "AGE", Right: true, Min: 3, Max: 5, Wide: 40}},
		Rows:    []Row{{ID: 7, Cells: cells("s", "127.0.0.1:7000", "9 s")}, {ID: 9, Cells: cells("client", "127.0.0.1:41234", "1 min")}},
	}
}

func drawn(v View, w, h int) []string {
	c := canvas.New(w, h)
	v.Draw(c, c.Rect)
	return strings.Split(c.String(), "\n")
}

func TestTheSelectedRowIsKnownByIdentity(t *testing.T) {
	v := view()
	v.Selected = 9
	if rows := drawn(v, 50, 4); !strings.HasPrefix(rows[2], "▸ client") || strings.Contains(rows[1], "▸") {
		t.Errorf("drawn %q", rows)
	}
	slices.Reverse(v.Rows)
	if rows := drawn(v, 50, 4); !strings.HasPrefix(rows[1], "▸ client") {
		t.Errorf("in another order drawn %q", rows)
	}
}

func TestColumnsGiveWay(t *testing.T) {
	v := view()
	wide := drawn(v, 50, 4)
	if !strings.Contains(wide[0], "AGE") || !strings.Contains(wide[1], "127.0.0.1:7000") {
		t.Errorf("with room drawn %q", wide)
	}
	narrow := drawn(v, 20, 4)
	if strings.Contains(narrow[0], "AGE") || !strings.Contains(narrow[2], "…:41234") {
		t.Errorf("without room drawn %q", narrow)
	}
	for w := range 60 {
		for _, row := range drawn(v, w, 3) {
			if n := canvas.Width(row); n > w {
				t.Fatalf("a row of %d columns was drawn in %d", n, w)
			}
		}
	}
}

func TestOnlyVisibleRowsAreDrawn(t *testing.T) {
	v := view()
	c := canvas.New(40, 10)
	v.Draw(c, canvas.Rect{W: 40, H: 2})
	if text := c.String(); strings.Contains(text, "client") || !strings.Contains(text, "s ") {
		t.Errorf("drawn %q", text)
	}
}

func TestTheMouseHitsRowsAndTitles(t *testing.T) {
	v := view()
	c := canvas.New(50, 4)
	v.Draw(c, c.Rect)
	if got := c.At(3, 2); got != (Picked{9}) {
		t.Errorf("the second row is %v", got)
	}
	if got := c.At(3, 0); got != (Sorted{"name"}) {
		t.Errorf("the first title is %v", got)
	}
	if got := c.At(3, 3); got != nil {
		t.Errorf("below the rows is %v", got)
	}
}

func TestSortingIsShownInTheTitle(t *testing.T) {
	v := view()
	v.Sort, v.Reverse = "local", true
	if rows := drawn(v, 50, 2); !strings.Contains(rows[0], "LOCAL↓") || strings.Contains(rows[0], "AGE↓") {
		t.Errorf("drawn %q", rows[0])
	}
}

func TestFlashMarksAChangeForAMoment(t *testing.T) {
	var f Flash
	for _, step := range []struct {
		text string
		at   float64
		want bool
	}{{"0", 5, false}, {"0", 6, false}, {"5", 7, true}, {"5", 7.5, true}, {"5", 8.5, false}, {"0", 9, true}} {
		if got := f.Note(1, "recvq", step.text, step.at); got != step.want {
			t.Errorf("at %v the cell %q is marked: %v", step.at, step.text, got)
		}
	}
	if !f.Active(9.1) || f.Active(11) {
		t.Error("it is active at the wrong time")
	}
	if f.Note(2, "recvq", "9", 9.1) {
		t.Error("a new row is marked as changed")
	}
}

func TestEveryCellHasTheStyleOfItsRole(t *testing.T) {
	v := view()
	v.Rows[0].Cells[0].Fresh = true
	v.Selected, v.Focused = 7, true
	c := canvas.New(50, 3)
	v.Draw(c, c.Rect)
	var looks theme.Prefixes
	looks[theme.Chosen][theme.Fresh] = "<fresh on chosen>"
	if text := c.Render(&looks); !strings.Contains(text, "<fresh on chosen>s") {
		t.Errorf("rendered %q", text)
	}
}
