package bench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// interestRow is an entry of an epoll's interest list.
type interestRow struct {
	status.Interest
	report status.Report
}

// interestGroup is the title of the rows of an interest list.
const interestGroup = "interest list"

// interests returns the rows of an epoll's interest list, by descriptor: the kernel lists them in the order
// of its memory.
func interests(d *engine.Detail) []optionRow {
	list := slices.SortedStableFunc(slices.Values(d.Interests), func(a, b status.Interest) int { return cmp.Compare(a.FD, b.FD) })
	rows := make([]optionRow, len(list))
	for i, report := range status.Reports(list, d.Ready != "" && d.Ready != "none") {
		rows[i].interest = &interestRow{list[i], report}
	}
	return rows
}

// key identifies the row: by the descriptor and its inode.
func (i *interestRow) key() string { return fmt.Sprintf("fd %d %d", i.FD, i.Inode) }

// name returns the name of the descriptor on the bench, or its number if it is not there.
func (i *interestRow) name() string {
	switch {
	case i.Name == "":
		return fmt.Sprintf("fd %d", i.FD)
	case i.Gone:
		return i.Name + " (closed)"
	}
	return i.Name
}

// asks returns the events that it is watched for.
func (i *interestRow) asks() string { return asked(i.Events) }

// asked returns watched events and flags, as a script writes them.
func asked(events int) string {
	if events == 0 {
		return "err,hup"
	}
	return strings.ReplaceAll(step.EpollEvents.Short(events), "|", ",")
}

// tells says what epoll_wait will report about it, in a word or two.
func (i *interestRow) tells() string {
	switch i.report {
	case status.ReportDue:
		return "reports " + i.due()
	case status.ReportTold:
		return "reported"
	case status.ReportEdge:
		return "perhaps " + i.due()
	case status.ReportSpent:
		return "spent"
	case status.ReportQuiet:
		return "nothing"
	case status.ReportUnknown:
	}
	return "not known"
}

// due returns the watched events that it has.
func (i *interestRow) due() string {
	return strings.ReplaceAll(step.PollEvents.Short(i.Due()), "|", ",")
}

// role returns the colour of what epoll_wait reports.
func (i *interestRow) role() theme.Role {
	switch i.report {
	case status.ReportDue:
		return theme.OK
	case status.ReportEdge, status.ReportTold, status.ReportSpent:
		return theme.Wait
	case status.ReportQuiet, status.ReportUnknown:
	}
	return theme.Dim
}

// about says what epoll_wait reports about it, and why, and what can be done.
func (i *interestRow) about(epoll string) []string {
	lines := []string{i.sentence(epoll)}
	switch {
	case i.Gone:
		lines = append(lines, fmt.Sprintf("%s is closed, but the socket is still open through another descriptor, so the entry stays and epoll_ctl can no longer name it. It goes away with the socket, or with %s.", i.Name, epoll))
	case i.Name == "":
		lines = append(lines, "What was added here is not a descriptor on the bench.")
	}
	return lines
}

// sentence says what epoll_wait reports about it, and why.
func (i *interestRow) sentence(epoll string) string {
	wait := "epoll_wait " + epoll
	switch i.report {
	case status.ReportDue:
		if i.Edge() {
			return fmt.Sprintf("%s reports %s: edge-triggered, so once, until something new arrives.", wait, i.due())
		}
		if i.Events&engine.EpollOneshot != 0 {
			return fmt.Sprintf("%s reports %s, and then nothing until MOD: it is a one-shot.", wait, i.due())
		}
		return fmt.Sprintf("%s reports %s every time, as long as that lasts: level-triggered.", wait, i.due())
	case status.ReportTold:
		return fmt.Sprintf("It is ready (%s), but %s does not report it: it is edge-triggered, was reported already, and nothing new has arrived since.", i.due(), wait)
	case status.ReportEdge:
		return fmt.Sprintf("It is ready (%s) and edge-triggered. Something is on the ready list of %s, but the kernel does not show whether this is.", i.due(), epoll)
	case status.ReportSpent:
		return fmt.Sprintf("%s reports nothing for it: it is a one-shot that was reported, and is disarmed until MOD. Enter rearms it.", wait)
	case status.ReportQuiet:
		return fmt.Sprintf("%s reports nothing for it: nothing that it is watched for has happened (poll says %s).", wait, i.Ready)
	case status.ReportUnknown:
	}
	return "Its readiness is not known: none of its descriptors is on the bench."
}

