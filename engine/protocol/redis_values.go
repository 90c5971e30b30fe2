package protocol

import (
	"math"
	"slices"
	"strconv"
)

// redisMostAnswer is how many bytes of values one command gives.
const redisMostAnswer = 1 << 20

func (r *Redis) get(call redisCall) { r.value(r.store.get(call.args[1])) }

// value replies with a value or with none.
func (r *Redis) value(v *redisValue) {
	if v == nil {
		r.reply.null()
		return
	}
	r.reply.bulk(v.bytes)
}

// redisSetting is what the words after SET KEY VALUE say.
type redisSetting struct {
	absent, present bool // NX, XX
	get, keep       bool
	expires         int64
}

func (r *Redis) set(call redisCall) {
	how, bad := r.setting(call.args[3:])
	if bad != "" {
		r.reply.fail(bad)
		return
	}
	key, value := call.args[1], call.args[2]
	old := r.store.get(key)
	met := !(how.absent && old != nil || how.present && old == nil)
	if met && !r.writable(key, value) {
		return
	}
	switch {
	case how.get:
		r.value(old)
	case met:
		r.reply.ok()
	default:
		r.reply.null()
	}
	if !met {
		return
	}
	if how.keep && old != nil {
		how.expires = old.expires
	}
	r.store.set(key, value, how.expires)
}

// setting reads the words after SET KEY VALUE.
func (r *Redis) setting(words [][]byte) (how redisSetting, bad string) {
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case is(word, "nx") && !how.present:
			how.absent = true
		case is(word, "xx") && !how.absent:
			how.present = true
		case is(word, "get"):
			how.get = true
		case is(word, "keepttl") && how.expires == 0:
			how.keep = true
		case (is(word, "ex") || is(word, "px")) && how.expires == 0 && !how.keep && i+1 < len(words):
			i++
			unit := int64(1)
			if is(word, "ex") {
				unit = 1000
			}
			n, ok := parseInteger(words[i])
			if !ok {
				return how, redisNoInteger
			}
			if how.expires, ok = r.store.later(n, unit); !ok || n <= 0 {
				return how, "ERR invalid expire time in 'set' command"
			}
		default:
			return how, redisSyntax
		}
	}
	return how, ""
}

// later returns the time n units from now, each of so many milliseconds; ok is false if that
// overflows.
func (d *redisStore) later(n, unit int64) (at int64, ok bool) {
	if n > (math.MaxInt64-d.now)/unit || n < math.MinInt64/unit {
		return 0, false
	}
	return d.now + n*unit, true
}

// writable reports whether keys and values, in turn, can be set, and replies why not.
func (r *Redis) writable(pairs ...[]byte) bool {
	for i := 0; i < len(pairs); i += 2 {
		if len(pairs[i]) > redisMostKey {
			r.reply.fail(redisLongKey)
			return false
		}
	}
	if !r.store.room(pairs...) {
		r.reply.fail(redisFull)
		return false
	}
	return true
}

func (r *Redis) mget(call redisCall) {
	size := 0
	for _, key := range call.args[1:] {
		if v := r.store.get(key); v != nil {
			size += len(v.bytes)
		}
	}
	if size > redisMostAnswer {
		r.reply.fail(redisLongAnswer)
		return
	}
	const around = 16 // a value, at most
	r.reply.out = slices.Grow(r.reply.out, size+around*len(call.args))
	r.reply.array(len(call.args) - 1)
	for _, key := range call.args[1:] {
		r.value(r.store.get(key))
	}
}

func (r *Redis) mset(call redisCall) {
	pairs := call.args[1:]
	if len(pairs)%2 != 0 {
		r.reply.fail("ERR wrong number of arguments for 'mset' command")
		return
	}
	if !r.writable(pairs...) {
		return
	}
	for i := 0; i < len(pairs); i += 2 {
		r.store.set(pairs[i], pairs[i+1], 0)
	}
	r.reply.ok()
}

func (r *Redis) incr(call redisCall) { r.add(call.args[1], 1) }

func (r *Redis) decr(call redisCall) { r.add(call.args[1], -1) }

func (r *Redis) incrBy(call redisCall) {
	n, ok := parseInteger(call.args[2])
	if !ok {
		r.reply.fail(redisNoInteger)
		return
	}
	r.add(call.args[1], n)
}

// add adds to a number, which is 0 if there is none yet, and leaves its expiry as it is.
func (r *Redis) add(key []byte, n int64) {
	var number, expires int64
	if v := r.store.get(key); v != nil {
		var ok bool
		if number, ok = parseInteger(v.bytes); !ok {
			r.reply.fail(redisNoInteger)
			return
		}
		expires = v.expires
	}
	if n > 0 && number > math.MaxInt64-n || n < 0 && number < math.MinInt64-n {
		r.reply.fail(redisOverflow)
		return
	}
	var room [20]byte
	text := strconv.AppendInt(room[:0], number+n, 10)
	if !r.writable(key, text) {
		return
	}
	r.store.set(key, text, expires)
	r.reply.integer(number + n)
}
