package bench

import (
	"fmt"
	"slices"
	"sort"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// aspect is one aspect of a condition, as shown in a row of evidence.
type aspect struct{ label, value string }

func aspects(c *status.Condition) []aspect {
	if c == nil {
		c = &status.Condition{}
	}
	var all []aspect
	for _, f := range status.Fields() {
		value := f.Text(c)
		if f.Kind == status.FieldNumber {
			value = dash(value)
		}
		all = append(all, aspect{f.Title(), value})
	}
	return all
}

// evidence returns what has changed between before and after, and the counters that moved.
func evidence(ev status.Evidence, w int) []canvas.Line {
	var lines []canvas.Line
	for _, set := range ev.Options {
		lines = append(lines, passage("option", theme.Text, settingText(set), w)...)
	}
	for _, watched := range ev.Watched {
		lines = append(lines, passage("watched", theme.Text, watchedText(ev, watched), w)...)
	}
	for _, observed := range ev.Sockets {
		if len(ev.Options) == 0 || !unchanged(observed) {
			lines = append(lines, changes(observed, w)...)
		}
	}
	var names []string
	for name := range ev.Moved {
		names = append(names, name)
	}
	sort.Strings(names)
	moved := ""
	for _, name := range names {
		moved += fmt.Sprintf("%s %+d, ", name, ev.Moved[name])
	}
	if moved != "" {
		lines = append(lines, passage("counted", theme.Dim, moved[:len(moved)-2], w)...)
	}
	return lines
}

// settingText returns the effect of a step on an option: "SO_RCVBUF 128KiB → 8KiB, asked for 4KiB".
func settingText(set status.OptionChange) string {
	text := set.Name + " " + dash(set.Before) + " → " + dash(set.After)
	if set.After == "" {
		return set.Name + " is set to " + set.Asked
	}
	if set.Asked != set.After {
		text += ", asked for " + set.Asked
	}
	return text
}

// watchedText returns the effect of a step on an entry of an interest list: "e: s in → in,et".
func watchedText(ev status.Evidence, watched status.InterestChange) string {
	named := func(id status.SocketID) string {
		i := slices.IndexFunc(ev.Sockets, func(o status.Observed) bool { return o.ID == id })
		if i < 0 {
			return "a socket"
		}
		return ev.Sockets[i].Name
	}
	events := func(mask *int) string {
		if mask == nil {
			return "–"
		}
		return asked(*mask)
	}
	return fmt.Sprintf("%s: %s %s → %s", named(watched.Epoll), named(watched.Socket), events(watched.Before), events(watched.After))
}

// unchanged reports whether a socket looks the same before and after.
func unchanged(observed status.Observed) bool {
	return !observed.Closed && observed.Before != nil && slices.Equal(aspects(observed.Before), aspects(observed.After))
}

func changes(observed status.Observed, w int) []canvas.Line {
	if observed.Closed {
		return passage(observed.Name, theme.Dim, closed(observed), w)
	}
	before, after := aspects(observed.Before), aspects(observed.After)
	var lines []canvas.Line
	label := observed.Name
	for i := range after {
		was, is := before[i].value, after[i].value
		if was == is || observed.Before == nil && (is == "–" || is == "" || is == "off") {
			continue
		}
		line := canvas.Line{
			canvas.Say(theme.Faint, "     │"), canvas.Say(theme.Name, fmt.Sprintf("%8s ", canvas.Shorten(label, 8))),
			canvas.Say(theme.Dim, fmt.Sprintf("%-9s", after[i].label)),
		}
		if observed.Before != nil {
			line = append(line, canvas.Say(theme.Text, dash(was)), canvas.Say(theme.Dim, " → "))
		}
		lines = append(lines, append(line, canvas.Say(theme.Fresh, dash(is))))
		label = ""
	}
	if len(lines) == 0 {
		return passage(observed.Name, theme.Dim, "looks the same before and after", w)
	}
	return lines
}

// closed says what is left of a socket whose descriptor is closed: TCP may keep its connection.
func closed(observed status.Observed) string {
	if observed.After == nil {
		return left("")
	}
	return left(observed.After.State)
}

// left does the same for the current state of the connection.
func left(state status.State) string {
	const text = "its descriptor is closed"
	if state == "" || state == status.StateClosed {
		return text
	}
	return text + "; TCP has its connection in " + string(state)
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// besideLabels are the fields shown beside a call, with their labels there.
var besideLabels = map[string]string{"state": "", "pending": "Recv-Q ", "unsent": "Send-Q ", "queue": "queue "}

// beside returns what has changed, briefly enough to be shown beside a call, or nothing if it does not all
// fit. Options are shown beside the call that sets them.
func beside(ev *status.Evidence, sets bool, room int) canvas.Line {
	if ev == nil {
		return nil
	}
	var line canvas.Line
	for _, set := range ev.Options {
		if sets && set.After != "" && set.Before != set.After {
			line = append(line, canvas.Say(theme.Faint, "   "), canvas.Say(theme.Dim, set.Name+" "+dash(set.Before)+" → "), canvas.Say(theme.Text, set.After))
		}
	}
	for _, observed := range ev.Sockets {
		if observed.Before == nil || observed.After == nil {
			continue
		}
		for _, f := range status.Fields() {
			label, ok := besideLabels[f.Name]
			if was, is := f.Text(observed.Before), f.Text(observed.After); ok && was != is && was != "" && is != "" {
				line = append(line, canvas.Say(theme.Faint, "   "), canvas.Say(theme.Dim, observed.Name+" "+label+was+" → "), canvas.Say(theme.Text, is))
			}
		}
	}
	if line.Width() > room {
		return nil
	}
	return line
}
