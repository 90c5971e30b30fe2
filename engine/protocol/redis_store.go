package protocol

import (
	"bytes"
	"container/heap"
	"time"
)

// Bounds of what is kept in memory.
const (
	redisMostKeys  = 100_000
	redisMostBytes = 16 << 20
	redisMostKey   = 1 << 10 // bytes of one key
	redisKeyCost   = 128     // bytes that a key costs beside itself and its value, about
)

// redisHolds is the most that is kept for one connection: a reply that it has not read.
const redisHolds = redisMostAnswer + 64<<10

// redisSweep is how many keys that have expired are removed at once beside the one that
// is asked for: so many that there are soon none left, and so few that nobody waits.
const redisSweep = 100

// redisStore is keys with their values.
type redisStore struct {
	keys     map[string]*redisValue
	bytes    int           // what all keys cost
	expiring redisExpiring // keys that have a time
	now      int64         // milliseconds since 1970
}

// redisValue is the value of a key.
type redisValue struct {
	key     string
	bytes   []byte
	expires int64 // milliseconds since 1970, 0 never
	at      int   // its place among those that expire
}

func newRedisStore() redisStore { return redisStore{keys: map[string]*redisValue{}} }

func redisCost(key, value int) int { return key + value + redisKeyCost }

// tell sets the clock, and removes keys that have expired.
func (d *redisStore) tell(now time.Time) {
	d.now = now.UnixMilli()
	for range redisSweep {
		if len(d.expiring) == 0 || d.expiring[0].expires > d.now {
			return
		}
		d.remove(d.expiring[0])
	}
}

// get finds the value of a key, nil without one.
func (d *redisStore) get(key []byte) *redisValue {
	v := d.keys[string(key)]
	if v != nil && v.expires != 0 && v.expires <= d.now {
		d.remove(v)
		return nil
	}
	return v
}

// set gives a key a value. Whether there is room was asked before.
func (d *redisStore) set(key, value []byte, expires int64) {
	v := d.get(key)
	if v == nil {
		v = &redisValue{key: string(key)}
		d.keys[v.key] = v
		d.bytes += redisCost(len(key), 0)
	}
	d.bytes += len(value) - len(v.bytes)
	if cap(v.bytes) < len(value) || cap(v.bytes) > len(value)+len(value)/4+redisKeyCost/4 {
		v.bytes = bytes.Clone(value)
	} else {
		v.bytes = append(v.bytes[:0], value...)
	}
	d.expire(v, expires)
}

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

func (d *redisStore) remove(v *redisValue) {
	d.expire(v, 0)
	d.bytes -= redisCost(len(v.key), len(v.bytes))
	delete(d.keys, v.key)
}

// clear removes all keys. It forgets them rather than going through them.
func (d *redisStore) clear() { *d = redisStore{keys: map[string]*redisValue{}, now: d.now} }

// room reports whether keys and values, in turn, can be set all together.
func (d *redisStore) room(pairs ...[]byte) bool {
	keys, size := 0, 0 // that are added
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := d.get(pairs[i]); v != nil {
			size += len(pairs[i+1]) - len(v.bytes)
		} else {
			keys++
			size += redisCost(len(pairs[i]), len(pairs[i+1]))
		}
	}
	return (keys == 0 || len(d.keys)+keys <= redisMostKeys) && (size <= 0 || d.bytes+size <= redisMostBytes)
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
