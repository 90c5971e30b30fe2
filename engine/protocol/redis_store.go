package protocol

import (
	"bytes"
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

// redisSweep is how many expired keys are removed at once beside the one that is asked for:
// enough that there are soon none left, and few enough that no command waits.
const redisSweep = 100

// redisStore is keys with their values.
type redisStore struct {
	keys     map[string]*redisValue
	bytes    int           // what all keys cost
	expiring redisExpiring // keys that have a time
	now      int64         // milliseconds since 1970
	host     Host
}

// redisValue is the value of a key.
type redisValue struct {
	key     string
	bytes   []byte
	expires int64 // milliseconds since 1970, 0 never
	at      int   // its place among those that expire
}

func newRedisStore(host Host) redisStore {
	return redisStore{keys: map[string]*redisValue{}, host: host}
}

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

// get finds the value of a key; nil if it has none.
func (d *redisStore) get(key []byte) *redisValue {
	v := d.keys[string(key)]
	if v != nil && v.expires != 0 && v.expires <= d.now {
		d.remove(v)
		return nil
	}
	return v
}

// set gives a key a value. The caller has made sure that there is room.
func (d *redisStore) set(key, value []byte, expires int64) {
	v := d.get(key)
	if v == nil {
		v = &redisValue{key: string(key)}
		d.keys[v.key] = v
		d.bytes += redisCost(len(key), 0)
	}
	d.bytes += len(value) - len(v.bytes)
	d.counted()
	if cap(v.bytes) < len(value) || cap(v.bytes) > len(value)+len(value)/4+redisKeyCost/4 {
		v.bytes = bytes.Clone(value)
	} else {
		v.bytes = append(v.bytes[:0], value...)
	}
	d.expire(v, expires)
}

func (d *redisStore) remove(v *redisValue) {
	d.expire(v, 0)
	d.bytes -= redisCost(len(v.key), len(v.bytes))
	d.counted()
	delete(d.keys, v.key)
}

// clear removes all keys. It forgets them rather than going through them.
func (d *redisStore) clear() {
	now := d.now
	*d = newRedisStore(d.host)
	d.now = now
	d.counted()
}

// most is how many bytes the keys may cost.
func (d *redisStore) most() int {
	if d.host.Room == nil {
		return redisMostBytes
	}
	return min(redisMostBytes, d.host.Room())
}

// counted reports to the server what the keys cost now.
func (d *redisStore) counted() {
	if d.host.Hold != nil {
		d.host.Hold(d.bytes)
	}
}

// room reports whether there is room for all of some keys and values, in turn.
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
	return (keys == 0 || len(d.keys)+keys <= redisMostKeys) && (size <= 0 || d.bytes+size <= d.most())
}
