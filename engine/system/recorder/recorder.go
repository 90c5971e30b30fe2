// Package recorder keeps the last minutes of what happened to the sockets of the machine in memory of bounded size:
// sockets that appear, change and end, and rows that are watched. It can be frozen, by a call or a condition, and then
// walked through and saved.
//
//	recorder.go   the recorder
//	segment.go    a part of its memory
//	condition.go  when it freezes on its own
//	moment.go     an entry, to be shown
package recorder

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"netnet-tui/engine/system"
)

// DefaultBytes is a typical size: about 15,000 entries.
const DefaultBytes = 8 << 20

// segments is the number of parts of the memory: when it is full, the part with the oldest entries is cleared for the
// newest.
const segments = 32

// Entry is something that happened, as a line of JSON.
type Entry struct {
	T    time.Time
	Text []byte // without a newline; owned by the caller
}

// Recorder is a recorder. Its methods may be called from any goroutine.
type Recorder struct {
	mu      sync.Mutex
	most    int        // bytes per segment
	ring    []*segment // oldest first
	next    uint64     // the number of the next entry
	dropped uint64     // entries that were too old or too large
	frozen  bool
	when    Condition
	room    []byte
}

// New returns a recorder that uses at most that many bytes, for the entries and 12 bytes of index per entry.
func New(most int) *Recorder { return &Recorder{most: max(most/segments, 1)} }

// FreezeWhen makes it freeze after an entry for which a condition holds.
func (r *Recorder) FreezeWhen(c Condition) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.when = c
}

// Awaits reports whether it would freeze after a row, which must then be recorded.
func (r *Recorder) Awaits(row *system.Row) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.when.Row(row)
}

// AwaitsChange reports whether it would freeze after a change.
func (r *Recorder) AwaitsChange(c *system.Change) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.when.change(c)
}

// Waits reports whether it waits for a row or change to freeze.
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

// add adds the entry in room, and freezes if last is set.
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

// turn begins another segment, reusing the oldest one's memory if there are enough.
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

// Freeze stops recording until Thaw, keeping what has been recorded.
func (r *Recorder) Freeze() { r.freeze(true) }

// Thaw resumes recording, and clears the condition.
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

// Range returns the numbers of the entries that exist, from first up to but excluding next. An entry keeps its number.
// dropped is how many entries no longer exist.
func (r *Recorder) Range() (first, next, dropped uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	first = r.next
	if len(r.ring) > 0 {
		first = r.ring[0].first
	}
	return first, r.next, r.dropped
}

// Entry returns the entry with a number; false if it no longer exists, or does not exist yet.
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

// Seek returns the number of the first entry at or after a time, or that of the next entry to come if there is none.
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

// Lines returns all entries, one per line, after a line that says how many there are and how many were dropped.
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
