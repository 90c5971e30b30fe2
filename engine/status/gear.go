package status

// Gear is how fast an event loop runs.
type Gear string

// The gears.
const (
	GearRun   Gear = "run"   // as fast as it can
	GearPause Gear = "pause" // stopped before its next call
	GearSlow  Gear = "slow"  // a number of calls per second
)

// Phase is a part of an iteration of an event loop.
type Phase string

// The phases, in the order of an iteration.
const (
	BeforeSleep Phase = "before-sleep" // timers and other work that is due
	Wait        Phase = "wait"         // the call that asks which descriptors are ready
	AfterSleep  Phase = "after-sleep"
	Fire        Phase = "fire" // the ready list is processed
)

// Phases returns the phases in order.
func Phases() []Phase { return []Phase{BeforeSleep, Wait, AfterSleep, Fire} }
