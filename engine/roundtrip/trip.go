// Package roundtrip times round trips of the pattern that Nagle's algorithm and delayed
// acknowledgements make slow: two writes of one byte, then a read of two. It decides which call
// comes next, and makes none itself.
package roundtrip

import (
	"slices"
	"time"
)

// Bytes is how many bytes a round has, one per write.
const Bytes = 2

// Action is what a call does.
type Action int

// The calls of a round trip.
const (
	Send Action = iota // write that many bytes
	Recv               // read what has arrived, at most that many bytes, without waiting
	Wait               // wait until there is something to read
	Done               // no call: all rounds are timed
)

// Call is the next call to make.
type Call struct {
	Action Action
	Far    bool // at the far end of the connection
	Bytes  int  // of Send and Recv
}

// Trip is a connection whose round trips are timed. After each successful call, the caller reports the outcome with one
// of its methods; Next is then the next call.
type Trip struct {
	Next   Call
	far    bool // what arrives at the far end has to be sent back by us
	rounds int
	begun  time.Time
	sent   int // writes of this round
	got    int // bytes of this round that have arrived at the reading end
	took   []time.Duration
}

// New begins the given number of round trips. If far is false, the far end belongs to another program, which has to
// send back what arrives.
func New(rounds int, far bool) *Trip {
	return &Trip{Next: Call{Action: Send, Bytes: 1}, far: far, rounds: rounds}
}

// Begin must be called just before Next is done: a round begins with its first write.
func (t *Trip) Begin(now time.Time) {
	if t.Next.Action == Send && !t.Next.Far && t.sent == 0 {
		t.begun = now
	}
}

// Sent reports that the bytes of a Send are written.
func (t *Trip) Sent() {
	if !t.Next.Far {
		t.sent++
	}
	switch {
	case t.Next.Far:
		t.recv(false)
	case t.sent < Bytes:
		t.Next = Call{Action: Send, Bytes: 1}
	default:
		t.recv(t.far)
	}
}

func (t *Trip) recv(far bool) { t.Next = Call{Action: Recv, Far: far, Bytes: Bytes - t.got} }

// Empty reports that a Recv had nothing to read.
func (t *Trip) Empty() { t.Next = Call{Action: Wait, Far: t.Next.Far} }

// Ready reports that a Wait has ended with something to read.
func (t *Trip) Ready() { t.recv(t.Next.Far) }

// Arrived reports that a Recv has read n bytes.
func (t *Trip) Arrived(n int, now time.Time) {
	t.got += n
	switch {
	case t.got < Bytes:
		t.recv(t.Next.Far)
		return
	case t.Next.Far:
		t.got = 0
		t.Next = Call{Action: Send, Far: true, Bytes: Bytes}
		return
	}
	t.took = append(t.took, now.Sub(t.begun))
	t.got, t.sent = 0, 0
	t.Next = Call{Action: Send, Bytes: 1}
	if len(t.took) == t.rounds {
		t.Next = Call{Action: Done}
	}
}

// Took returns how long each round took, in order.
func (t *Trip) Took() []time.Duration { return t.took }

// Median returns the median time. It must not be called on a trip without rounds.
func (t *Trip) Median() time.Duration { return slices.Sorted(slices.Values(t.took))[len(t.took)/2] }
