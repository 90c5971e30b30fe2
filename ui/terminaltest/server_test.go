package terminaltest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// next matches the call that the paused loop makes next.
var next = regexp.MustCompile(`next (\S+?\(.*?)\s*│`)

// TestTheServerIsLedByTheHand serves echo, sends it a swarm of 50 clients, pauses, steps through five calls
// and sees each, sets an option on a connection, and lets it all run again.
func TestTheServerIsLedByTheHand(t *testing.T) {
	p := open(t, 160, 45)
	p.start()
	p.keys("2")
	p.shows("Nothing is served")
	p.keys(":")
	p.keys("-l", "s = server 127.0.0.1:0 4096")
	p.keys("Enter")
	p.keys("-l", "serve s echo")
	p.keys("Enter")
	p.keys("-l", "swarm 50 @s echo for 60s")
	p.keys("Enter")
	p.keys("Escape")
	p.shows("50 conns", "s_1 ", "epoll run", "messages")
	p.keys("Space")
	p.shows("epoll pause", "next ")
	for n := range 5 {
		var before string
		p.waitFor("the next call", func(screen string) bool {
			found := next.FindStringSubmatch(screen)
			if found == nil {
				return false
			}
			before = found[1]
			return true
		})
		p.keys("s")
		// The announced call is the one that is made: it has the same name and socket.
		made, _, _ := strings.Cut(before, ",")
		made = strings.TrimSuffix(made, ")")
		p.waitFor(fmt.Sprintf("call %d, %s, among those made, and another one next", n+1, made), func(screen string) bool {
			found := next.FindStringSubmatch(screen)
			at := strings.LastIndex(screen, "│ "+made)
			return found != nil && found[1] != before && at >= 0
		})
	}
	p.keys("Enter") // opens the selected connection on the bench
	p.shows("▸ s_1 ", "accept(s)")
	p.keys("Tab", "/")
	p.keys("-l", "nodelay")
	p.keys("Enter")
	p.shows("▸  TCP_NODELAY")
	p.keys("Space")
	p.shows("setsockopt(s_1, SOL_TCP, TCP_NODELAY, [1], 4) = 0", "TCP_NODELAY              on")
	p.keys("f", "2", "Down", "Enter") // the next one, with its options on the full page
	p.shows("▪ s_2 ", "ASKED → GRANTED")
	p.keys("f", "2", "Up", "Space")
	p.shows("epoll run")
	p.keys("x")
	p.waitFor("s_1 gone, and its client back with another", func(screen string) bool {
		return !strings.Contains(screen, " s_1 ") && strings.Contains(screen, "51 accepted") && strings.Contains(screen, "▸ s_2 ")
	})
	p.keys("u")
	p.keys("Enter")
	p.shows("Nothing is served")
	p.keys("C-c")
	p.shows("leave")
	p.keys("y")
	p.whole()
}
