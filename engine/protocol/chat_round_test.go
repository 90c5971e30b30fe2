package protocol_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// lines returns the lines sent to a connection since the last call, without the notices.
func lines(c *protocoltest.Conn) []string {
	var said []string
	for line := range strings.Lines(c.Take()) {
		if !strings.HasPrefix(line, "*") {
			said = append(said, strings.TrimSuffix(line, "\r\n"))
		}
	}
	return said
}

// The order holds whatever the order of turns and however much is said at once.
func TestEveryoneHearsAllOthersInTheSameOrder(t *testing.T) {
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 1))
		chat, g := room(t, 2+random.IntN(40))
		heard, said := make([][]string, len(g)), 0
		for range 200 {
			who := random.IntN(len(g))
			switch random.IntN(3) {
			case 0:
				var text strings.Builder
				for range 1 + random.IntN(60) {
					fmt.Fprintf(&text, "%d %s\n", said, strings.Repeat("x", random.IntN(300)))
					said++
				}
				g[who].Feed(chat, text.String())
			case 1:
				g[who].Turn(chat)
			case 2:
				heard[who] = append(heard[who], lines(g[who])...)
			}
		}
		protocoltest.Turns(chat, g...)
		var all []string // what guest1 heard
		for i, c := range g {
			heard[i] = append(heard[i], lines(c)...)
			own := fmt.Sprintf("guest%d: ", i+1)
			if slices.ContainsFunc(heard[i], func(line string) bool { return strings.HasPrefix(line, own) }) {
				t.Fatalf("seed %d: guest%d hears itself", seed, i+1)
			}
			if i == 0 {
				all = heard[0]
			}
		}
		spoken := func(i int, heard []string) []string { // what neither guest1 nor guest i said
			return slices.DeleteFunc(slices.Clone(heard), func(line string) bool {
				return strings.HasPrefix(line, "guest1: ") || strings.HasPrefix(line, fmt.Sprintf("guest%d: ", i+1))
			})
		}
		count := 0
		for i := range g {
			if got, want := spoken(i, heard[i]), spoken(i, all); !slices.Equal(got, want) {
				t.Fatalf("seed %d: guest%d hears %d lines, guest1 %d, or in another order", seed, i+1, len(got), len(want))
			}
			count += len(heard[i])
		}
		if count != said*(len(g)-1) {
			t.Errorf("seed %d: %d lines were said in a room of %d, and %d heard", seed, said, len(g), count)
		}
	}
}

func TestWhoSaysMuchWaitsForThoseWhoListen(t *testing.T) {
	chat, g := room(t, 3)
	const said = 1000
	g[0].Feed(chat, strings.Repeat(strings.Repeat("x", 99)+"\n", said))
	if !g[0].Stopped || g[0].Messages == 0 || g[0].Messages > 200 {
		t.Fatalf("stopped %t after %d of %d lines", g[0].Stopped, g[0].Messages, said)
	}
	for round := 0; g[0].Rest() > 0 || g[1].Awaited; round++ {
		if round > said {
			t.Fatalf("%d bytes are still left", g[0].Rest())
		}
		before := len(g[1].Out)
		g[1].Turn(chat)
		g[2].Turn(chat)
		g[0].Turn(chat)
		g[0].Feed(chat, "")
		if size := len(g[1].Out) - before; size > 16<<10 {
			t.Fatalf("%d bytes were sent at once", size)
		}
	}
	if n, m := len(lines(g[1])), len(lines(g[2])); n != said || m != said || g[0].Stopped {
		t.Errorf("%d and %d of %d lines were heard, stopped %t", n, m, said, g[0].Stopped)
	}
}

func TestAQuietMemberIsHeardAmongThoseWhoNeverStop(t *testing.T) {
	chat, g := room(t, 10)
	flood := strings.Repeat(strings.Repeat("x", 99)+"\n", 2000)
	for i := 1; i < len(g)-1; i++ {
		g[i].Feed(chat, flood)
	}
	question := "may I? " + strings.Repeat("y", 200)
	g[0].Feed(chat, question+"\n")
	if !g[0].Stopped {
		t.Fatal("there is room for it at once, so the test shows nothing")
	}
	listener := g[len(g)-1]
	for round := range 3 {
		for _, c := range g {
			c.Turn(chat)
		}
		for _, c := range g { // in the order in which they were resumed
			c.Feed(chat, "")
		}
		if round == 2 && !slices.Contains(lines(listener), "guest1: "+question) {
			t.Error("it is not heard in the next round")
		}
	}
}

