package terminaltest

import (
	"regexp"
	"testing"
	"time"
)

// shown is what the screen says of round trips: the newest, and the one before.
var shown = regexp.MustCompile(`round trip (\S+)  before (\S+)`)

// TestNagleIsSeenAtOnce turns TCP_NODELAY over on a live connection whose round trips
// are timed: what that does stands on the screen, which is never left.
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
			return err == nil && now > 38*time.Millisecond == slow // what Nagle and the delayed ACK cost is 40 ms
		})
	}
	p.keys("C-c")
	p.shows("leave")
	p.keys("y")
	p.whole()
}
