package loop

import (
	"time"

	"netnet-tui/sockets"
)

// Gear is how the loop goes.
type Gear string

// The gears.
const (
	GearRun   Gear = "run"   // as fast as it can
	GearPause Gear = "pause" // it stands before its next call
	GearSlow  Gear = "slow"  // so many calls a second
)

// Gate lets the loop run, slows it, stops it, or lets one call or one iteration through.
type Gate struct {
	gear       Gear
	rate       float64 // of slow, in calls a second
	due        time.Time
	calls      int // to be let through though it is paused
	iterations int // the same
	hurry      bool
	next       string // the call that it stands before
	steps      []*Stepped
	hold       func(time.Duration) bool // handles a request of others, or waits
}

// Stepped is some calls or iterations that were asked for.
type Stepped struct {
	Calls []Call        // that were made, the first of many
	Count int           // how many there were
	Done  chan struct{} // closed when the loop stands again
}

// maxStepped is how many calls of one step are kept.
const maxStepped = 64

// Gear tells how the loop goes, and for slow how many calls a second.
func (g *Gate) Gear() (Gear, float64) {
	if g.gear == "" {
		return GearRun, 0
	}
	return g.gear, g.rate
}

// stepping tells whether the loop is being led by the hand: its waits must not sleep.
func (g *Gate) stepping() bool { return g.gear == GearPause }

// pass waits until the call may be made.
func (g *Gate) pass(call func() string) {
	for first := true; ; first = false {
		switch {
		case g.hurry, g.gear == GearRun, g.gear == "", g.iterations > 0:
			g.next = ""
			return
		case g.gear == GearPause && g.calls > 0:
			g.calls--
			g.next = ""
			return
		case g.gear == GearSlow && !time.Now().Before(g.due):
			g.due = time.Now().Add(time.Duration(float64(time.Second) / g.rate))
			g.next = ""
			return
		}
		if first {
			g.next = call()
		}
		wait := time.Duration(-1)
		if g.gear == GearSlow {
			wait = max(0, time.Until(g.due)) // below 0 would be without an end
		} else {
			g.stand()
		}
		if !g.hold(wait) {
			g.hurry = true
		}
	}
}

// stand tells those who asked for steps that they have been made.
func (g *Gate) stand() {
	for _, s := range g.steps {
		close(s.Done)
	}
	g.steps = nil
}

// made notes a call for those who asked for it.
func (g *Gate) made(c Call) {
	for _, s := range g.steps {
		s.Count++
		if len(s.Calls) < maxStepped {
			s.Calls = append(s.Calls, c)
		}
	}
}

// iterated takes note of the end of an iteration.
func (g *Gate) iterated() {
	g.hurry = false
	if g.iterations > 0 {
		g.iterations--
	}
}

// Run lets the loop run.
func (l *Loop) Run() { l.shift(GearRun, 0) }

// Pause stops the loop before its next call.
func (l *Loop) Pause() { l.shift(GearPause, 0) }

// Slow lets so many calls a second through.
func (l *Loop) Slow(rate float64) { l.shift(GearSlow, rate) }

// Step lets n calls through and pauses.
func (l *Loop) Step(n int) *Stepped {
	l.shift(GearPause, 0)
	l.Gate.calls = n
	return l.stepped()
}

// Iterations lets n iterations through and pauses. Where the loop stands in the middle
// of one, its end is the first.
func (l *Loop) Iterations(n int) *Stepped {
	l.shift(GearPause, 0)
	l.Gate.iterations = n
	return l.stepped()
}

func (l *Loop) stepped() *Stepped {
	s := &Stepped{Done: make(chan struct{})}
	l.Gate.steps = append(l.Gate.steps, s)
	return s
}

func (l *Loop) shift(gear Gear, rate float64) {
	g := &l.Gate
	g.stand()
	g.gear, g.rate, g.calls, g.iterations, g.due = gear, rate, 0, 0, time.Time{}
	l.choose()
}

// choose has the calls made by whom the gear and the followed connection need: with the
// gate and a trace, or as fast as can be.
func (l *Loop) choose() {
	if gear, _ := l.Gate.Gear(); gear != GearRun || l.followedFD >= 0 {
		l.use(l.gated)
	} else {
		l.use(l.bare)
	}
}

func (l *Loop) use(calls sockets.Calls) {
	l.calls = calls
	if l.readiness != nil {
		l.readiness.Use(calls)
	}
}

// freely does what is no part of an iteration: its calls do not wait at the gate.
func (l *Loop) freely(f func()) {
	l.use(l.bare)
	f()
	l.choose()
}

// Between has f done between two iterations: at once, or when the one that stands or
// runs has come to its end, to which it is let through.
func (l *Loop) Between(f func()) {
	if !l.inside {
		l.freely(f)
		return
	}
	l.between = append(l.between, f)
	l.Gate.hurry = true
}

// change does what was left for the time between two iterations.
func (l *Loop) change() {
	if l.lost {
		l.lost = false
		l.choose()
	}
	for len(l.between) > 0 {
		f := l.between[0]
		l.between = l.between[1:]
		l.freely(f)
	}
}
