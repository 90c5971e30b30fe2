package door

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBounds(t *testing.T) {
	b := Bounds{Descriptors: 3, Threads: 2, Bytes: 100, Swarms: 1, Time: time.Second}.WithDefaults()
	for flag, passes := range map[string][2]error{
		"--max-descriptors": {b.Room(1, 2), b.Room(2, 2)},
		"--max-threads":     {b.Spawn(1), b.Spawn(2)},
		"--max-bytes":       {b.Hold(60, 40), b.Hold(60, 41)},
		"--max-swarms":      {b.Swarm(0), b.Swarm(1)},
		"--max-time":        {b.Late(time.Second - 1), b.Late(time.Second)},
	} {
		if passes[0] != nil || passes[1] == nil || !strings.Contains(passes[1].Error(), "run with "+flag) && !strings.Contains(passes[1].Error(), "with "+flag) {
			t.Errorf("%s: within it %v, beyond it %v", flag, passes[0], passes[1])
		}
	}
	if b.Hold(60, math.MaxInt64) == nil {
		t.Error("more bytes than an int64 can count pass")
	}
	none := Bounds{Descriptors: -1, Threads: -1, Bytes: -1, Swarms: -1}.WithDefaults()
	for _, err := range []error{none.Room(1e6, 1), none.Spawn(1e6), none.Hold(1<<40, 1<<40), none.Swarm(1e6), none.Late(1e6 * time.Hour)} {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestFlagsOfBounds(t *testing.T) {
	if flags := (Bounds{}).Flags(); len(flags) != 0 {
		t.Errorf("%q", flags)
	}
	got := Bounds{Descriptors: 3, Bytes: -1, Time: time.Hour}.Flags()
	if want := []string{"--max-descriptors=3", "--max-bytes=-1", "--max-time=1h0m0s"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
