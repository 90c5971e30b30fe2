package race

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Dimensions of the picture, in pixels.
const (
	svgWidth = 860
	svgRow   = 22
	svgHead  = 44
	svgLeft  = 130
	svgBar   = 420
)

// SVG draws all laps: a group of bars each, with the figures as text beside them, so that nothing depends on colour
// alone. It suits light and dark pages.
func SVG(w io.Writer, laps [][]Result) error {
	height := 16
	for _, results := range laps {
		height += svgHead + svgRow*len(results)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="ui-monospace,monospace" font-size="13">
<style>text{fill:#222}.bar{fill:#4477aa}.quiet{fill:#666}@media(prefers-color-scheme:dark){text{fill:#ddd}.bar{fill:#77aadd}.quiet{fill:#999}}</style>
<title>Messages a second by readiness</title>
`, svgWidth, height)
	y := 8
	for _, results := range laps {
		y = svgLap(&b, results, y)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func svgLap(b *strings.Builder, results []Result, y int) int {
	most := 1.0
	for _, r := range results {
		most = max(most, r.PerSecond)
	}
	fmt.Fprintf(b, `<text x="8" y="%d" font-weight="bold">%d connections, %d active</text>`+"\n", y+24, results[0].Connections, results[0].Active)
	y += svgHead - 8
	for _, r := range results {
		fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, svgLeft-8, y+15, html.EscapeString(r.With))
		if r.Missing != "" {
			fmt.Fprintf(b, `<text class="quiet" x="%d" y="%d">%s</text>`+"\n", svgLeft, y+15, html.EscapeString(r.Missing))
		} else {
			width := max(1, int(svgBar*r.PerSecond/most))
			fmt.Fprintf(b, `<rect class="bar" x="%d" y="%d" width="%d" height="%d" rx="2"/><text x="%d" y="%d">%.0f/s  %.2f  p99 %s</text>`+"\n",
				svgLeft, y+2, width, svgRow-6, svgLeft+width+8, y+15, r.PerSecond, r.Ratio, Took(r.P99))
		}
		y += svgRow
	}
	return y + 8
}
