package protocol

import "container/heap"

// expire sets when a key expires; 0 means never.
func (d *redisStore) expire(k *redisKey, at int64) {
	before := k.value.expires
	k.value.expires = at
	switch {
	case before == 0 && at != 0:
		heap.Push(&d.expiring, k)
	case before != 0 && at != 0:
		heap.Fix(&d.expiring, k.value.at)
	case before != 0:
		heap.Remove(&d.expiring, k.value.at)
	}
}

// redisExpiring is a heap of the keys that expire, the next one first.
type redisExpiring []*redisKey

func (e redisExpiring) Len() int           { return len(e) }
func (e redisExpiring) Less(i, j int) bool { return e[i].value.expires < e[j].value.expires }
func (e redisExpiring) Swap(i, j int) {
	e[i], e[j] = e[j], e[i]
	e[i].value.at, e[j].value.at = i, j
}

// Push adds a key. It implements [heap.Interface].
func (e *redisExpiring) Push(k any) {
	k.(*redisKey).value.at = len(*e)
	*e = append(*e, k.(*redisKey))
}

// Pop removes the last key. It implements [heap.Interface].
func (e *redisExpiring) Pop() any {
	last := len(*e) - 1
	k := (*e)[last]
	(*e)[last] = nil
	*e = (*e)[:last]
	return k
}
