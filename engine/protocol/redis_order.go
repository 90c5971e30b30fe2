package protocol

import (
	"cmp"
	"slices"
	"sort"
)

// redisChunk is the maximum number of members in a chunk.
const redisChunk = 512

// redisOrder is members ordered by score, and by name where scores are equal. It is split into non-empty chunks, so
// that inserting in the middle of many moves only a few.
type redisOrder struct {
	chunks [][]*redisMember
}

func compareMembers(a, b *redisMember) int {
	return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.name, b.name))
}

// find returns the index of the first chunk whose last member is not below e, or the number of chunks if there is none.
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

// remove removes a member, which must exist.
func (o *redisOrder) remove(e *redisMember) {
	i := o.find(e)
	at, _ := slices.BinarySearchFunc(o.chunks[i], e, compareMembers)
	if o.chunks[i] = slices.Delete(o.chunks[i], at, at+1); len(o.chunks[i]) == 0 {
		o.chunks = slices.Delete(o.chunks, i, i+1)
	}
}

// end returns the first or the last member; there must be one.
func (o *redisOrder) end(first bool) *redisMember {
	if first {
		return o.chunks[0][0]
	}
	c := o.chunks[len(o.chunks)-1]
	return c[len(c)-1]
}

// from returns a copy of count members beginning at start.
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
