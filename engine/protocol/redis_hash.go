package protocol

import "bytes"

// redisHash is fields with their values.
type redisHash struct{ redisTable[[]byte] }

func newRedisHash() *redisHash { return &redisHash{newRedisTable[[]byte]()} }

func (*redisHash) overhead() int { return 272 }

func (*redisHash) kind() string { return "hash" }

func (r *Redis) hset(call redisCall) {
	if added, ok := r.setFields(call); ok {
		r.reply.integer(added)
	}
}

func (r *Redis) hmset(call redisCall) {
	if _, ok := r.setFields(call); ok {
		r.reply.ok()
	}
}

// setFields gives fields their values, and returns how many are new.
func (r *Redis) setFields(call redisCall) (added int64, ok bool) {
	pairs := call.args[2:]
	if len(pairs)%2 != 0 {
		r.reply.wrongNumber(call.args[0])
		return 0, false
	}
	_, hash, ok := redisFind[*redisHash](r, call.args[1])
	if !ok {
		return 0, false
	}
	grows := 0
	for i := 0; i < len(pairs); i += 2 {
		if !r.nameable(pairs[i]) {
			return 0, false
		}
		grows += hash.grows(pairs[i], pairs[i+1])
	}
	k, hash, ok := redisMake(r, call.args[1], grows, newRedisHash)
	if !ok {
		return 0, false
	}
	for i := 0; i < len(pairs); i += 2 {
		r.store.charge(k, hash.grows(pairs[i], pairs[i+1]))
		f := hash.get(pairs[i])
		if f == nil {
			f = hash.add(pairs[i])
			added++
		}
		f.value = bytes.Clone(pairs[i+1])
	}
	return added, true
}

// grows returns how many bytes setting a field adds. h may be nil.
func (h *redisHash) grows(field, value []byte) int {
	if h != nil {
		if f := h.get(field); f != nil {
			return len(value) - len(f.value)
		}
	}
	return redisFieldCost + len(field) + len(value)
}

// field returns a field, or nil if there is none. h may be nil.
func (h *redisHash) field(name []byte) *redisEntry[[]byte] {
	if h == nil {
		return nil
	}
	return h.get(name)
}

func (r *Redis) hget(call redisCall) {
	if _, hash, ok := redisFind[*redisHash](r, call.args[1]); ok {
		r.reply.field(hash.field(call.args[2]))
	}
}

func (w *respWriter) field(f *redisEntry[[]byte]) {
	if f == nil {
		w.null()
		return
	}
	w.bulk(f.value)
}

func (r *Redis) hmget(call redisCall) {
	_, hash, ok := redisFind[*redisHash](r, call.args[1])
	if !ok {
		return
	}
	fields := call.args[2:]
	size := 0
	for _, name := range fields {
		if f := hash.field(name); f != nil {
			size += len(f.value)
		}
	}
	if size > redisMostAnswer {
		r.reply.fail(redisLongAnswer)
		return
	}
	r.reply.array(len(fields))
	for _, name := range fields {
		r.reply.field(hash.field(name))
	}
}

func (r *Redis) hexists(call redisCall) {
	if _, hash, ok := redisFind[*redisHash](r, call.args[1]); ok {
		r.reply.truth(hash.field(call.args[2]) != nil)
	}
}

func (r *Redis) hlen(call redisCall) {
	if _, hash, ok := redisFind[*redisHash](r, call.args[1]); ok && hash == nil {
		r.reply.integer(0)
	} else if ok {
		r.reply.integer(int64(hash.len()))
	}
}

func (r *Redis) hdel(call redisCall) {
	k, hash, ok := redisFind[*redisHash](r, call.args[1])
	if !ok {
		return
	}
	removed, bytes := int64(0), 0
	for _, name := range call.args[2:] {
		if f := hash.field(name); f != nil {
			hash.remove(f)
			bytes += redisFieldCost + len(f.name) + len(f.value)
			removed++
		}
	}
	if removed > 0 {
		r.store.shrunk(k, bytes)
	}
	r.reply.integer(removed)
}

func (r *Redis) hgetall(call redisCall) {
	r.fields(call, respMap, func(w *respWriter, f *redisEntry[[]byte]) {
		w.text(f.name)
		w.bulk(f.value)
	})
}

func (r *Redis) hkeys(call redisCall) {
	r.fields(call, respArray, func(w *respWriter, f *redisEntry[[]byte]) { w.text(f.name) })
}

func (r *Redis) hvals(call redisCall) {
	r.fields(call, respArray, func(w *respWriter, f *redisEntry[[]byte]) { w.bulk(f.value) })
}

// fields replies with what write appends for each field.
func (r *Redis) fields(call redisCall, kind byte, write func(*respWriter, *redisEntry[[]byte])) {
	_, hash, ok := redisFind[*redisHash](r, call.args[1])
	switch {
	case !ok:
	case hash == nil:
		r.reply.begin(kind, 0)
	default:
		each(r, call, kind, &hash.redisTable, write)
	}
}
