package protocol

func (r *Redis) del(call redisCall) {
	n := int64(0)
	for _, key := range call.args[1:] {
		if v := r.store.get(key); v != nil {
			r.store.remove(v)
			n++
		}
	}
	r.reply.integer(n)
}

// exists counts a key as often as it is named.
func (r *Redis) exists(call redisCall) {
	n := int64(0)
	for _, key := range call.args[1:] {
		if r.store.get(key) != nil {
			n++
		}
	}
	r.reply.integer(n)
}

func (r *Redis) expire(call redisCall) { r.expireIn(call, 1000) }

func (r *Redis) pexpire(call redisCall) { r.expireIn(call, 1) }

// expireIn sets when a key expires; in the past, it is removed at once.
func (r *Redis) expireIn(call redisCall, unit int64) {
	n, ok := parseInteger(call.args[2])
	if !ok {
		r.reply.fail(redisNoInteger)
		return
	}
	at, ok := r.store.later(n, unit)
	if !ok {
		r.reply.fail("ERR invalid expire time in '" + string(call.args[0]) + "' command")
		return
	}
	v := r.store.get(call.args[1])
	switch {
	case v == nil:
	case n <= 0:
		r.store.remove(v)
	default:
		r.store.expire(v, at)
	}
	r.reply.truth(v != nil)
}

func (r *Redis) ttl(call redisCall) { r.remaining(call, 1000) }

func (r *Redis) pttl(call redisCall) { r.remaining(call, 1) }

// remaining replies with the time until a key expires, -1 if it never does, and -2 if there is
// no key.
func (r *Redis) remaining(call redisCall, unit int64) {
	switch v := r.store.get(call.args[1]); {
	case v == nil:
		r.reply.integer(-2)
	case v.expires == 0:
		r.reply.integer(-1)
	default:
		r.reply.integer((v.expires - r.store.now + unit/2) / unit)
	}
}

func (r *Redis) persist(call redisCall) {
	v := r.store.get(call.args[1])
	ends := v != nil && v.expires != 0
	if ends {
		r.store.expire(v, 0)
	}
	r.reply.truth(ends)
}

func (r *Redis) dbSize(redisCall) { r.reply.integer(int64(len(r.store.keys))) }

func (r *Redis) flushAll(call redisCall) {
	if len(call.args) == 2 && !is(call.args[1], "sync") && !is(call.args[1], "async") {
		r.reply.fail(redisSyntax)
		return
	}
	r.store.clear()
	r.reply.ok()
}