// change returns the line that changes the watched events, for editing. For a spent one-shot, the events
// must be given again.
func (i *interestRow) change(epoll status.Socket) string {
	events := i.Events
	if i.Spent {
		events |= step.EpollIn
	}
	return store.Line("epoll_ctl", epoll, "mod", i.nameAt(epoll), strings.ReplaceAll(step.EpollEvents.Short(events), "|", " ")) + part.Cursor
}

// remove returns the line that removes it from the list.
func (i *interestRow) remove(epoll status.Socket) string {
	return store.Line("epoll_ctl", epoll, "del", i.nameAt(epoll))
}

// nameAt returns the name of the descriptor in the process of an epoll.
func (i *interestRow) nameAt(epoll status.Socket) string {
	return step.NameThere(epoll.Process, i.Name)
}

// hindrance returns why epoll_ctl cannot be called on it, or "" if it can.
func (i *interestRow) hindrance() string {
	switch {
	case i.Name == "":
		return "it has no name on the bench that could be passed to epoll_ctl"
	case i.Gone:
		return i.Name + " is closed: epoll_ctl can no longer name it"
	}
	return ""
}

// fixed returns why mod cannot be called on it, or "" if it can (epoll_ctl(2), EINVAL).
func (i *interestRow) fixed() string {
	if reason := i.hindrance(); reason != "" {
		return reason
	}
	if i.Events&engine.EpollExclusive != 0 {
		return i.Name + " was added with exclusive, which mod refuses: remove it with del, and add it again"
	}
	return ""
}

// interestLine returns the row as it is drawn.
func (in *Inspector) interestLine(row optionRow, w int) canvas.Line {
	i, widths := row.interest, interestWidths(w)
	sign, role := " ", theme.Text
	switch {
	case i.Gone:
		sign, role = "!", theme.Bad
	case i.Spent:
		sign, role = "•", theme.Wait
	}
	mark := canvas.Say(role, sign+" ")
	if in.fresh(row) {
		mark = canvas.Say(theme.Fresh, sign+"~")
	}
	cell := func(role theme.Role, text string, n int) canvas.Span {
		return canvas.Say(role, canvas.Pad(canvas.Shorten(text, max(widths[n]-1, 0)), widths[n]))
	}
	return canvas.Line{mark, cell(theme.Name, i.name(), 0), cell(theme.Text, i.asks(), 1), cell(theme.Dim, dash(i.Ready), 2), cell(i.role(), i.tells(), 3)}
}

// interestTitles returns the row above the interest list.
func interestTitles(w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Text, canvas.Pad("", markWidth))}
	for n, width := range interestWidths(w) {
		title := []string{"WATCHED", "EVENTS", "READY", "EPOLL_WAIT"}[n]
		line = append(line, canvas.Say(theme.Dim, canvas.Pad(canvas.Shorten(title, max(width-1, 0)), width)))
	}
	return line
}

// interestWidths returns the widths of the columns of an interest list in w columns.
func interestWidths(w int) []int {
	w = max(w-markWidth, 0)
	if w < 56 {
		name, events, ready := w*20/100, w*30/100, w*18/100
		return []int{name, events, ready, w - name - events - ready}
	}
	return []int{14, 22, 14, w - 50}
}

// watching summarizes in a line how many entries there are, and what epoll_wait will report.
func (in *Inspector) watching() canvas.Line {
	d := in.detail
	switch {
	case len(d.Interests) > 0:
	case d.Process != "":
		return canvas.Line{canvas.Say(theme.Dim, "its interest list can be read in process "+d.Process+" only")}
	default:
		return canvas.Line{canvas.Say(theme.Dim, "its interest list is empty: e adds to it")}
	}
	counts := map[status.Report]int{}
	for _, row := range in.watched {
		counts[row.interest.report]++
	}
	line := canvas.Line{canvas.Say(theme.Dim, "watches "), canvas.Say(theme.Text, fmt.Sprint(len(d.Interests)))}
	for _, r := range []struct {
		report status.Report
		word   string
		role   theme.Role
	}{
		{status.ReportDue, "epoll_wait reports ", theme.OK}, {status.ReportEdge, "perhaps ", theme.Wait}, {status.ReportTold, "reported ", theme.Wait},
		{status.ReportSpent, "spent ", theme.Wait},
	} {
		if n := counts[r.report]; n > 0 {
			line = append(line, canvas.Say(theme.Dim, "  "+r.word), canvas.Say(r.role, fmt.Sprint(n)))
		}
	}
	return line
}
