package svg

import (
	"fmt"
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// The margins around a screen, in pixels.
const (
	margin        = 12
	titleHeight   = 30
	captionHeight = 42
)

// fonts are the common fonts of terminals, and then any monospace font.
const fonts = `ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace`

// picture is a picture being drawn.
type picture struct {
	theme         *theme.Theme
	width, height int
	x, y          int // of the screen
	style, body   strings.Builder
}

// newPicture begins a picture with a window around a screen, and with room for a caption.
func newPicture(t *theme.Theme, screen *canvas.Canvas, captioned bool) *picture {
	p := &picture{theme: t, x: margin, y: titleHeight}
	p.width, p.height = screen.W*cellWidth+2*margin, titleHeight+screen.H*cellHeight+margin
	if captioned {
		p.height += captionHeight
	}
	p.rules()
	fmt.Fprintf(&p.body, `<rect class="window" x=".5" y=".5" width="%d" height="%d" rx="8"/>`+"\n", p.width-1, p.height-1)
	for i := range 3 {
		fmt.Fprintf(&p.body, `<circle class="dot" cx="%d" cy="15" r="5"/>`, margin+8+i*18)
	}
	fmt.Fprintf(&p.body, `<text class="title" x="%d" y="19" text-anchor="middle">netnet-tui</text>`+"\n", p.width/2)
	if captioned {
		fmt.Fprintf(&p.body, `<path class="rule" d="M1 %dh%d"/>`+"\n", p.height-captionHeight, p.width-2)
	}
	return p
}

// rules writes the CSS rule of each role and each ground.
func (p *picture) rules() {
	colour := func(s lipgloss.Style) string { return hex(s.GetForeground()) }
	fmt.Fprintf(&p.style, "text{font:%gpx %s;white-space:pre}\n", float64(fontSize), fonts)
	for i, s := range p.theme.Roles {
		more := ""
		if s.GetBold() {
			more += ";font-weight:bold"
		}
		if s.GetUnderline() {
			more += ";text-decoration:underline"
		}
		fmt.Fprintf(&p.style, ".t%d{fill:%s%s}.s%d{stroke:%s}\n", i, colour(s), more, i, colour(s))
	}
	p.style.WriteString("path[class^=s]{fill:none;stroke-width:1}\n")
	for i, s := range p.theme.Grounds {
		fmt.Fprintf(&p.style, ".g%d{fill:%s}", i, hex(s.GetBackground()))
	}
	role := func(r theme.Role) string { return colour(p.theme.Roles[r]) }
	ground := func(g theme.Ground) string { return hex(p.theme.Grounds[g].GetBackground()) }
	fmt.Fprintf(&p.style, "\n.window{fill:%s;stroke:%s}.rule{stroke:%s}.dot{fill:%s}.now{fill:%s}.caret{fill:%s;opacity:.6}\n",
		ground(theme.Plain), role(theme.Border), role(theme.Border), role(theme.Border), role(theme.Accent), role(theme.Text))
	fmt.Fprintf(&p.style, ".key{fill:%s;stroke:%s}.cap{fill:%s;font-weight:bold}.title{fill:%s}\n",
		ground(theme.Marked), role(theme.Border), role(theme.Strong), role(theme.Dim))
	fmt.Fprintf(&p.style, ".say{fill:%s;font:15px -apple-system,\"Segoe UI\",\"Noto Sans\",Helvetica,Arial,sans-serif}\n", role(theme.Strong))
}

// hex returns a colour in CSS notation.
func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func (p *picture) bytes() []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">`+"\n<style>\n%s</style>\n%s</svg>\n",
		p.width, p.height, p.width, p.height, &p.style, &p.body)
}
