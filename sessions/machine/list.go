package machine

import (
	"io"
	"slices"

	"netnet-tui/engine/system"
	"netnet-tui/sessions/output"
)

// Options is what to print about the machine, and how.
type Options struct {
	Filter string
	JSON   bool
	Counts bool // print only counts, in the OpenMetrics format
	Wanted system.Wanted
}

// List prints all sockets that match to out, and what can't be seen to notes.
func List(out, notes io.Writer, o Options) error {
	if err := system.CheckFilter(o.Filter); err != nil {
		return err
	}
	var to printer = newTable()
	switch {
	case o.Counts:
		to = newGauges()
	case o.JSON:
		to = &array{w: out, text: make([]byte, 0, arrayRoom)}
	}
	wanted := system.ParseFilter(o.Filter)
	var held []system.Row
	missing, err := system.Each(o.Wanted, func(r *system.Row) {
		switch {
		case !wanted(r):
		case r.Stall != "":
			held = append(held, *r)
		default:
			to.row(r)
		}
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(held, func(a, b system.Row) int { return system.Worse(&a, &b) })
	for i := range held {
		to.row(&held[i])
	}
	if err := to.end(out); err != nil {
		return err
	}
	for _, sentence := range missing {
		_ = output.Line(notes, sentence) // a note that can't be written is not worth an error
	}
	return nil
}

// printer takes rows, which are valid only during the call, and prints them, at the latest in end. Rows whose bytes are
// held up come last, the worst first.
type printer interface {
	row(*system.Row)
	end(io.Writer) error
}

// array prints a JSON array, one socket a line.
type array struct {
	w    io.Writer
	text []byte
	any  bool
	err  error
}

// arrayRoom is the size of each write.
const arrayRoom = 256 << 10

func (a *array) row(r *system.Row) {
	next := byte('[')
	if a.any {
		next = ','
	}
	a.any = true
	a.text = r.AppendJSON(append(a.text, next, '\n'))
	if len(a.text) > arrayRoom*3/4 {
		a.flush()
	}
}

func (a *array) flush() {
	if a.err == nil {
		_, a.err = a.w.Write(a.text)
	}
	a.text = a.text[:0]
}

func (a *array) end(io.Writer) error {
	if !a.any {
		a.text = append(a.text, '[')
	}
	a.text = append(a.text, "\n]\n"...)
	a.flush()
	return a.err
}
