package diff

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// pair is a step in both sessions, by its index in each; -1 if one does not have it.
type pair struct{ left, right int }

// align matches the steps of two sessions: by the longest common subsequence of their lines and, in the
// gaps between, by what they do, with whatever arguments.
func align(left, right Events) ([]pair, error) {
	textsL, err := left.Texts()
	if err != nil {
		return nil, err
	}
	textsR, err := right.Texts()
	if err != nil {
		return nil, err
	}
	var pairs []pair
	var at pair
	for _, p := range append(common(textsL, textsR), pair{left.Len(), right.Len()}) {
		gap, err := replaced(left, right, at, p)
		if err != nil {
			return nil, err
		}
		pairs = append(append(pairs, gap...), p)
		at = pair{p.left + 1, p.right + 1}
	}
	return pairs[:len(pairs)-1], nil
}

// replaced matches the steps of a gap, between two pairs, that do the same with other arguments, in order.
func replaced(left, right Events, from, to pair) ([]pair, error) {
	var pairs []pair
	steps := func(events Events, from, to int) (list []engine.Step, err error) {
		for ; from < to; from++ {
			e, err := events.Event(from)
			if err != nil {
				return nil, err
			}
			list = append(list, e.Step)
		}
		return list, nil
	}
	if from.left == to.left || from.right == to.right { // nothing to pair
		for l := from.left; l < to.left; l++ {
			pairs = append(pairs, pair{l, -1})
		}
		for r := from.right; r < to.right; r++ {
			pairs = append(pairs, pair{-1, r})
		}
		return pairs, nil
	}
	stepsL, err := steps(left, from.left, to.left)
	if err != nil {
		return nil, err
	}
	stepsR, err := steps(right, from.right, to.right)
	if err != nil {
		return nil, err
	}
	r := 0
	for l, s := range stepsL {
		next := slices.IndexFunc(stepsR[r:], func(other engine.Step) bool { return doAlike(s, other) })
		if next < 0 {
			pairs = append(pairs, pair{from.left + l, -1})
			continue
		}
		for ; next > 0; next-- {
			pairs = append(pairs, pair{-1, from.right + r})
			r++
		}
		pairs = append(pairs, pair{from.left + l, from.right + r})
		r++
	}
	for ; r < len(stepsR); r++ {
		pairs = append(pairs, pair{-1, from.right + r})
	}
	return pairs, nil
}

// doAlike reports whether two steps do the same to the same socket, possibly with other arguments.
func doAlike(a, b engine.Step) bool {
	option := func(s engine.Step) step.OptionRef {
		if s.Option == nil {
			return step.OptionRef{}
		}
		return *s.Option
	}
	first := func(names []string) string {
		if len(names) == 0 {
			return ""
		}
		return names[0]
	}
	return a.Verb == b.Verb && a.Socket == b.Socket && a.Key == b.Key && a.Task == b.Task && option(a) == option(b) && first(a.Names) == first(b.Names)
}

// mostEdits is how many steps may be in only one of the sessions; beyond that, the rest is not aligned. The
// memory for finding the way back grows with its square.
const mostEdits = 2000

// common returns a longest common subsequence, by Myers: An O(ND) Difference Algorithm and Its Variations,
// 1986.
func common(a, b []string) []pair {
	var head, tail []pair
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head = append(head, pair{len(head), len(head)})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
		tail = append(tail, pair{len(head) + len(a), len(head) + len(b)})
	}
	pairs := head
	for _, p := range middle(a, b) {
		pairs = append(pairs, pair{p.left + len(head), p.right + len(head)})
	}
	for i := len(tail) - 1; i >= 0; i-- {
		pairs = append(pairs, tail[i])
	}
	return pairs
}

// middle is common for texts that neither begin nor end alike.
func middle(a, b []string) []pair {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	var trace [][]int32 // by number of edits: how far into a, by diagonal from -edits to edits in steps of 2
	for edits := 0; edits <= min(len(a)+len(b), mostEdits); edits++ {
		reached := make([]int32, edits+1)
		for i := range reached {
			x := 0
			if edits > 0 {
				x, _ = before(trace[edits-1], i)
			}
			k := 2*i - edits
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			reached[i] = int32(x)
			if x == len(a) && x-k == len(b) {
				return back(append(trace, reached), len(a), len(b))
			}
		}
		trace = append(trace, reached)
	}
	return nil
}

// before returns where the step onto the diagonal with index i begins, given how far the diagonals were
// reached with one edit less. It also reports whether that step skips a line of a, rather than one of b.
func before(reached []int32, i int) (x int, ofA bool) {
	if i == 0 || i < len(reached) && reached[i-1] < reached[i] {
		return int(reached[i]), false
	}
	return int(reached[i-1]) + 1, true
}

// back walks from the end of both texts to their beginning, and returns the lines that are in both.
func back(trace [][]int32, x, y int) []pair {
	var pairs []pair
	for edits := len(trace) - 1; edits >= 0; edits-- {
		from, ofA := 0, false
		if edits > 0 {
			from, ofA = before(trace[edits-1], (x-y+edits)/2)
		}
		for ; x > from; x, y = x-1, y-1 {
			pairs = append(pairs, pair{x - 1, y - 1})
		}
		if ofA {
			x--
		} else {
			y--
		}
	}
	slices.Reverse(pairs)
	return pairs
}
