package step

import (
	"fmt"
	"slices"
	"strconv"
)

// RoleGear is how the event loop is to continue: run, pause, slow 5, step 3, iteration 1.
var RoleGear Role = gearRole{"gear"}

type gearRole struct{ role }

func (gearRole) lacks(s *Step) bool      { return s.Gear == nil || !slices.Contains(gearWords, s.Gear.Word) }
func (gearRole) print(s *Step) []string  { return s.Gear.words() }
func (gearRole) complete(place) []string { return gearWords }

func (gearRole) check(s *Step, _ Param) error {
	if s.Gear.TakesNumber() && !(s.Gear.N > 0 && s.Gear.N <= 1e6) {
		return fmt.Errorf("%v is not a number for gear %s", s.Gear.N, s.Gear.Word)
	}
	return nil
}

func (gearRole) read(p *parser, _ Param) error {
	w, err := p.need("a gear: run, pause, slow, step or iteration")
	if err != nil {
		return err
	}
	gear := Gear{Word: w.raw}
	if !slices.Contains(gearWords, w.raw) {
		return p.wrong(w, "there is no gear %q%s", Clip(w.raw), p.suggest(w.raw, words(gearWords)))
	}
	if gear.TakesNumber() {
		gear.N = 1
		if !p.done() || w.raw == "slow" {
			n, err := p.need("a number of calls a second, such as 5")
			if err != nil {
				return err
			}
			if gear.N, err = strconv.ParseFloat(n.raw, 64); err != nil || !(gear.N > 0 && gear.N <= 1e6) || w.raw != "slow" && gear.N != float64(int(gear.N)) {
				return p.wrong(n, "%q is not a number for gear %s: write one such as 5", Clip(n.raw), w.raw)
			}
		}
	}
	p.step.Gear = &gear
	return nil
}
