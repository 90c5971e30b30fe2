package protocol

import (
	"cmp"
	"slices"
	"sort"
)

// redisChunk is how many members a chunk of an order has at most.
const redisChunk = 512

// redisOrder is members by their scores, and by their names where these are equal. It is made of
// chunks, none of them empty, so that one more in the middle of many moves only a few.
type redisOrder struct {
	chunks [][]*redisMember
}

func compareMembers(a, b *redisMember) int {
	return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.name, b.name))
}

// find returns the first chunk whose last member is not below e; the number of chunks if there
// is none.
func (o *redisOrder) find(e *redisMember) (chunk int) {
	return sort.Search(len(o.chunks), func(i int) bool {
		c := o.chunks[i]
		return compareMembers(c[len(c)-1], e) >= 0
	})
}

func (o *redisOrder) insert(e *redisMember) {
	if len(o.chunks) == 0 {
		o.chunks = append(o.chunks, []*redisMember{e})
		return
	}
	i := min(o.find(e), len(o.chunks)-1)
	at, _ := slices.BinarySearchFunc(o.chunks[i], e, compareMembers)
	c := slices.Insert(o.chunks[i], at, e)
	if o.chunks[i] = c; len(c) > redisChunk {
		half := len(c) / 2
		o.chunks[i] = slices.Clone(c[:half])
		o.chunks = slices.Insert(o.chunks, i+1, slices.Clone(c[half:]))
	}
}

// remove takes out a member that is there.
func (o *redisOrder) remove(e *redisMember) {
	i := o.find(e)
	at, _ := slices.BinarySearchFunc(o.chunks[i], e, compareMembers)
	if o.chunks[i] = slices.Delete(o.chunks[i], at, at+1); len(o.chunks[i]) == 0 {
		o.chunks = slices.Delete(o.chunks, i, i+1)
	}
}

// end is the first member or the last; there has to be one.
func (o *redisOrder) end(first bool) *redisMember {
	if first {
		return o.chunks[0][0]
	}
	c := o.chunks[len(o.chunks)-1]
	return c[len(c)-1]
}

// from copies so many members from a place on.
func (o *redisOrder) from(start, count int) []*redisMember {
	members := make([]*redisMember, 0, count)
	for _, c := range o.chunks {
		if start >= len(c) {
			start -= len(c)
			continue
		}
		if members = append(members, c[start:min(len(c), start+count-len(members))]...); len(members) == count {
			break
		}
		start = 0
	}
	return members
}
