package system

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/system/recorder"
)

// tape is a frozen recorder that can be walked through.
type tape struct {
	recorder  *recorder.Recorder
	filter    string
	rows      []uint64 // the numbers of the entries shown, oldest first
	at        int      // the index in rows of the selected one
	top, room int
}

// newTape shows a recorder from its end.
func newTape(r *recorder.Recorder) *tape {
	t := &tape{recorder: r}
	t.sift("")
	return t
}

// sift shows only the entries that contain every word. The selected entry stays selected, or else the last
// one before it.
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

// number returns the number of the selected entry.
func (t *tape) number() (n uint64, ok bool) {
	if t.at < len(t.rows) {
		return t.rows[t.at], true
	}
	return 0, false
}

// entry returns the entry of a row.
func (t *tape) entry(row int) (e recorder.Entry, ok bool) {
	if row < 0 || row >= len(t.rows) {
		return e, false
	}
	return t.recorder.Entry(t.rows[row])
}

// goTo selects the entry with the given number, or the last one before it.
func (t *tape) goTo(n uint64) {
	at, found := slices.BinarySearch(t.rows, n)
	if !found {
		at--
	}
	t.at = max(0, min(at, len(t.rows)-1))
}

// seek moves by a time: to the first entry that is that far from the selected one.
func (t *tape) seek(by time.Duration) {
	e, ok := t.entry(t.at)
	if !ok {
		return
	}
	at, _ := slices.BinarySearch(t.rows, t.recorder.Seek(e.T.Add(by)))
	t.at = max(0, min(at, len(t.rows)-1))
}

// Move moves the selection.
func (t tapeList) Move(by int, pages bool) {
	if t.tape == nil {
		return
	}
	if pages {
		by *= max(t.tape.room-1, 1)
	}
	t.tape.at = max(0, min(t.tape.at+by, len(t.tape.rows)-1))
}

// Edge selects the oldest or the newest entry.
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

// tapeList is the entries, as a list.
type tapeList struct{ *Page }
