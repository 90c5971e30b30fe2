package walk

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/again"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// ScopeDiffering is the scope of the window of a differing step.
const ScopeDiffering keymap.Scope = "differing"

// Differing is a window about a step whose answer differs from the recorded one: both answers side by side,
// with what the kernel showed.
type Differing struct {
	part.Scroll
	number  int // of the step in the recording
	was, is engine.Event
}

// Scope returns the scope of such windows.
func (w *Differing) Scope() keymap.Scope { return ScopeDiffering }

// Draw draws the window in the middle of r.
func (w *Differing) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	width := min(r.W-2, 132)
	lines := w.lines(width - 4)
	title := fmt.Sprintf("step %d, %s, answered differently", w.number, oneLine(w.was.Text))
	inner := overlay.Window(c, r, width, min(len(lines)+2, r.H-2), canvas.Shorten(title, width-6), canvas.Line{canvas.Say(theme.Dim, "esc back to the script, where space continues")})
	w.Room, w.Total = inner.H, len(lines)
	w.Scroll.Move(0, false)
	for y := 0; y < inner.H && w.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[w.Top+y])
	}
}

// aspect is one aspect of a step, as it was and as it is.
type aspect struct{ label, was, is string }

// margin is the width of the labels.
const margin = 12

// lines returns the aspects side by side, with those that differ highlighted.
func (w *Differing) lines(width int) []canvas.Line {
	half := max((width-margin-2)/2, 10)
	lines := []canvas.Line{{canvas.Raised(theme.Dim, canvas.Pad("", margin)+canvas.Pad("as recorded", half+2)+"now")}}
	for _, a := range w.aspects() {
		was, is := canvas.Wrap(a.was, half), canvas.Wrap(a.is, half)
		role := theme.Text
		if a.was != a.is {
			role = theme.Fresh
		}
		for i := range max(len(was), len(is)) {
			label := ""
			if i == 0 {
				label = a.label
			}
			lines = append(lines, canvas.Line{canvas.Raised(theme.Dim, canvas.Pad(canvas.Shorten(label, margin-1), margin)),
				canvas.Raised(theme.Text, canvas.Pad(at(was, i), half+2)), canvas.Raised(role, at(is, i))})
		}
	}
	return lines
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// aspects returns the calls, the answers, and the differences in how the sockets were before and after.
func (w *Differing) aspects() []aspect {
	var list []aspect
	for i := range max(len(w.was.Calls), len(w.is.Calls)) {
		list = append(list, aspect{"call", callAt(w.was.Calls, i), callAt(w.is.Calls, i)})
	}
	list = append(list, aspect{"answer", again.Answer(w.was), again.Answer(w.is)})
	if w.was.Evidence == nil || w.is.Evidence == nil {
		return list
	}
	for _, before := range w.was.Evidence.Sockets {
		for _, now := range w.is.Evidence.Sockets {
			if before.Name == now.Name {
				list = append(list, conditions(now.Name+" before", before.Before, now.Before)...)
				list = append(list, conditions(now.Name+" after", before.After, now.After)...)
			}
		}
	}
	return list
}

func callAt(calls []engine.Call, i int) string {
	if i < len(calls) {
		return calls[i].String()
	}
	return "–"
}

// conditions returns the fields in which two conditions differ, without addresses, whose ports the kernel
// picks, and times.
func conditions(label string, was, is *status.Condition) []aspect {
	if was == nil || is == nil {
		return nil
	}
	var list []aspect
	for _, f := range status.Fields() {
		if a, b := f.Text(was), f.Text(is); a != b && f.Kind != status.FieldAddress && f.Kind != status.FieldTime {
			list = append(list, aspect{label, f.Title() + " " + orDash(a), f.Title() + " " + orDash(b)})
			label = ""
		}
	}
	return list
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
