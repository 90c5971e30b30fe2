package diff

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/why"
	"netnet-tui/sockets/labtest"
)

// talk is a session in which sockets send and receive for long, between what changes them.
func talk() []string {
	lines := []string{"s = server 127.0.0.1:0"}
	for round := range 3 {
		c, a := fmt.Sprint("c", round), fmt.Sprint("a", round)
		lines = append(lines, c+" = client @s", a+" = accept s nonblock", "setsockopt "+c+" SO_KEEPALIVE on")
		for i := range 200 {
			lines = append(lines, fmt.Sprintf("send %s \"hello\"", c), fmt.Sprintf("within 5s recv %s 5", a))
			if i == 120 {
				lines = append(lines, "send "+a+" \"back\"", "within 5s recv "+c+" 4", "setsockopt "+a+" TCP_NODELAY on", "shutdown "+a+" wr", "within 5s recv "+c+" 4 => eof")
			}
		}
		lines = append(lines, "recv "+a+" 5 => EAGAIN", "close "+c, "within 5s recv "+a+" 5 => eof", "close "+a, "bind s 127.0.0.1:0 => EINVAL")
	}
	return lines
}

// The past is the same, whether all that went before is decoded or only what it needs.
func TestThePastOfWhatDiffers(t *testing.T) {
	labtest.Unraced(t, "one goroutine compares")
	one := made(t, source(talk()...)).Events.(recording.List)
	sides := [2]Session{taped(t, one)}
	spared := 0
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 1))
		other := slices.Clone(one)
		for range 4 {
			e := &other[random.IntN(len(other))]
			e.Calls, e.Got = slices.Clone(e.Calls), "ECONNRESET"
			for i := range e.Calls {
				e.Calls[i].Ret, e.Calls[i].Errno = -1, "ECONNRESET"
			}
		}
		sides[1] = taped(t, other)
		c := newComparison(sides[0], sides[1], false)
		for i := range one {
			if err := c.pair(pair{i, i}); err != nil {
				t.Fatal(err)
			}
		}
		spared += len(c.behind) - len(needed(c.behind))
		if err := c.catchUp(); err != nil {
			t.Fatal(err)
		}
		for side, s := range sides {
			var all why.Past
			for i := range one {
				e, err := s.Events.Event(i)
				if err != nil {
					t.Fatal(err)
				}
				all.Add(e)
			}
			if !reflect.DeepEqual(c.past[side], all) {
				t.Errorf("seed %d: the past of side %d is another", seed, side)
			}
		}
	}
	if spared < 100 {
		t.Errorf("only %d pairs are spared", spared)
	}
}

// Of a long talk the past needs only the last words, and all that is more than words.
func TestNeeded(t *testing.T) {
	word := later{trail: trail{quiet: true, seen: []string{"1", "2"}, calls: []string{"1"}}}
	loud := later{trail: trail{seen: []string{"1"}, calls: []string{"1"}}}
	other := later{trail: trail{quiet: true, seen: []string{"1"}, calls: []string{"1"}}}
	behind := slices.Concat([]later{loud}, slices.Repeat([]later{other}, 500), []later{loud}, slices.Repeat([]later{other}, 200))
	if n := len(needed(behind)); n != 1+64+1+64 {
		t.Errorf("%d pairs are needed", n)
	}
	if n := len(needed(slices.Repeat([]later{word}, 200))); n != 64 {
		t.Errorf("%d pairs are needed where another socket is only seen", n)
	}
}
