package protocol

import (
	"bytes"
	"time"
)

// Limits of what is kept in memory, in bytes.
const (
	redisMostBytes = 16 << 20 // if the server sets no limit
	redisMostName  = 1 << 10  // of a key, a field or a member
)

// redisHolds is the most that is buffered for one connection: a reply that it has not read.
const redisHolds = redisMostAnswer + 1<<20

// redisSweep is how many expired keys are removed at once besides the requested one: enough that soon none are left,
// and few enough that no command waits.
const redisSweep = 100

// redisStore is keys with their values.
type redisStore struct {
	keys     redisTable[redisValue]
	bytes    int           // total cost of all keys
	expiring redisExpiring // keys that expire
	now      int64         // milliseconds since 1970
	host     Host
}

func newRedisStore(host Host) redisStore {
	return redisStore{keys: newRedisTable[redisValue](), host: host}
}

func redisCost(name, value int) int { return name + value + redisKeyCost }

// tell sets the clock and removes expired keys.
func (d *redisStore) tell(now time.Time) {
	d.now = now.UnixMilli()
	for range redisSweep {
		if len(d.expiring) == 0 || !d.expired(d.expiring[0]) {
			return
		}
		d.remove(d.expiring[0])
	}
}

// expired reports whether a key has expired.
func (d *redisStore) expired(k *redisKey) bool {
	return k.value.expires != 0 && k.value.expires <= d.now
}

// get returns a key, or nil if there is none.
func (d *redisStore) get(name []byte) *redisKey {
	k := d.keys.get(name)
	if k != nil && d.expired(k) {
		d.remove(k)
		return nil
	}
	return k
}

// add makes a key that does not exist. The caller has checked that there is room.
func (d *redisStore) add(name []byte) *redisKey {
	k := d.keys.add(name)
	d.bytes += redisCost(len(name), 0)
	return k
}

// set sets a key to a string. The caller has checked that there is room.
func (d *redisStore) set(name, text []byte, expires int64) {
	k := d.get(name)
	if k == nil {
		k = d.add(name)
	}
	v := &k.value
	d.charge(k, len(text)-v.cost)
	v.many = nil
	if cap(v.text) < len(text) || cap(v.text) > len(text)+len(text)/4+redisKeyCost/4 {
		v.text = bytes.Clone(text)
	} else {
		v.text = append(v.text[:0], text...)
	}
	d.expire(k, expires)
}

// charge adds bytes to the cost of a key's value.
func (d *redisStore) charge(k *redisKey, bytes int) {
	k.value.cost += bytes
	d.bytes += bytes
	d.counted()
}

func (d *redisStore) remove(k *redisKey) {
	d.expire(k, 0)
	d.bytes -= redisCost(len(k.name), k.value.cost)
	d.counted()
	d.keys.remove(k)
}

// clear removes all keys, by dropping the tables rather than visiting each key.
func (d *redisStore) clear() {
	now := d.now
	*d = newRedisStore(d.host)
	d.now = now
	d.counted()
}

// most returns how many bytes the keys may cost.
func (d *redisStore) most() int {
	if d.host.Room == nil {
		return redisMostBytes
	}
	return d.host.Room()
}

// counted reports the current cost of the keys to the server.
func (d *redisStore) counted() {
	if d.host.Hold != nil {
		d.host.Hold(d.bytes)
	}
}

// grows returns how many bytes are added if keys are set to values, in turn.
func (d *redisStore) grows(pairs ...[]byte) (bytes int) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if k := d.get(pairs[i]); k != nil {
			bytes += len(pairs[i+1]) - k.value.cost
		} else {
			bytes += redisCost(len(pairs[i]), len(pairs[i+1]))
		}
	}
	return bytes
}

// nameable reports whether a name is short enough, and otherwise replies with an error.
func (r *Redis) nameable(name []byte) bool {
	if len(name) > redisMostName {
		r.reply.fail(redisLongName)
		return false
	}
	return true
}

// fits reports whether there is room for this many more bytes, and otherwise replies with an error.
func (r *Redis) fits(bytes int) bool {
	if bytes > 0 && r.store.bytes+bytes > r.store.most() {
		r.reply.fail(redisFull)
		return false
	}
	return true
}
