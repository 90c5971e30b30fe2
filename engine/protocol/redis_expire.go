package protocol

import "container/heap"

// expire sets when a key expires, 0 for never.
func (d *redisStore) expire(v *redisValue, at int64) {
	before := v.expires
	v.expires = at
	switch {
	case before == 0 && at != 0:
		heap.Push(&d.expiring, v)
	case before != 0 && at != 0:
		heap.Fix(&d.expiring, v.at)
	case before != 0:
		heap.Remove(&d.expiring, v.at)
	}
}

// redisExpiring is the keys that have a time, a heap: the next one to expire is first.
type redisExpiring []*redisValue

func (e redisExpiring) Len() int           { return len(e) }
func (e redisExpiring) Less(i, j int) bool { return e[i].expires < e[j].expires }
func (e redisExpiring) Swap(i, j int) {
	e[i], e[j] = e[j], e[i]
	e[i].at, e[j].at = i, j
}

// Push adds a key. It is for package heap.
func (e *redisExpiring) Push(v any) {
	v.(*redisValue).at = len(*e)
	*e = append(*e, v.(*redisValue))
}

// Pop removes the last key. It is for package heap.
func (e *redisExpiring) Pop() any {
	last := len(*e) - 1
	v := (*e)[last]
	(*e)[last] = nil
	*e = (*e)[:last]
	return v
}
