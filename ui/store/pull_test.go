package store

import (
	"testing"
	"testing/synctest"
	"time"

	"netnet-tui/engine"
)

// lively is a page that needs frames as often as possible.
type lively struct{}

func (lively) Query() engine.Query { return engine.Query{} }

func (lively) Pace() Pace { return Pace{Most: time.Minute} }

// A screen that is left open requests frames less and less often, even if the session's clock stands still,
// as that of a recording does. A key restores the pace.
func TestACalmSlowsTheFrames(t *testing.T) {
	for name, moves := range map[string]float64{"an engine": 1, "a recording": 0} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k := New(nil)
				begun := time.Now()
				wait := func() time.Duration {
					at := time.Now()
					_, next := k.Pull.Landed(engine.Frame{T: moves * at.Sub(begun).Seconds()}, lively{})
					next()
					return time.Since(at)
				}
				until := func(after time.Duration, want time.Duration) {
					t.Helper()
					for time.Since(begun) < after {
						wait()
					}
					if got := wait(); got != want {
						t.Errorf("after %v it waits for %v, want %v", after, got, want)
					}
				}
				until(0, time.Second/30)
				until(2*time.Second, time.Second/4)
				until(12*time.Second, time.Second)
				k.Pull.Wake()
				if !k.Pull.Hurry {
					t.Error("a key does not ask for a frame at once")
				}
				k.Pull.Hurry = false
				until(0, time.Second/4)
			})
		})
	}
}

// eager is a page that shows what changes by itself.
type eager struct{ lively }

func (eager) Pace() Pace { return Pace{Most: time.Second / 10} }

// A recording changes nothing by itself, so even a page that asks often is slowed down.
func TestARecordingIsAskedSeldom(t *testing.T) {
	for still, want := range map[bool]time.Duration{false: time.Second / 10, true: time.Second} {
		synctest.Test(t, func(t *testing.T) {
			k := New(nil)
			k.Pull.Landed(engine.Frame{Still: still, Open: 1}, eager{})
			time.Sleep(time.Minute)
			at := time.Now()
			_, next := k.Pull.Landed(engine.Frame{Still: still, Open: 1}, eager{})
			if next(); time.Since(at) != want {
				t.Errorf("of a frame that is still (%v) the next is asked for after %v, want %v", still, time.Since(at), want)
			}
		})
	}
}
