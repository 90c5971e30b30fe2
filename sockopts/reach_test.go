package sockopts

import "testing"

// TestReachIsKnown requires a reach for every option that can be set: options without one are refused on the host's
// network, which nobody should find out by surprise.
func TestReachIsKnown(t *testing.T) {
	for _, o := range All() {
		switch {
		case o.Settable() && o.Reach == ReachUnknown:
			t.Errorf("%s: it is not said where %s can take packets", o.Level, o.Name)
		case !o.Settable() && o.Reach != ReachUnknown:
			t.Errorf("%s: %s can't be set, so it reaches nowhere", o.Level, o.Name)
		case len(o.Inside) > 0 && o.Reach != ReachByValue:
			t.Errorf("%s: the values of %s that stay decide nothing", o.Level, o.Name)
		}
	}
}

// TestReachNamesALevel checks that the door finds every option: it looks them up by number.
func TestReachNamesALevel(t *testing.T) {
	for _, o := range All() {
		if o.Reach != ReachUnknown && o.LevelNumber() < 0 {
			t.Errorf("%s has the level %s, which has no number", o.Name, o.Level)
		}
	}
}
