package table

// flashTime is how long a changed cell stays marked, in seconds of the session, unless [Flash.For] is set.
const flashTime = 1.2

// flashCells is how many cells are remembered; beyond that, all are forgotten at once.
const flashCells = 50_000

type flashKey struct {
	row    uint64
	column string
}

type flashValue struct {
	text string
	at   float64 // when it changed; negative for never
}

// Flash remembers the contents of cells, to find those that have just changed. Its clock is the frame's, so
// that a recording is drawn as it was.
type Flash struct {
	For float64 // how long a change is marked, in seconds; 0 means flashTime

	seen  map[flashKey]flashValue
	until float64
}

// Note records the text of a cell at time t, and reports whether it has just changed. The first text of a
// cell is not a change.
func (f *Flash) Note(row uint64, column, text string, t float64) bool {
	if f.seen == nil || len(f.seen) > flashCells {
		f.seen = map[flashKey]flashValue{}
	}
	key := flashKey{row, column}
	value, seen := f.seen[key]
	switch {
	case !seen:
		value = flashValue{text, -1}
	case value.text != text:
		value = flashValue{text, t}
		f.until = t + f.time()
	}
	f.seen[key] = value
	return f.fresh(value, t)
}

// Fresh reports whether a cell seen by Note has just changed.
func (f *Flash) Fresh(row uint64, column string, t float64) bool {
	value, seen := f.seen[flashKey{row, column}]
	return seen && f.fresh(value, t)
}

func (f *Flash) fresh(value flashValue, t float64) bool {
	return value.at >= 0 && t-value.at < f.time()
}

func (f *Flash) time() float64 {
	if f.For > 0 {
		return f.For
	}
	return flashTime
}

// Active reports whether any cell is marked at time t.
func (f *Flash) Active(t float64) bool { return t < f.until }
