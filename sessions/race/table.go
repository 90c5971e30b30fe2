package race

import (
	"fmt"
	"io"
	"strings"

	"netnet-tui/sessions/output"
)

// barRoom is the width of the longest bar.
const barRoom = 24

// Table prints a lap for people: a line for each model, with a bar for its messages a second.
func Table(w io.Writer, results []Result) error {
	if len(results) == 0 {
		return nil
	}
	most := 0.0
	for _, r := range results {
		most = max(most, r.PerSecond)
	}
	var b output.Page
	head := Count(results[0].Connections)
	if results[0].Active < results[0].Connections {
		head += fmt.Sprintf(", %d of them active", results[0].Active)
	}
	b.Line("%s", head)
	if why := Nobody(results); why != "" {
		b.Line("  no readiness could run: %s", why)
		_, err := io.WriteString(w, b.String()+"\n")
		return err
	}
	b.Line("  %-14s %11s %7s  %-*s %9s %9s %9s %8s %7s %7s", "readiness", "messages/s", "ratio", barRoom, "", "p50", "p99", "p99.9", "cpu/msg", "calls", "wasted")
	for _, r := range results {
		if r.Missing != "" {
			b.Line("  %-14s           -  %s", r.With, r.Missing)
			continue
		}
		b.Line("  %-14s %11.0f %7.2f  %-*s %9s %9s %9s %6.1fus %7.2f %6.0f%%", r.With, r.PerSecond, r.Ratio,
			barRoom, Bar(r.PerSecond/most, barRoom), Took(r.P50), Took(r.P99), Took(r.P999), r.CPU, r.Calls, 100*r.Wasted)
		if r.Failed != "" {
			b.Line("  %-14s              %s", "", r.Failed)
		}
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// Bar draws a share as a row of blocks in w columns, to an eighth of a column.
func Bar(share float64, w int) string {
	eighths := int(share*float64(w)*8 + 0.5)
	text := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		text += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return text
}

// Took formats a duration in microseconds.
func Took(us float64) string {
	switch {
	case us >= 1e6:
		return fmt.Sprintf("%.2fs", us/1e6)
	case us >= 1e3:
		return fmt.Sprintf("%.2fms", us/1e3)
	}
	return fmt.Sprintf("%.1fus", us)
}
