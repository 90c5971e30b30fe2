package protocol

import (
	"bytes"
	"time"
)

// Bounds of what is kept in memory.
const (
	redisMostKeys  = 100_000
	redisMostBytes = 64 << 20
	redisMostKey   = 1 << 10 // bytes of one key
	redisKeyCost   = 96      // bytes that a key costs beside itself and its value, about
)

// Keys that have expired are removed when they are asked for, and a few at a time
// beside it, so that what nobody asks for does not stay for ever.
const (
	redisSweepTime = 100 // milliseconds between two looks
	redisSweepKeys = 200 // keys that one look sees
)

// redisStore is keys with their values.
type redisStore struct {
	keys     map[string]*redisValue
	bytes    int   // what all keys cost
	expiring int   // keys that have a time
	now      int64 // milliseconds since 1970
	host     Host
	swept    int64 // when it last looked for expired keys
	searched int64 // when it last looked at all of them
}

// redisValue is the value of a key.
type redisValue struct {
	bytes   []byte
	expires int64 // milliseconds since 1970, 0 never
}

func newRedisStore(host Host) redisStore {
	return redisStore{keys: map[string]*redisValue{}, host: host}
}

func redisCost(key, value int) int { return key + value + redisKeyCost }

// tell sets the clock, and now and then removes some keys that have expired.
func (d *redisStore) tell(now time.Time) {
	d.now = now.UnixMilli()
	if d.now-d.swept >= redisSweepTime {
		d.swept = d.now
		d.sweep(redisSweepKeys)
	}
}

// sweep looks at some keys, whichever come first, and removes the expired ones.
func (d *redisStore) sweep(most int) {
	if d.expiring == 0 {
		return
	}
	for key, v := range d.keys {
		if v.expires != 0 && v.expires <= d.now {
			d.remove(key, v)
		}
		if most--; most == 0 {
			return
		}
	}
}

// get finds the value of a key, nil without one.
func (d *redisStore) get(key []byte) *redisValue {
	v := d.keys[string(key)]
	if v != nil && v.expires != 0 && v.expires <= d.now {
		d.remove(string(key), v)
		return nil
	}
	return v
}

// set gives a key a value. Whether there is room was asked before.
func (d *redisStore) set(key, value []byte, expires int64) {
	v := d.get(key)
	if v == nil {
		v = &redisValue{}
		d.keys[string(key)] = v
		d.bytes += redisCost(len(key), 0)
	}
	d.bytes += len(value) - len(v.bytes)
	d.counted()
	if cap(v.bytes) < len(value) || cap(v.bytes) > len(value)+len(value)/4+redisKeyCost {
		v.bytes = bytes.Clone(value)
	} else {
		v.bytes = append(v.bytes[:0], value...)
	}
	d.expire(v, expires)
}

// expire sets when a key expires, 0 for never.
func (d *redisStore) expire(v *redisValue, at int64) {
	if v.expires != 0 {
		d.expiring--
	}
	if at != 0 {
		d.expiring++
	}
	v.expires = at
}

func (d *redisStore) remove(key string, v *redisValue) {
	d.expire(v, 0)
	d.bytes -= redisCost(len(key), len(v.bytes))
	d.counted()
	delete(d.keys, key)
}

// clear removes all keys.
func (d *redisStore) clear() {
	clear(d.keys)
	d.bytes, d.expiring = 0, 0
	d.counted()
}

// most is how many bytes the keys may cost.
func (d *redisStore) most() int {
	if d.host.Room == nil {
		return redisMostBytes
	}
	return min(redisMostBytes, d.host.Room())
}

// counted has the server know what the keys cost by now.
func (d *redisStore) counted() {
	if d.host.Hold != nil {
		d.host.Hold(d.bytes)
	}
}

// room tells whether keys and values, in turn, can be set all together.
func (d *redisStore) room(pairs ...[]byte) bool {
	if d.fits(pairs) {
		return true
	}
	if d.now-d.searched < 1000 { // looking at all keys takes milliseconds
		return false
	}
	d.searched = d.now
	d.sweep(len(d.keys))
	return d.fits(pairs)
}

func (d *redisStore) fits(pairs [][]byte) bool {
	keys, size := 0, 0 // that are added
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := d.get(pairs[i]); v != nil {
			size += len(pairs[i+1]) - len(v.bytes)
		} else {
			keys++
			size += redisCost(len(pairs[i]), len(pairs[i+1]))
		}
	}
	return (keys == 0 || len(d.keys)+keys <= redisMostKeys) && (size <= 0 || d.bytes+size <= d.most())
}
