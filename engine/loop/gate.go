package loop

import (
	"cmp"
	"time"

	"netnet-tui/engine/status"
)

// Gate lets the loop run, slows it, pauses it, or lets one call or one iteration through.
type Gate struct {
	gear       status.Gear // "" means run
	rate       float64     // calls per second in gear slow
	due        time.Time   // when the next call may be made in gear slow
	calls      int         // calls to let through while paused
	iterations int         // iterations to let through while paused
	hurry      bool        // the current iteration may finish
	next       string      // the call that the loop is stopped before
	steps      []*Stepped  // requested and not yet complete
	hold       func(time.Duration) bool
}

// Stepped is a number of calls or iterations that were requested.
type Stepped struct {
	Calls []Call        // the calls made, only the first if there are many
	Count int           // how many calls were made
	Done  chan struct{} // closed when the loop has paused again
}

// maxStepped is how many calls of one step are kept.
const maxStepped = 64

// Gear returns the loop's gear, and in gear slow how many calls it makes per second.
func (g *Gate) Gear() (gear status.Gear, rate float64) {
	return cmp.Or(g.gear, status.GearRun), g.rate
}

// open reports whether the loop runs at full speed.
func (g *Gate) open() bool { return g.gear == status.GearRun || g.gear == "" }

// stepping reports whether the loop makes calls only on request: its waits must not sleep.
func (g *Gate) stepping() bool { return g.gear == status.GearPause }

// pass waits until the call may be made.
func (g *Gate) pass(call func() string) {
	for first := true; ; first = false {
		switch {
		case g.hurry, g.open(), g.iterations > 0:
			g.next = ""
			return
		case g.gear == status.GearPause && g.calls > 0:
			g.calls--
			g.next = ""
			return
		case g.gear == status.GearSlow && !time.Now().Before(g.due):
			g.due = time.Now().Add(time.Duration(float64(time.Second) / g.rate))
			g.next = ""
			return
		}
		if first {
			g.next = call()
		}
		wait := time.Duration(-1) // until there is a request
		if g.gear == status.GearSlow {
			wait = max(0, time.Until(g.due))
		} else {
			g.stand()
		}
		if !g.hold(wait) {
			g.hurry = true
		}
	}
}

// stand records that the loop is paused: all requested steps are complete.
func (g *Gate) stand() {
	for _, s := range g.steps {
		close(s.Done)
	}
	g.steps = nil
}

// made records a call in the steps in progress.
func (g *Gate) made(c Call) {
	for _, s := range g.steps {
		s.Count++
		if len(s.Calls) < maxStepped {
			s.Calls = append(s.Calls, c)
		}
	}
}

// iterated records the end of an iteration.
func (g *Gate) iterated() {
	g.hurry = false
	if g.iterations > 0 {
		g.iterations--
	}
}

// Run lets the loop run at full speed.
func (l *Loop) Run() { l.shift(status.GearRun, 0) }

// Pause stops the loop before its next call.
func (l *Loop) Pause() { l.shift(status.GearPause, 0) }

// Slow lets rate calls per second through.
func (l *Loop) Slow(rate float64) { l.shift(status.GearSlow, rate) }

// Step lets n calls through and pauses.
func (l *Loop) Step(n int) *Stepped {
	l.shift(status.GearPause, 0)
	l.Gate.calls = n
	return l.stepped()
}

// Iterations lets n iterations through and pauses. If the loop is stopped in the middle of an iteration, the rest of it
// counts as the first.
func (l *Loop) Iterations(n int) *Stepped {
	l.shift(status.GearPause, 0)
	l.Gate.iterations = n
	return l.stepped()
}

func (l *Loop) stepped() *Stepped {
	s := &Stepped{Done: make(chan struct{})}
	l.Gate.steps = append(l.Gate.steps, s)
	return s
}

func (l *Loop) shift(gear status.Gear, rate float64) {
	g := &l.Gate
	g.stand()
	g.gear, g.rate, g.calls, g.iterations, g.due = gear, rate, 0, 0, time.Time{}
	l.chooseCalls()
}
