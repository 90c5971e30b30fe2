package protocol

import (
	"math"
	"slices"
	"strconv"
)

// redisMostAnswer limits the bytes of values in one reply.
const redisMostAnswer = 2 << 20

// text finds a key that holds a string; k is nil if there is none. If the key holds something else, ok is false and
// text has replied with an error.
func (r *Redis) text(name []byte) (k *redisKey, ok bool) {
	if k = r.store.get(name); k != nil && k.value.many != nil {
		r.reply.fail(redisWrongType)
		return nil, false
	}
	return k, true
}

func (r *Redis) get(call redisCall) {
	if k, ok := r.text(call.args[1]); ok {
		r.reply.value(k)
	}
}

func (r *Redis) getDel(call redisCall) {
	k, ok := r.text(call.args[1])
	if !ok {
		return
	}
	if r.reply.value(k); k != nil {
		r.store.remove(k)
	}
}

func (r *Redis) strlen(call redisCall) {
	if k, ok := r.text(call.args[1]); ok && k == nil {
		r.reply.integer(0)
	} else if ok {
		r.reply.integer(int64(len(k.value.text)))
	}
}

// value replies with a string, or null if there is none.
func (w *respWriter) value(k *redisKey) {
	if k == nil || k.value.many != nil {
		w.null()
		return
	}
	w.bulk(k.value.text)
}

// redisSetting holds the options of SET KEY VALUE.
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
	if how.get && old != nil && old.value.many != nil {
		r.reply.fail(redisWrongType)
		return
	}
	met := !(how.absent && old != nil || how.present && old == nil)
	if met && !r.writable(key, value) {
		return
	}
	switch {
	case how.get:
		r.reply.value(old)
	case met:
		r.reply.ok()
	default:
		r.reply.null()
	}
	if !met {
		return
	}
	if how.keep && old != nil {
		how.expires = old.value.expires
	}
	r.store.set(key, value, how.expires)
}

// setting reads the options of SET KEY VALUE.
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

// later returns the time n units from now, where a unit is in milliseconds; ok is false if that overflows.
func (d *redisStore) later(n, unit int64) (at int64, ok bool) {
	if n > (math.MaxInt64-d.now)/unit || n < math.MinInt64/unit {
		return 0, false
	}
	return d.now + n*unit, true
}

// setNX sets a string if the key does not exist.
func (r *Redis) setNX(call redisCall) {
	if r.store.get(call.args[1]) != nil {
		r.reply.truth(false)
		return
	}
	if r.writable(call.args[1:]...) {
		r.store.set(call.args[1], call.args[2], 0)
		r.reply.truth(true)
	}
}

// appendTo appends to a string, which is empty if there is none yet.
func (r *Redis) appendTo(call redisCall) {
	k, ok := r.text(call.args[1])
	if !ok {
		return
	}
	if k == nil {
		if r.writable(call.args[1:]...) {
			r.store.set(call.args[1], call.args[2], 0)
			r.reply.integer(int64(len(call.args[2])))
		}
		return
	}
	switch v := &k.value; {
	case len(v.text)+len(call.args[2]) > respMostBulk:
		r.reply.fail("ERR string exceeds maximum allowed size (524288 bytes)")
	case r.fits(len(call.args[2])):
		v.text = extend(v.text, call.args[2])
		r.store.charge(k, len(call.args[2]))
		r.reply.integer(int64(len(v.text)))
	}
}

// writable reports whether keys can be set to strings, in turn, and otherwise replies with an error.
func (r *Redis) writable(pairs ...[]byte) bool {
	for i := 0; i < len(pairs); i += 2 {
		if !r.nameable(pairs[i]) {
			return false
		}
	}
	return r.fits(r.store.grows(pairs...))
}

func (r *Redis) mget(call redisCall) {
	size := 0
	for _, key := range call.args[1:] {
		if k := r.store.get(key); k != nil {
			size += len(k.value.text)
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
		r.reply.value(r.store.get(key))
	}
}

func (r *Redis) mset(call redisCall) {
	pairs := call.args[1:]
	if len(pairs)%2 != 0 {
		r.reply.wrongNumber(call.args[0])
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
	if n, ok := parseInteger(call.args[2]); ok {
		r.add(call.args[1], n)
	} else {
		r.reply.fail(redisNoInteger)
	}
}

func (r *Redis) decrBy(call redisCall) {
	switch n, ok := parseInteger(call.args[2]); {
	case !ok:
		r.reply.fail(redisNoInteger)
	case n == math.MinInt64:
		r.reply.fail(redisOverflow)
	default:
		r.add(call.args[1], -n)
	}
}

// add adds to a number, which is 0 if the key does not exist, and keeps its expiry.
func (r *Redis) add(key []byte, n int64) {
	k, ok := r.text(key)
	if !ok {
		return
	}
	var number, expires int64
	if k != nil {
		if number, ok = parseInteger(k.value.text); !ok {
			r.reply.fail(redisNoInteger)
			return
		}
		expires = k.value.expires
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
