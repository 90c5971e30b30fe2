package engine

// defaultJournal is how many events are kept where nothing else is said.
const defaultJournal = 10_000

// journal is the events of a session, the newest ones only.
type journal struct {
	events []Event
	limit  int
	last   uint64 // the sequence number of the newest
}

func newJournal(limit int) journal {
	if limit <= 0 {
		limit = defaultJournal
	}
	return journal{limit: limit}
}

// add numbers an event and keeps it.
func (j *journal) add(e *Event) {
	j.last++
	e.Seq = j.last
	if len(j.events) >= 2*j.limit { // forget by halves, so that an event costs no copy of the others
		j.events = append(j.events[:0:0], j.events[j.limit:]...)
	}
	j.events = append(j.events, *e)
}

// after gives the events beyond a sequence number, the newest n at the most, and
// how many of them that leaves out.
func (j *journal) after(seq uint64, n int) (events []Event, skipped uint64) {
	if seq >= j.last {
		return nil, 0
	}
	wanted := j.last - seq
	given := min(wanted, uint64(max(n, 0)), uint64(len(j.events)))
	return append([]Event(nil), j.events[uint64(len(j.events))-given:]...), wanted - given
}
