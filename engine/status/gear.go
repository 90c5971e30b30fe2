package status

// Gear is how an event loop goes.
type Gear string

// The gears.
const (
	GearRun   Gear = "run"   // as fast as it can
	GearPause Gear = "pause" // it stands before its next call
	GearSlow  Gear = "slow"  // a number of calls a second
)

// Phase is a part of an iteration of an event loop.
type Phase string

// The phases, in the order of an iteration.
const (
	BeforeSleep Phase = "before-sleep" // timers, and what else is due
	Wait        Phase = "wait"         // the call that asks which descriptors are ready
	AfterSleep  Phase = "after-sleep"
	Fire        Phase = "fire" // the ready list is dealt with
)

// Phases lists them in their order.
func Phases() []Phase { return []Phase{BeforeSleep, Wait, AfterSleep, Fire} }
