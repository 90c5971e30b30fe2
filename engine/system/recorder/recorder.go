// Package recorder keeps the last minutes of what happened to the sockets of the machine in memory of a
// bounded size: what comes, changes and goes, and rows that are watched. It can be frozen, by a call or by a
// condition, and then walked through and saved.
//
//	recorder.go   the recorder
//	segment.go    a piece of its memory
//	condition.go  when it freezes by itself
//	moment.go     an entry, to be shown
package recorder

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"netnet-tui/engine/system"
)

// DefaultBytes is a usual size: about 15,000 entries.
const DefaultBytes = 8 << 20

// segments is in how many pieces the memory is: when it is full, the piece with the oldest entries is
// emptied for the newest.
const segments = 32

// Entry is something that happened, as a line of JSON.
type Entry struct {
	T    time.Time
	Text []byte // without a line feed; it is the caller's
}

// Recorder is a recorder. Its methods may be called by several goroutines.
type Recorder struct {
	mu      sync.Mutex
	most    int        // bytes of a segment
	ring    []*segment // the oldest first
	next    uint64     // the number of the next entry
	dropped uint64     // entries that were too old, or too large
	frozen  bool
	when    Condition
	room    []byte
}

// New returns a recorder of at most so many bytes: the entries, and 12 for each to find it.
func New(most int) *Recorder { return &Recorder{most: max(most/segments, 1)} }

// FreezeWhen has it freeze after an entry for which a condition holds.
func (r *Recorder) FreezeWhen(c Condition) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.when = c
}

// Awaits reports whether it freezes after a row, which is then to be recorded.
func (r *Recorder) Awaits(row *system.Row) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.when.Row(row)
}

// AwaitsChange reports whether it freezes after a change.
func (r *Recorder) AwaitsChange(c *system.Change) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.when.change(c)
}

// Waits reports whether it is to freeze after some row or change.
func (r *Recorder) Waits() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.when.rows != nil && !r.frozen
}

// Change records a change.
func (r *Recorder) Change(c *system.Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.frozen {
		return
	}
	r.room = c.AppendJSON(r.room[:0])
	r.add(c.T, r.when.change(c))
}

// Row records a row as it is now.
func (r *Recorder) Row(row *system.Row) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.frozen {
		return
	}
	r.room = append(strconv.AppendInt(append(r.room[:0], `{"t":`...), row.T.UnixNano(), 10), `,"event":"`+string(Seen)+`","socket":`...)
	r.room = append(row.AppendJSON(r.room), '}')
	r.add(row.T, r.when.Row(row))
}

// add adds what is in room, and freezes if that was awaited.
func (r *Recorder) add(t time.Time, last bool) {
	r.frozen = last
	if cost(r.room) > r.most {
		r.dropped++
		return
	}
	if len(r.ring) == 0 || !r.ring[len(r.ring)-1].add(t, r.room, r.most) {
		r.turn()
		r.ring[len(r.ring)-1].add(t, r.room, r.most)
	}
	r.next++
}

// turn begins another segment, with the memory of the oldest if there are enough.
func (r *Recorder) turn() {
	if len(r.ring) < segments {
		r.ring = append(r.ring, &segment{first: r.next})
		return
	}
	oldest := r.ring[0]
	r.dropped += uint64(len(oldest.ends))
	oldest.empty(r.next)
	r.ring = append(slices.Delete(r.ring, 0, 1), oldest)
}

// Freeze keeps what there is: nothing is recorded until Thaw.
func (r *Recorder) Freeze() { r.freeze(true) }

// Thaw records again. The condition has to be set again, if one is wanted.
func (r *Recorder) Thaw() { r.freeze(false) }

func (r *Recorder) freeze(on bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.frozen = on
	if !on {
		r.when = Condition{}
	}
}

// Frozen reports whether it is frozen.
func (r *Recorder) Frozen() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.frozen
}

// Range is the numbers of the entries that there are: from first up to next, without that. An entry keeps
// its number. Dropped is how many were there and are not any more.
func (r *Recorder) Range() (first, next, dropped uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	first = r.next
	if len(r.ring) > 0 {
		first = r.ring[0].first
	}
	return first, r.next, r.dropped
}

// Entry is the entry with a number; false if there is none any more, or none yet.
func (r *Recorder) Entry(number uint64) (Entry, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range slices.Backward(r.ring) {
		if number >= s.first {
			return s.entry(number - s.first)
		}
	}
	return Entry{}, false
}

// Seek is the number of the first entry at a time or after it; that of the next one to come if there is none.
func (r *Recorder) Seek(t time.Time) uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.ring {
		if n := len(s.times); n > 0 && s.times[n-1] >= t.UnixNano() {
			at, _ := slices.BinarySearch(s.times, t.UnixNano())
			return s.first + uint64(at)
		}
	}
	return r.next
}

// Lines is all entries, a line each, after one that says how many there are and how many were dropped.
func (r *Recorder) Lines() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	entries := uint64(0)
	for _, s := range r.ring {
		entries += uint64(len(s.ends))
	}
	text := append([]byte(nil), `{"event":"recording","entries":`...)
	text = append(strconv.AppendUint(text, entries, 10), `,"dropped":`...)
	text = append(strconv.AppendUint(text, r.dropped, 10), "}\n"...)
	for _, s := range r.ring {
		for i := range s.ends {
			text = append(append(text, s.at(i)...), '\n')
		}
	}
	return string(text)
}
