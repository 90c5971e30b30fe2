package system

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/system/recorder"
)

// tape is the recorder while it is frozen, to be walked through.
type tape struct {
	recorder  *recorder.Recorder
	filter    string
	rows      []uint64 // the numbers of the entries that are shown, the oldest first
	at        int      // the chosen one, of rows
	top, room int
}

// newTape shows a recorder from its end.
func newTape(r *recorder.Recorder) *tape {
	t := &tape{recorder: r}
	t.sift("")
	return t
}

// sift shows only entries that have every word in them. The chosen one stays, or the last before it.
func (t *tape) sift(filter string) {
	now, any := t.number()
	t.filter, t.rows = filter, nil
	words := strings.Fields(strings.ToLower(filter))
	first, next, _ := t.recorder.Range()
	for n := first; n < next; n++ {
		if len(words) > 0 {
			e, _ := t.recorder.Entry(n)
			text := bytes.ToLower(e.Text)
			if slices.ContainsFunc(words, func(word string) bool { return !bytes.Contains(text, []byte(word)) }) {
				continue
			}
		}
		t.rows = append(t.rows, n)
	}
	if !any {
		now = next
	}
	t.goTo(now)
}

// number is that of the chosen entry.
func (t *tape) number() (n uint64, ok bool) {
	if t.at < len(t.rows) {
		return t.rows[t.at], true
	}
	return 0, false
}

// entry is that of a row.
func (t *tape) entry(row int) (e recorder.Entry, ok bool) {
	if row < 0 || row >= len(t.rows) {
		return e, false
	}
	return t.recorder.Entry(t.rows[row])
}

// goTo chooses the entry of a number, or the last one before it.
func (t *tape) goTo(n uint64) {
	at, found := slices.BinarySearch(t.rows, n)
	if !found {
		at--
	}
	t.at = max(0, min(at, len(t.rows)-1))
}

// seek goes so far in time: to the first entry that is that far from the chosen one.
func (t *tape) seek(by time.Duration) {
	e, ok := t.entry(t.at)
	if !ok {
		return
	}
	at, _ := slices.BinarySearch(t.rows, t.recorder.Seek(e.T.Add(by)))
	t.at = max(0, min(at, len(t.rows)-1))
}

// Move goes to another entry.
func (t tapeList) Move(by int, pages bool) {
	if t.tape == nil {
		return
	}
	if pages {
		by *= max(t.tape.room-1, 1)
	}
	t.tape.at = max(0, min(t.tape.at+by, len(t.tape.rows)-1))
}

// Edge goes to the oldest, or to the newest.
func (t tapeList) Edge(last bool) {
	if t.tape == nil {
		return
	}
	n := len(t.tape.rows)
	if !last {
		n = -n
	}
	t.Move(n, false)
}

// tapeList is the entries as a list.
type tapeList struct{ *Page }
