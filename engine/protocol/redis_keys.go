package protocol

func (r *Redis) del(call redisCall) {
	n := int64(0)
	for _, key := range call.args[1:] {
		if k := r.store.get(key); k != nil {
			r.store.remove(k)
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

// expireIn sets when a key expires. If that is in the past, the key is removed at once.
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
	k := r.store.get(call.args[1])
	switch {
	case k == nil:
	case n <= 0:
		r.store.remove(k)
	default:
		r.store.expire(k, at)
	}
	r.reply.truth(k != nil)
}

func (r *Redis) ttl(call redisCall) { r.remaining(call, 1000) }

func (r *Redis) pttl(call redisCall) { r.remaining(call, 1) }

// remaining replies with the time until a key expires, -1 if it never does, and -2 if there is no such key.
func (r *Redis) remaining(call redisCall, unit int64) {
	switch k := r.store.get(call.args[1]); {
	case k == nil:
		r.reply.integer(-2)
	case k.value.expires == 0:
		r.reply.integer(-1)
	default:
		r.reply.integer((k.value.expires - r.store.now + unit/2) / unit)
	}
}

func (r *Redis) persist(call redisCall) {
	k := r.store.get(call.args[1])
	ends := k != nil && k.value.expires != 0
	if ends {
		r.store.expire(k, 0)
	}
	r.reply.truth(ends)
}

func (r *Redis) dbSize(redisCall) { r.reply.integer(int64(r.store.keys.len())) }

func (r *Redis) flushAll(call redisCall) {
	if len(call.args) == 2 && !is(call.args[1], "sync") && !is(call.args[1], "async") {
		r.reply.fail(redisSyntax)
		return
	}
	r.store.clear()
	r.reply.ok()
}

// typeOf replies with the type of a key's value.
func (r *Redis) typeOf(call redisCall) {
	kind := "none"
	if k := r.store.get(call.args[1]); k != nil {
		kind = k.value.kind()
	}
	r.reply.line('+', kind)
}

// randomKey removes the expired keys that it encounters.
func (r *Redis) randomKey(redisCall) {
	for r.store.keys.len() > 0 {
		k := oneOf(r, &r.store.keys)
		if !r.store.expired(k) {
			r.reply.text(k.name)
			return
		}
		r.store.remove(k)
	}
	r.reply.null()
}

// memory knows only how many bytes a key costs, as counted by the store.
func (r *Redis) memory(call redisCall) {
	if !is(call.args[1], "usage") || len(call.args) < 3 {
		r.unknownSub(call)
		return
	}
	k := r.store.get(call.args[2])
	if k == nil {
		r.reply.null()
		return
	}
	r.reply.integer(int64(redisCost(len(k.name), k.value.cost)))
}
