package bench

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// group returns the group of a row: by its purpose, or by its level.
func (in *Inspector) group(row optionRow) string {
	switch {
	case row.interest != nil:
		return interestGroup
	case row.flag != "" && in.ByLevel:
		return "fcntl"
	case row.flag != "":
		return string(sockopts.Descriptors)
	case in.ByLevel || row.option == nil:
		return row.reading.Level
	}
	return string(row.option.Purpose)
}

// sift collects the rows that match the filter, group by group.
func (in *Inspector) sift() {
	in.rows, in.all = in.rows[:0], 0
	d := in.detail
	if d == nil {
		return
	}
	words := fields(in.Filter)
	groups := map[string][]optionRow{}
	order := []string{interestGroup}
	for _, p := range sockopts.Purposes() {
		order = append(order, string(p))
	}
	for _, row := range in.everyRow(d) {
		if in.compares() && !row.differs() {
			continue
		}
		in.all++
		group := in.group(row)
		if !slices.Contains(order, group) {
			order = append(order, group)
		}
		if in.passes(row, group, words) {
			groups[group] = append(groups[group], row)
		}
	}
	for _, group := range order {
		if rows := groups[group]; len(rows) > 0 {
			in.rows = append(in.rows, optionRow{title: group, count: len(rows)})
			in.rows = append(in.rows, rows...)
		}
	}
}

// flags returns the rows of the descriptor's flags; a closed one has none.
func flags(d *engine.Detail) []optionRow {
	if !d.Open {
		return nil
	}
	return []optionRow{{flag: "O_NONBLOCK", on: d.Nonblock}, {flag: "FD_CLOEXEC", on: d.Cloexec}}
}

// everyRow returns a row for each flag and option of the selected socket.
func (in *Inspector) everyRow(d *engine.Detail) []optionRow {
	rows := slices.Concat(in.watched, flags(d))
	for i := range d.Options {
		o := &d.Options[i]
		rows = append(rows, optionRow{reading: o, option: in.entry(o)})
	}
	if d.Beside == nil {
		return rows
	}
	others := map[string]*status.OptionReading{}
	for i := range d.Beside.Options {
		o := &d.Beside.Options[i]
		others[o.Level+" "+o.Name] = o
	}
	for i := range rows {
		rows[i].beside = others[rows[i].key()]
		rows[i].other = rows[i].flag == "O_NONBLOCK" && d.Beside.Nonblock || rows[i].flag == "FD_CLOEXEC" && d.Beside.Cloexec
	}
	return rows
}

// entry returns the catalogue's entry of an option, or nil if there is none. Several levels may have an
// option of that name.
func (in *Inspector) entry(o *status.OptionReading) *sockopts.Option {
	key := o.Level + " " + o.Name
	entry, ok := in.catalogued[key]
	if !ok {
		if level, ok := sockopts.LevelByName(o.Level); ok {
			entry, _ = sockopts.FindAt(level, o.Name)
		}
		in.catalogued[key] = entry
	}
	return entry
}

// compares reports whether the socket is being compared with another one that is still open.
func (in *Inspector) compares() bool {
	return in.Beside != 0 && in.detail.Beside != nil && in.detail.Beside.ID == in.Beside
}

// Regroup switches between groups by purpose and groups by level.
func (in *Inspector) Regroup() {
	in.ByLevel = !in.ByLevel
	in.sift()
	in.reveal()
}

// Turn goes to the first row of the next or the previous group.
func (in *Inspector) Turn(by int) {
	at := in.index()
	if at < 0 {
		return
	}
	title := at
	for title > 0 && in.rows[title].key() != "" {
		title--
	}
	for i := title + by; i >= 0 && i < len(in.rows); i += by {
		if in.rows[i].key() == "" && i+1 < len(in.rows) {
			in.Pick(in.rows[i+1].key())
			in.top = min(in.top, i)
			return
		}
	}
}
