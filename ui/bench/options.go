package bench

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// optionRow is one row of the list: the name of a level, a flag of the descriptor,
// or an option.
type optionRow struct {
	level   string
	flag    string // O_NONBLOCK, FD_CLOEXEC
	on      bool   // of a flag
	reading *engine.OptionReading
	known   *sockopts.Option // what the catalogue says, nil for none
}

func (r optionRow) key() string {
	if r.reading != nil {
		return r.level + " " + r.reading.Name
	}
	return r.flag
}

func (r optionRow) name() string {
	if r.reading != nil {
		return r.reading.Name
	}
	return r.flag
}

// Choice is the chosen row of the inspector's list, as an action needs it.
type Choice struct {
	Flag    string // one of the descriptor's flags, and whether it is on
	On      bool
	Reading engine.OptionReading
	Option  *sockopts.Option
}

// Choice is what a key in the inspector is about.
func (in *Inspector) Choice() (Choice, bool) {
	row, ok := in.Chosen()
	if !ok {
		return Choice{}, false
	}
	if row.reading == nil {
		return Choice{Flag: row.flag, On: row.on}, true
	}
	return Choice{Reading: *row.reading, Option: row.known}, true
}

// Chosen is the chosen row.
func (in *Inspector) Chosen() (optionRow, bool) {
	if i := in.index(); i >= 0 {
		return in.rows[i], true
	}
	return optionRow{}, false
}

// Pick chooses a row by its key.
func (in *Inspector) Pick(key string) {
	in.at = key
	in.reveal()
}

