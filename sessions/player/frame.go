package player

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Network is the network in a frame of a recording.
const Network = "a recording"

// Frame returns what the screen asked for, as the recording shows it.
func (p *Player) Frame(q engine.Query) (engine.Frame, error) {
	p.Arrive(patience)
	f := engine.Frame{Network: Network}
	percent, going := p.Going()
	if f.Still = !going; going {
		f.Network += fmt.Sprintf(", reading … %d %%", percent)
	}
	p.mu.Lock()
	at, b := p.at, p.bench
	p.mu.Unlock()
	f.T, f.Open = b.t, b.open()
	b.show(&f, q)
	from := max(int(min(q.After, uint64(at))), at-max(q.Events, 0))
	f.Skipped = uint64(from) - min(q.After, uint64(from))
	for i := from; i < at; i++ {
		e, err := p.events.Event(i)
		if err != nil {
			e = engine.Event{Text: "this step", Problem: err.Error()}
		}
		e.Seq = uint64(i + 1)
		if said := p.Missing(i); said != "" {
			e.Notes = slices.Insert(slices.Clone(e.Notes), 0, said+" before this step")
		}
		f.Events = append(f.Events, e)
	}
	return f, nil
}

// Missing says how many steps of the session were not recorded directly before event i; "" if none.
func (p *Player) Missing(i int) string {
	f, ok := p.events.(interface{ Missing(i int) uint64 })
	if !ok {
		return ""
	}
	n := f.Missing(i)
	if n == 0 {
		return ""
	}
	return "not recorded: " + step.Counted(int(n), "step")
}

// show adds the requested rows and the requested socket to a frame.
func (b *bench) show(f *engine.Frame, q engine.Query) {
	rows := b.visible(q)
	f.Total = len(rows)
	f.First = max(0, min(q.First, len(rows)-q.Rows))
	for _, r := range rows[f.First:min(f.First+max(q.Rows, 0), len(rows))] {
		f.Sockets = append(f.Sockets, r.Socket)
	}
	if r := b.rows[q.Selected]; r != nil {
		f.Place = slices.Index(rows, r) + 1
		f.Detail = r.detail()
	}
}

// detail returns what is known about a socket: the options that were set, and TCP_INFO as last seen.
func (r *row) detail() *engine.Detail {
	d := &engine.Detail{Socket: r.Socket}
	for _, name := range slices.Sorted(maps.Keys(r.options)) {
		d.Options = append(d.Options, r.options[name])
	}
	for _, name := range slices.Sorted(maps.Keys(r.info)) {
		d.Info = append(d.Info, status.InfoReading{Name: "tcpi_" + name, Value: strconv.FormatInt(r.info[name], 10)})
	}
	return d
}
