package export

import (
	"encoding/xml"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// The measures of the drawing, in pixels.
const (
	svgLeft   = 360 // width of the column of steps
	svgColumn = 150
	svgRow    = 30
	svgTop    = 84
)

// column is a socket of the drawing.
type column struct {
	id         status.SocketID
	name, kind string
	from, to   int // first and last row of its life
}

// drawing is a sequence diagram: sockets as columns, steps as rows.
type drawing struct {
	strings.Builder
	session *Session
	columns []*column
}

// printSVG draws the session.
func printSVG(s *Session) (string, error) {
	d := &drawing{session: s}
	for i, e := range s.Events {
		d.live(i, e)
	}
	width := svgLeft + max(len(d.columns), 1)*svgColumn + 40
	height := svgTop + max(len(s.Events), 1)*svgRow + 40
	fmt.Fprintf(&d.Builder, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12">`+"\n", width, height, width, height)
	d.WriteString(svgStyle)
	fmt.Fprintf(&d.Builder, `<rect class="paper" width="%d" height="%d"/>`+"\n", width, height)
	d.text(20, 28, "title", clipped(filepath.Base(s.Name), 34))
	said := step.Counted(len(s.Steps), "step")
	if s.Redact {
		said += ", data left out"
	}
	if s.Cut != "" {
		said += ", the recording is cut"
	}
	if n := len(s.Steps) - len(s.Events); n > 0 {
		said += fmt.Sprintf(", %d not made", n)
	}
	d.text(20, 50, "faint", said)
	for i, c := range d.columns {
		d.column(i, c)
	}
	for i, e := range s.Events {
		d.row(i, e)
	}
	d.WriteString("</svg>\n")
	return d.String(), nil
}

const svgStyle = `<style>
.paper { fill: #ffffff } .title { font-size: 16px; font-weight: 600 } text { fill: #1f2328 } .faint { fill: #6e7781 } .middle { text-anchor: middle }
.life { stroke: #8c959f; stroke-dasharray: 2 4 } .box { fill: #ddf4ff; stroke: #0969da } .band { fill: #f6f8fa }
.dot { fill: #0969da } .bad { fill: #cf222e } .arrow { stroke: #0969da; stroke-width: 1.5; fill: none } .end { stroke: #57606a; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117 } text { fill: #e6edf3 } .faint { fill: #8d96a0 } .box { fill: #10243e; stroke: #4493f8 } .band { fill: #151b23 }
.dot { fill: #4493f8 } .bad { fill: #f85149 } .arrow { stroke: #4493f8 } .life { stroke: #656d76 } .end { stroke: #9198a1 }
}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="dot" d="M0 0L8 4L0 8z"/></marker></defs>
`

// live records the sockets in a step's evidence.
func (d *drawing) live(row int, e engine.Event) {
	if e.Evidence == nil {
		return
	}
	for _, o := range e.Evidence.Sockets {
		c := d.find(o.ID)
		if c == nil {
			c = &column{id: o.ID, from: row}
			d.columns = append(d.columns, c)
		}
		if o.Name != "" {
			c.name = o.Name
		}
		if c.kind = o.Plain; c.kind == "" {
			c.kind = step.KindLabel(o.Kind.Domain, o.Kind.Type, o.Kind.Protocol)
		}
		if c.to = len(d.session.Events); o.Closed {
			c.to = row
		}
	}
}

func (d *drawing) find(id status.SocketID) *column {
	for _, c := range d.columns {
		if c.id == id {
			return c
		}
	}
	return nil
}

// at returns the x coordinate of a socket's column; false if it has none.
func (d *drawing) at(id status.SocketID) (int, bool) {
	i := slices.IndexFunc(d.columns, func(c *column) bool { return c.id == id })
	return svgLeft + i*svgColumn + svgColumn/2, i >= 0
}

// text writes a text, escaped for XML.
func (d *drawing) text(x, y int, class, text string) {
	d.titled(x, y, class, text, "")
}

// titled writes a text with a tooltip.
func (d *drawing) titled(x, y int, class, text, title string) {
	fmt.Fprintf(&d.Builder, `<text x="%d" y="%d" class="%s">`, x, y, class)
	if title != "" {
		d.WriteString("<title>")
		_ = xml.EscapeText(d, []byte(step.Printable(title)))
		d.WriteString("</title>")
	}
	_ = xml.EscapeText(d, []byte(step.Printable(text))) // writing to a strings.Builder never fails
	d.WriteString("</text>\n")
}

// clipped cuts a text to at most n characters.
func clipped(text string, n int) string {
	text = step.Printable(text)
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return text
}

// column draws the head of a socket and its lifeline.
func (d *drawing) column(i int, c *column) {
	x := svgLeft + i*svgColumn + svgColumn/2
	top := svgTop + c.from*svgRow
	fmt.Fprintf(&d.Builder, `<line class="life" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", x, top, x, min(svgTop+c.to*svgRow+svgRow/2, svgTop+len(d.session.Events)*svgRow))
	fmt.Fprintf(&d.Builder, `<rect class="box" x="%d" y="%d" width="%d" height="34" rx="6"/>`+"\n", x-svgColumn/2+12, 36, svgColumn-24)
	d.text(x, 51, "middle", clipped(c.name, 16))
	d.text(x, 64, "faint middle", c.kind)
}

// row draws a step: its line, a mark on its socket, and an arrow to or from the other socket involved.
func (d *drawing) row(i int, e engine.Event) {
	y := svgTop + i*svgRow + svgRow/2
	if i%2 == 0 {
		fmt.Fprintf(&d.Builder, `<rect class="band" x="0" y="%d" width="%d" height="%d" opacity="0.6"/>`+"\n", y-svgRow/2, svgLeft-10, svgRow)
	}
	class := ""
	if e.Failed() || e.Errno() != "" && e.Held == nil {
		class = "bad"
	}
	d.text(20, y+4, "faint", fmt.Sprint(d.session.Steps[i].Line))
	note := d.session.Note(i)
	d.titled(50, y+4, class, clipped(e.Text, 42), strings.Join(append(slices.Clone(note.Above), note.Line(e.Text)), " · "))
	if e.Evidence == nil || len(e.Evidence.Sockets) == 0 {
		return
	}
	first := e.Evidence.Sockets[0]
	x, ok := d.at(first.ID)
	if !ok {
		return
	}
	if other, ok := d.other(e, first); ok && other != x {
		from, to := x, other
		if receives(e) {
			from, to = other, x
		}
		side := 6
		if to < from {
			side = -6
		}
		fmt.Fprintf(&d.Builder, `<line class="arrow" x1="%d" y1="%d" x2="%d" y2="%d" marker-end="url(#head)"/>`+"\n", from+side, y, to-side, y)
	}
	dot := "dot"
	if class != "" {
		dot = "bad"
	}
	fmt.Fprintf(&d.Builder, `<circle class="%s" cx="%d" cy="%d" r="4.5"/>`+"\n", dot, x, y)
	if first.Closed {
		fmt.Fprintf(&d.Builder, `<path class="end" d="M%d %dl10 10m0 -10l-10 10"/>`+"\n", x-5, y-5)
	}
	d.text(x+9, y-4, dotText(class), clipped(said(e), 19))
}

func dotText(class string) string {
	if class != "" {
		return class
	}
	return "faint"
}

// other returns the column of the other socket involved in a step: the peer, the listener it connects
// to, or the socket it made.
func (d *drawing) other(e engine.Event, first status.Observed) (int, bool) {
	switch e.Made().Verb {
	case "accept", "dup", "socketpair", "pipe":
		for _, o := range e.Evidence.Sockets[1:] {
			if o.Before == nil {
				return d.at(o.ID)
			}
		}
	case "connect", "client", "sendto":
		if first.After == nil {
			return 0, false
		}
		to := first.After.Peer
		if len(e.Calls) > 0 && !e.Calls[len(e.Calls)-1].Values.Addr.IsZero() {
			to = e.Calls[len(e.Calls)-1].Values.Addr.String()
		}
		return d.listener(to, first.ID)
	case "send", "write", "sendmsg", "sendmmsg", "writev", "recv", "read", "recvmsg", "readv", "shutdown", "close", "closedown":
		if first.Detail != nil && first.Detail.Peer != 0 && e.Errno() == "" {
			return d.at(first.Detail.Peer)
		}
	}
	return 0, false
}

// listener returns the column of the socket with a local address.
func (d *drawing) listener(address string, not status.SocketID) (int, bool) {
	if address == "" {
		return 0, false
	}
	for _, e := range d.session.Events {
		if e.Evidence == nil {
			continue
		}
		for _, o := range e.Evidence.Sockets {
			if o.After != nil && o.After.Local == address && o.ID != not {
				return d.at(o.ID)
			}
		}
	}
	return 0, false
}

// receives reports whether the step receives data.
func receives(e engine.Event) bool {
	switch e.Made().Verb {
	case "recv", "read", "recvmsg", "readv", "recvfrom", "recvmmsg":
		return true
	}
	return false
}

// said returns the answer of a step in a word or two.
func said(e engine.Event) string {
	switch {
	case e.Problem != "":
		return "not made"
	case len(e.Calls) == 0:
		return e.Got
	case e.Errno() != "":
		return e.Errno()
	}
	return e.Verb + " " + e.Got
}
