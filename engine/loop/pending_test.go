package loop

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// What is added and used in any order comes out as it went in, with memory in proportion to what is kept, and few bytes
// moved.
func TestPendingKeepsTheOrderInLittleMemory(t *testing.T) {
	for seed := range uint64(20) {
		dice := rand.New(rand.NewPCG(seed, 3))
		var p pending
		var want []byte
		next, most := byte(0), 0
		for range 2000 {
			piece := make([]byte, dice.IntN(1<<dice.IntN(14)+1))
			for i := range piece {
				next++
				piece[i] = next
			}
			p.add(piece)
			want = append(want, piece...)
			most = max(most, len(want))
			if limit := most + most/4 + len(piece); cap(p.bytes) > limit+limit/4+64 {
				t.Fatalf("seed %d: room for %d bytes, and never more than %d were kept", seed, cap(p.bytes), most)
			}
			n := dice.IntN(len(want) + 1)
			if dice.IntN(3) == 0 {
				n = min(n, 10)
			}
			if len(want) == 0 {
				continue
			}
			if !bytes.Equal(p.rest(), want) {
				t.Fatalf("seed %d: the bytes differ", seed)
			}
			p.use(n)
			if want = want[n:]; len(want) == 0 && p.bytes != nil {
				t.Fatalf("seed %d: an empty one keeps %d bytes", seed, cap(p.bytes))
			}
		}
	}
}

// A reader that takes a little at a time must not cause the rest to be moved each time.
func TestPendingMovesABytesFewTimes(t *testing.T) {
	var p pending
	p.add(make([]byte, 256<<10))
	moved := 0
	for range 10_000 {
		p.use(100)
		before := &p.bytes[0]
		p.add(make([]byte, 100))
		if &p.bytes[0] != before || p.used == 0 {
			moved += p.len()
		}
	}
	if added := 10_000 * 100; moved > 8*added {
		t.Errorf("%d bytes were moved for %d that were added", moved, added)
	}
}

func TestWaitlistIsInOrder(t *testing.T) {
	var q waitlist
	dice := rand.New(rand.NewPCG(1, 2))
	var want []*conn
	for range 10_000 {
		if dice.IntN(2) == 0 || len(want) == 0 {
			c := &conn{}
			q.push(c)
			want = append(want, c)
		} else {
			if q.pop() != want[0] {
				t.Fatal("another one came out")
			}
			want = want[1:]
		}
		if q.len() != len(want) {
			t.Fatalf("%d wait, want %d", q.len(), len(want))
		}
	}
	if cap(q.list) > 4096 {
		t.Errorf("room for %d, and never more than a few hundred waited", cap(q.list))
	}
}
