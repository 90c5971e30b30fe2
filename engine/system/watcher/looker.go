package watcher

import (
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/recorder"

	"golang.org/x/sys/unix"
)

// looker knows the sockets of the machine. It belongs to one goroutine.
type looker struct {
	live    *system.Live
	problem string
	tape    *recorder.Recorder
	looked  time.Time     // when all sockets were last looked at
	full    time.Time     // when they were last looked at in detail
	every   time.Duration // between two looks

	born, died         int // since the last look
	bornRate, diedRate float64

	list
	ends    ends
	history history
}

// How often to look at all sockets, and the share of a processor that may take: on a machine with many sockets, looks
// are less frequent. The more expensive details are read every few seconds, or more often if the sort column or the
// filter depends on them.
const (
	leastEvery = time.Second
	mostEvery  = 10 * time.Second
	share      = 0.028
	fullEvery  = 5 * time.Second
	fullOften  = 2 * time.Second
	againEvery = 200 * time.Millisecond // for a visible row
)

func newLooker(tape *recorder.Recorder) *looker {
	l := &looker{every: leastEvery, tape: tape}
	l.begin()
	live, err := system.OpenLive(system.Everything, l.happened)
	if err != nil {
		l.problem = "the sockets of the machine can't be watched: " + err.Error()
		return l
	}
	l.live = live
	return l
}

func (l *looker) close() {
	if l.live != nil {
		l.live.Close()
	}
}

// happened counts what happens, records it if the filter matches the row, and keeps how a row ended as long as it
// fades.
func (l *looker) happened(c system.Change) {
	if l.wanted == nil || l.wanted(&c.Row) || l.tape.AwaitsChange(&c) {
		l.tape.Change(&c)
	}
	if c.Event == system.Born {
		l.born++
	}
	if c.Event == system.Died {
		l.died++
		if c.Was != "" || l.past {
			l.ended(&c)
		}
	}
}

// beat does what has to be done even if nobody asks: it reads deaths before too many are waiting, and looks at the
// chosen row for its history.
func (l *looker) beat(now time.Time) {
	if l.live == nil {
		return
	}
	l.readDeaths()
	l.live.Listeners(now)
	l.look(now)
	if r := l.live.Row(l.query.Chosen); r != nil && l.history.due(now) {
		l.again(r, now)
		l.history.add(r, now)
	}
}

func (l *looker) readDeaths() {
	if err := l.live.Wait(0); err != nil {
		l.problem = "how connections end is no longer reported: " + err.Error()
	}
}

// look looks at all sockets if it is time to. The first look includes everything.
func (l *looker) look(now time.Time) {
	if !l.looked.IsZero() && now.Sub(l.looked) < l.every {
		return
	}
	began := processorTime()
	show := system.Everything.Show
	if now.Sub(l.full) < l.fullEvery() {
		show = 0
	} else {
		l.full = now
	}
	l.live.Look(now, show)
	first := l.looked.IsZero() // the first look reads every process
	if !first {
		seconds := now.Sub(l.looked).Seconds()
		l.bornRate, l.diedRate = float64(l.born)/seconds, float64(l.died)/seconds
	}
	l.born, l.died = 0, 0
	l.looked = now
	l.arrange(l.live, now)
	l.record()
	if took := processorTime() - began; !first {
		l.every = min(max(leastEvery, time.Duration(float64(took)/share)), mostEvery)
	}
}

// record records the visible rows, the chosen one, and those that the recorder waits for.
func (l *looker) record() {
	if l.tape.Frozen() {
		return
	}
	for i := range l.entries {
		if r := l.entries[i].row; l.visible[r.Key()] || r.Key() == l.query.Chosen {
			l.tape.Row(r)
		}
	}
	if !l.tape.Waits() {
		return
	}
	for _, r := range l.all {
		if l.tape.Awaits(r) {
			l.tape.Row(r)
		}
	}
}

func (l *looker) fullEvery() time.Duration {
	if costly(l.query.Sort) || costlyFilter(l.query.Filter) {
		return fullOften
	}
	return fullEvery
}

// again looks at a row again, unless it has just been looked at.
func (l *looker) again(r *system.Row, now time.Time) {
	if now.Sub(r.T) >= againEvery {
		l.live.Again(r.Key(), now)
	}
}

// view answers a query.
func (l *looker) view(q Query, now time.Time) View {
	v := View{Query: q, T: now, At: -1}
	if l.live == nil {
		v.Problem = l.problem
		return v
	}
	l.readDeaths()
	same, chosen := q.sameList(&l.query) && !l.looked.IsZero(), l.query.Chosen
	l.query = q
	if looked := l.looked; !same {
		if l.look(now); l.looked == looked {
			l.arrange(l.live, now)
		}
	}
	if q.Chosen != chosen {
		l.history.begin()
	}
	v.Total, v.Stalled, v.Problem, v.Lost, v.Every = l.total, l.stalled, l.problem, l.live.Lost, l.every
	v.Frozen = l.tape.Frozen()
	v.Missing = append(v.Missing, l.live.Missing...)
	v.Born, v.Died = l.bornRate, l.diedRate
	if q.groups() {
		l.viewGroups(&v)
		return v
	}
	v.Shown = len(l.entries)
	v.First = max(0, min(q.First, v.Shown-q.Rows))
	visible := l.entries[v.First:min(v.First+q.Rows, v.Shown)]
	chosenRow := l.known(q.Chosen)
	clear(l.visible)
	rows := make([]*system.Row, 0, len(visible)+1)
	for _, e := range visible {
		l.again(e.row, now)
		l.visible[e.row.Key()] = true
		rows = append(rows, e.row)
	}
	if chosenRow != nil {
		rows = append(rows, chosenRow)
		v.At = l.at(chosenRow)
	}
	l.ends.find(rows, l.all, l.looked)
	for _, e := range visible {
		v.Lines = append(v.Lines, l.line(e.row))
	}
	if r := chosenRow; r != nil {
		l.again(r, now)
		c := Chosen{Line: l.line(r)}
		if c.Ending == "" {
			c.Sentence = r.Why()
			if l.history.due(now) {
				l.history.add(r, now)
			}
		}
		c.History = l.history.samples()
		v.Chosen = &c
	}
	return v
}

// line returns a row as it is now.
func (l *looker) line(r *system.Row) Line {
	line := Line{Row: *r, End: l.ends.of[r.Key()]}
	if g, gone := l.gone[r.Key()]; gone {
		line.Ending, line.Ended = g.ending, g.at
	}
	return line
}

// processorTime returns the CPU time that this process has used.
func processorTime() time.Duration {
	var now unix.Timespec
	if unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &now) != nil {
		return 0
	}
	return time.Duration(now.Nano())
}
