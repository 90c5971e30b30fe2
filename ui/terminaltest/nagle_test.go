package terminaltest

import (
	"regexp"
	"testing"
	"time"
)

// shown matches what the screen says about round trips: the latest, and the one before.
var shown = regexp.MustCompile(`round trip (\S+)  before (\S+)`)

// TestNagleIsSeenAtOnce toggles TCP_NODELAY on a live connection whose round trips are timed: the effect
// appears on the screen, which is never left.
func TestNagleIsSeenAtOnce(t *testing.T) {
	p := open(t, 120, 40)
	p.start()
	p.keys("g") // a try, which ends with TCP_NODELAY on
	for _, step := range []string{"s = server", "c = client", "a = accept", "roundtrip c", "setsockopt c", "roundtrip c"} {
		p.shows("▸ " + step)
		p.keys("Space")
	}
	p.shows("with one option")
	p.keys("Escape")
	p.shows("▪ Sockets")
	p.keys("Up", "f")
	p.shows("▪ c  fd ")
	p.keys("/", "n", "o", "d", "e", "l", "a", "y", "Enter")
	p.shows("TCP_NODELAY", "round trip ")
	for _, slow := range []bool{true, false, true} {
		p.keys("Space")
		p.waitFor("the round trip after TCP_NODELAY is turned over", func(screen string) bool {
			found := shown.FindStringSubmatch(screen)
			if found == nil {
				return false
			}
			now, err := time.ParseDuration(found[1])
			return err == nil && now > 38*time.Millisecond == slow // Nagle and the delayed ACK cost 40 ms
		})
	}
	p.keys("C-c")
	p.shows("leave")
	p.keys("y")
	p.whole()
}