func TestOneThatDoesNotReadHoldsNobodyUpForLong(t *testing.T) {
	chat, g := room(t, 100)
	stuck := g[1]
	hear := func() { // everyone but the stuck member
		protocoltest.Turns(chat, append(slices.Clone(g[:1]), g[2:]...)...)
	}
	g[0].Feed(chat, "one\n")
	hear()
	g[0].Feed(chat, "two\nthree\n")
	hear()
	if got := lines(g[99]); !slices.Equal(got, []string{"guest1: one"}) {
		t.Fatalf("guest100 hears %q before the wait for the stuck member is over", got)
	}
	for range 2 { // the first time, another member had its turn in the meantime
		for _, c := range g {
			if c.Wake > 0 {
				tick(t, c, chat)
				break
			}
		}
		hear()
	}
	if got := lines(g[99]); !slices.Equal(got, []string{"guest1: two", "guest1: three"}) {
		t.Fatalf("guest100 hears %q after it", got)
	}
	g[0].Feed(chat, "four\n") // by now the room knows that it does not read
	hear()
	if got := lines(g[99]); !slices.Equal(got, []string{"guest1: four"}) {
		t.Errorf("guest100 hears %q", got)
	}
	protocoltest.Turns(chat, g...)
	hears(t, stuck, "* you missed 4 lines")
	feed(chat, g, 0, "five\n")
	hears(t, stuck, "guest1: five")
}

func TestARoundEndsWhoeverLeavesMeanwhile(t *testing.T) {
	for _, leaver := range []int{0, 1, 50, 99} { // the speaker, one already called, one to be called, the last
		chat, g := room(t, 100)
		g[0].Feed(chat, "hello\n")
		chat.(protocol.Closer).Closed(g[leaver])
		rest := slices.Delete(slices.Clone(g), leaver, leaver+1)
		protocoltest.Turns(chat, rest...)
		g[98-leaver/99].Feed(chat, "again\n")
		protocoltest.Turns(chat, rest...)
		if got := len(lines(g[2])); got != 2 {
			t.Errorf("without guest%d %d lines are heard", leaver+1, got)
		}
	}
}

func TestAStormOfComingAndGoingIsToldInBounds(t *testing.T) {
	chat, g := room(t, 2)
	g[0].Feed(chat, "wait\n") // no member has its turn
	const storm = 5000
	for i := range storm {
		c := &protocoltest.Conn{Number: uint64(1000 + i)}
		chat.Open(c)
		chat.(protocol.Closer).Closed(c)
	}
	protocoltest.Turns(chat, g...)
	got := g[1].Take()
	var come, gone int
	last := got[strings.LastIndex(got[:len(got)-2], "\n")+1:]
	if n, err := fmt.Sscanf(last, "* %d more have come, %d more have gone\r\n", &come, &gone); n != 2 {
		t.Fatalf("the last line is %q, %v", last, err)
	}
	if n := strings.Count(got, " has come\r\n") + come; n != storm || len(got) > 17<<10 {
		t.Errorf("%d are announced to have come, in %d bytes", n, len(got))
	}
	if n := strings.Count(got, " has gone\r\n") + gone; n != storm {
		t.Errorf("%d are announced to have gone", n)
	}
}

func FuzzChat(f *testing.F) {
	f.Add([]byte("\x00hello\n/name a\n\x01\x02/who\n/quit\n\x03\x04\x05\x06\x07"))
	f.Fuzz(func(t *testing.T, script []byte) {
		if len(script) > 1<<12 {
			t.Skip("longer input takes too long")
		}
		chat := serve[protocol.Stream](t, "chat")
		var g []*protocoltest.Conn
		said := 0
		for i, b := range script {
			if b%8 == 0 && len(g) < 50 {
				g = append(g, &protocoltest.Conn{Number: uint64(len(g) + 1)})
				chat.Open(g[len(g)-1])
			}
			if len(g) == 0 {
				continue
			}
			c := g[int(b>>3)%len(g)]
			if c.Closed {
				continue
			}
			switch b % 8 {
			case 1:
				c.Turn(chat)
			case 2:
				c.Closed = true
				chat.(protocol.Closer).Closed(c)
			case 3:
				if c.Wake > 0 {
					tick(t, c, chat)
				}
			case 4:
				c.Room = int(b) // from now on it seldom reads
			default:
				c.Feed(chat, string(script[i:min(len(script), i+int(b))])+"\n")
				said++
			}
		}
		for _, c := range g {
			c.Room = 0
		}
		protocoltest.Turns(chat, g...)
		for i, c := range g {
			if !c.Closed && (c.Awaited || c.Stopped || c.Rest() > 1026) {
				t.Fatalf("guest %d is left: awaited %t, stopped %t, %d bytes", i+1, c.Awaited, c.Stopped, c.Rest())
			}
		}
	})
}