// index is where the chosen row stands; the first one that can be chosen where it
// is gone.
func (in *Inspector) index() int {
	first := -1
	for i, row := range in.rows {
		if row.key() == "" {
			continue
		}
		if row.key() == in.at {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// sift makes the rows that the filter lets through: by name, by value, or by one
// of the words set, changed.
func (in *Inspector) sift() {
	in.rows = in.rows[:0]
	d := in.detail
	if d == nil {
		return
	}
	filter := strings.ToLower(in.Filter)
	if d.Open {
		for _, f := range []optionRow{{flag: "O_NONBLOCK", on: d.Nonblock}, {flag: "FD_CLOEXEC", on: d.Cloexec}} {
			if strings.Contains(strings.ToLower(f.flag), filter) {
				in.rows = append(in.rows, f)
			}
		}
	}
	level := ""
	for i := range d.Options {
		o := &d.Options[i]
		if !passes(o, filter) {
			continue
		}
		if o.Level != level {
			level = o.Level
			in.rows = append(in.rows, optionRow{level: level})
		}
		known := entry(o)
		in.rows = append(in.rows, optionRow{level: level, reading: o, known: known})
	}
}

// entry is what the catalogue says about an option, nil where it says nothing. A
// name may stand at several levels.
func entry(o *engine.OptionReading) *sockopts.Option {
	if level, ok := sockopts.LevelByName(o.Level); ok {
		if known, ok := sockopts.FindAt(level, o.Name); ok {
			return known
		}
	}
	return nil
}

func passes(o *engine.OptionReading, filter string) bool {
	switch filter {
	case "":
		return true
	case "set":
		return o.Asked != ""
	case "changed":
		return o.Changed
	}
	return strings.Contains(strings.ToLower(o.Name+" "+o.Level+" "+o.Value), filter)
}

func (in *Inspector) move(by int, pages bool) {
	if pages {
		by *= max(in.room-1, 1)
	}
	i := in.index()
	if i < 0 {
		return
	}
	step := 1
	if by < 0 {
		step, by = -1, -by
	}
	for j := i + step; j >= 0 && j < len(in.rows) && by > 0; j += step {
		by--
		if in.rows[j].key() != "" {
			i = j
		} else {
			by++ // the name of a level is passed over
		}
	}
	in.Pick(in.rows[i].key())
	if i <= 1 {
		in.top = 0
	}
}

func (in *Inspector) edge(last bool) {
	if last {
		in.move(len(in.rows), false)
	} else {
		in.move(-len(in.rows), false)
	}
}

func (in *Inspector) reveal() {
	i := in.index()
	if in.room < 1 || i < 0 {
		return
	}
	in.top = max(min(in.top, i), i-in.room+1)
	in.top = max(0, min(in.top, len(in.rows)-in.room))
}

// drawOptions draws the rule above the list and the visible rows; box is the pane,
// whose edge shows how far the list goes.
func (in *Inspector) drawOptions(c *canvas.Canvas, r, box canvas.Rect, focused bool) {
	in.room = max(r.H-1, 0)
	if in.room == 0 {
		return
	}
	in.reveal()
	detail := ""
	if in.Filter != "" {
		detail = "/" + in.Filter
	}
	c.PutLine(r, 0, 0, rule("options", detail, r.W))
	if len(in.rows) == 0 {
		text := "this socket has none that can be read"
		if in.Filter != "" {
			text = "none contains that; esc shows all"
		}
		c.Put(r, 2, 1, theme.Dim.On(theme.Plain), text)
	}
	chosen := in.index()
	for i := 0; i < in.room && in.top+i < len(in.rows); i++ {
		row, at := in.rows[in.top+i], r.Row(i+1)
		c.PutLine(at, 0, 0, in.rowLine(row, r.W))
		if row.key() == "" {
			continue
		}
		if in.top+i == chosen && focused {
			wide := canvas.Rect{X: at.X - 1, Y: at.Y, W: at.W + 2, H: 1}
			c.Ground(wide, theme.Chosen)
			c.Put(wide, 0, 0, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(at, Picking{row.key()})
	}
	bar := canvas.Rect{X: box.X, Y: r.Y, W: box.W, H: r.H + 1}
	c.Scrollbar(bar, theme.Dim.On(theme.Plain), in.top, in.room, len(in.rows))
}

// rowLine is one row: a mark, the name, the value, and what is odd about it.
//
//   - set by a step   • other than on a fresh socket   ! can't be read
func (in *Inspector) rowLine(row optionRow, w int) canvas.Line {
	if row.key() == "" {
		return canvas.Line{canvas.Say(theme.Faint, row.level)}
	}
	names, values := 25, 14
	if w < 50 {
		names, values = 20, 9
	}
	mark, value, remark := canvas.Say(theme.Text, "  "), canvas.Say(theme.Text, ""), ""
	if o := row.reading; o != nil {
		value.Text = o.Value
		switch {
		case o.Errno != "":
			mark, value = canvas.Say(theme.Bad, "! "), canvas.Say(theme.Bad, o.Errno)
		case row.known != nil && !row.known.Readable():
			value = canvas.Say(theme.Dim, "can only be set")
		case o.Unread:
			value, remark = canvas.Say(theme.Dim, "not read"), "reading changes it"
		case o.Asked != "":
			mark, value.Style = canvas.Say(theme.Yours, "* "), theme.Yours.On(theme.Plain)
			if o.Asked != o.Value {
				remark = "asked " + o.Asked
			} else if o.Fresh != "" && o.Fresh != o.Value {
				remark = "fresh " + o.Fresh
			}
		case o.Changed:
			mark, remark = canvas.Say(theme.Wait, "• "), "fresh "+o.Fresh
		}
		if in.fresh(o) {
			value.Style = theme.Fresh.On(theme.Plain)
		}
		if remark == "" && row.known != nil && w > 70 {
			remark = row.known.Summary
		}
	} else {
		value = canvas.Say(flagRole(row.on), onOff(row.on))
		remark = "by fcntl"
	}
	name := canvas.Shorten(row.name(), names-1)
	line := canvas.Line{mark, canvas.Say(theme.Text, pad(name, names)), value}
	gap := pad("", max(values-canvas.Width(value.Text), 2))
	if remark != "" && w-line.Width()-len(gap) >= min(canvas.Width(remark), 11) {
		line = append(line, canvas.Say(theme.Dim, gap+remark))
	}
	return line
}

func pad(text string, w int) string {
	return text + strings.Repeat(" ", max(w-canvas.Width(text), 0))
}

// Sift shows only the options that contain a word.
func (in *Inspector) Sift(filter string) {
	in.Filter, in.top = filter, 0
	in.sift()
}

// At is the key of the chosen row.
func (in *Inspector) At() string {
	if row, ok := in.Chosen(); ok {
		return row.key()
	}
	return ""
}
