package sockopts

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Two new sockets of a kind have the same values, except for the options marked as different on every socket.
func TestOnlyMarkedOptionsDifferBetweenFreshSockets(t *testing.T) {
	differing := map[string]bool{}
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			one, other := open(t, k), open(t, k)
			for _, o := range harmless(k) {
				a, errA := get(one, o)
				b, errB := get(other, o)
				switch same := errA == errB && o.Decode(a).Equal(o.Decode(b)); {
				case !same && !o.Own:
					disagree(t, "%s is %v on one and %v on the other", o.Name, o.Decode(a), o.Decode(b))
				case !same:
					differing[o.Name] = true
				}
			}
		})
	}
	if !differing["SO_COOKIE"] {
		t.Error("SO_COOKIE is the same on every socket")
	}
}

// A clock advances between two reads, and its value has no meaning by itself.
func TestClocksRun(t *testing.T) {
	for _, o := range Everything() {
		if !o.Clock {
			continue
		}
		if !o.Own {
			t.Errorf("%s is another at every look, and not on every socket", o.Name)
		}
		fd := open(t, kinds()[0])
		first, err := get(fd, o)
		if err != nil {
			t.Fatal(err)
		}
		for now := first; o.Decode(now).Equal(o.Decode(first)); {
			if _, err := unix.Poll(nil, 1); err != nil && err != unix.EINTR {
				t.Fatal(err)
			}
			if now, err = get(fd, o); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A ReadEffect is one clause about reading that can follow a colon.
func TestReadEffectsAreClauses(t *testing.T) {
	for _, o := range Everything() {
		if o.ReadEffect == "" {
			continue
		}
		if !strings.HasPrefix(o.ReadEffect, "reading ") || strings.ContainsAny(o.ReadEffect, ".:;") {
			t.Errorf("%s: %q", o.Name, o.ReadEffect)
		}
	}
}
