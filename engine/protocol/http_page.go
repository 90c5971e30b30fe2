package protocol

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/status"
)

// pageTop is the status page up to its first table. It loads nothing from elsewhere.
const pageTop = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>netnet-tui</title>
<style>
:root { color-scheme: light dark; --text: #1c2126; --soft: #5a646e; --line: #d9dee3; --ground: #ffffff; --raised: #f4f6f8; --mark: #0b6b57 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ec; --soft: #9aa5b0; --line: #333b43; --ground: #14181c; --raised: #1d2329; --mark: #5fd3b5 }
}
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground) }
h1 { font-size: 1.5rem; margin: 0 } h1 + p { margin-top: 0; color: var(--soft) }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; color: var(--mark) }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .5rem; margin: 0 }
dl div { background: var(--raised); border-radius: .4rem; padding: .4rem .8rem }
dt { color: var(--soft); font-size: .8rem } dd { margin: 0; font-size: 1.1rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
th { color: var(--soft); font-weight: 600 } .n { text-align: right }
a { color: var(--mark) }
</style>
</head>
<body>
<h1>netnet-tui</h1>
`

// page builds HTML. Text from elsewhere goes through escape.
type page struct{ strings.Builder }

func (p *page) escape(text string) string { return html.EscapeString(text) }

// statusPage returns the status of a server as an HTML page.
func statusPage(s status.Server) string {
	var p page
	p.WriteString(pageTop)
	fmt.Fprintf(&p.Builder, "<p>One thread, %s, up %s. Also as <a href=\"/status.json\">JSON</a> and <a href=\"/metrics\">metrics</a>.</p>\n",
		p.escape(s.Readiness), pageTime(s.Up))

	p.facts("Server", [][2]string{
		{"Gear", string(s.Gear)}, {"Out of descriptors", s.Policy}, {"Starved", pageBool(s.Starved)}, {"Draining", pageBool(s.Draining)},
	})
	t, l := s.Totals, s.Loop
	p.facts("Totals", [][2]string{
		{"Open", pageCount(t.Open)}, {"Accepted", pageCount(t.Accepted)}, {"Closed", pageCount(t.Closed)},
		{"Refused", pageCount(t.Refused)}, {"Reset", pageCount(t.Reset)}, {"Timed out", pageCount(t.TimedOut)},
		{"Over memory", pageCount(t.OverMemory)},
		{"Messages", pageCount(t.Messages)}, {"Datagrams", pageCount(t.Datagrams)},
		{"Bytes in", pageCount(t.In)}, {"Bytes out", pageCount(t.Out)},
	})
	p.facts("Memory", [][2]string{
		{"Held", pageCount(s.Memory.Held)}, {"At most", pageCount(s.Memory.Max)}, {"One connection at most", pageCount(s.Memory.PerConnection)},
	})
	p.facts("Event loop", [][2]string{
		{"Iterations", pageCount(l.Iterations)}, {"Wakeups", pageCount(l.Wakeups)}, {"Wasted", pageCount(l.Wasted)},
		{"Working", l.Working.Round(time.Millisecond).String()}, {"Waiting", l.Waiting.Round(time.Millisecond).String()},
	})

	p.table("Listeners", "Name", "Address", "Protocol", "#Connections", "#Accepted", "#Accept queue", "#Backlog")
	for _, l := range s.Listeners {
		p.row(l.Name, l.Address, l.Protocol, "#"+pageCount(l.Connections), "#"+pageCount(l.Accepted), "#"+pageMaybe(l.Queue), "#"+pageMaybe(l.Backlog))
	}
	p.tableEnd()
	p.table(fmt.Sprintf("Connections: %d of %d", len(s.Connections), s.Shown),
		"Name", "Peer", "Protocol", "State", "#Age", "#Idle", "#In", "#Out", "#Recv-Q", "#Send-Q", "#RTT ms", "Stall")
	for _, c := range s.Connections {
		p.row(c.Name, c.Peer, c.Protocol, string(c.State), "#"+pageTime(c.Age), "#"+pageTime(c.Idle), "#"+pageCount(c.In), "#"+pageCount(c.Out),
			"#"+pageMaybe(c.RecvQ), "#"+pageMaybe(c.SendQ), "#"+strconv.FormatFloat(c.RTT, 'f', 2, 64), string(c.Stall))
	}
	p.tableEnd()
	p.table("System calls", "Call", "Answer", "#Count")
	for _, c := range s.Calls {
		p.row(c.Name, c.Errno, "#"+pageCount(c.Count))
	}
	p.tableEnd()
	p.WriteString("</body>\n</html>\n")
	return p.String()
}

// facts writes names and values under a heading.
func (p *page) facts(heading string, facts [][2]string) {
	fmt.Fprintf(&p.Builder, "<h2>%s</h2>\n<dl>\n", heading)
	for _, f := range facts {
		fmt.Fprintf(&p.Builder, "<div><dt>%s</dt><dd>%s</dd></div>\n", f[0], p.escape(f[1]))
	}
	p.WriteString("</dl>\n")
}

// table begins a table. A column whose name begins with # holds numbers.
func (p *page) table(heading string, columns ...string) {
	fmt.Fprintf(&p.Builder, "<h2>%s</h2>\n<div class=\"wide\"><table>\n<thead>", heading)
	p.cells("th", columns)
	p.WriteString("</thead>\n<tbody>\n")
}

func (p *page) tableEnd() { p.WriteString("</tbody>\n</table></div>\n") }

func (p *page) row(cells ...string) {
	p.cells("td", cells)
	p.WriteString("\n")
}

func (p *page) cells(element string, cells []string) {
	p.WriteString("<tr>")
	for _, text := range cells {
		class := ""
		if number, ok := strings.CutPrefix(text, "#"); ok {
			class, text = " class=\"n\"", number
		}
		fmt.Fprintf(&p.Builder, "<%s%s>%s</%s>", element, class, p.escape(text), element)
	}
	p.WriteString("</tr>")
}

// pageCount formats a number with commas between thousands.
func pageCount[N int | uint64](n N) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// pageMaybe formats a number that may be missing.
func pageMaybe(n *int) string {
	if n == nil {
		return ""
	}
	return pageCount(*n)
}

func pageTime(seconds float64) string {
	return time.Duration(seconds * float64(time.Second)).Round(100 * time.Millisecond).String()
}

func pageBool(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
