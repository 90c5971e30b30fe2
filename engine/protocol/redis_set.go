package protocol

// redisSet is a set of members.
type redisSet struct{ redisTable[struct{}] }

func newRedisSet() *redisSet { return &redisSet{newRedisTable[struct{}]()} }

func (*redisSet) overhead() int { return 264 }

func (*redisSet) kind() string { return "set" }

// has reports whether a name is a member. s may be nil.
func (s *redisSet) has(name []byte) bool { return s != nil && s.get(name) != nil }

func (r *Redis) sadd(call redisCall) {
	members := call.args[2:]
	_, set, ok := redisFind[*redisSet](r, call.args[1])
	if !ok {
		return
	}
	grows := 0
	for _, name := range members {
		if !r.nameable(name) {
			return
		}
		if !set.has(name) {
			grows += redisMemberCost + len(name)
		}
	}
	k, set, ok := redisMake(r, call.args[1], grows, newRedisSet)
	if !ok {
		return
	}
	added := int64(0)
	for _, name := range members {
		if !set.has(name) {
			set.add(name)
			r.store.charge(k, redisMemberCost+len(name))
			added++
		}
	}
	r.reply.integer(added)
}

func (r *Redis) srem(call redisCall) {
	k, set, ok := redisFind[*redisSet](r, call.args[1])
	if !ok {
		return
	}
	removed, bytes := int64(0), 0
	for _, name := range call.args[2:] {
		if set.has(name) {
			set.remove(set.get(name))
			bytes += redisMemberCost + len(name)
			removed++
		}
	}
	if removed > 0 {
		r.store.shrunk(k, bytes)
	}
	r.reply.integer(removed)
}

func (r *Redis) sismember(call redisCall) {
	if _, set, ok := redisFind[*redisSet](r, call.args[1]); ok {
		r.reply.truth(set.has(call.args[2]))
	}
}

func (r *Redis) scard(call redisCall) {
	if _, set, ok := redisFind[*redisSet](r, call.args[1]); ok && set == nil {
		r.reply.integer(0)
	} else if ok {
		r.reply.integer(int64(set.len()))
	}
}

func (r *Redis) smembers(call redisCall) {
	_, set, ok := redisFind[*redisSet](r, call.args[1])
	switch {
	case !ok:
	case set == nil:
		r.reply.begin(respSet, 0)
	default:
		each(r, call, respSet, &set.redisTable, func(w *respWriter, e *redisEntry[struct{}]) { w.text(e.name) })
	}
}

// oneOf returns a random entry of a non-empty table.
func oneOf[V any](r *Redis, t *redisTable[V]) *redisEntry[V] { return t.all[r.random.IntN(len(t.all))] }

func (r *Redis) spop(call redisCall) {
	_, set, ok := redisFind[*redisSet](r, call.args[1])
	switch {
	case !ok:
	case len(call.args) == 2 && set == nil:
		r.reply.null()
	case len(call.args) == 2:
		r.spopOne(&r.reply, call.args[1])
	default:
		r.popMany(call, set != nil, r.spopOne)
	}
}

// spopOne removes a member from a set, and reports whether there was one.
func (r *Redis) spopOne(w *respWriter, name []byte) bool {
	k, set, ok := redisPeek[*redisSet](&r.store, name)
	if !ok {
		return false
	}
	e := oneOf(r, &set.redisTable)
	w.text(e.name)
	set.remove(e)
	r.store.shrunk(k, redisMemberCost+len(e.name))
	return true
}

func (r *Redis) srandmember(call redisCall) {
	if _, set, ok := redisFind[*redisSet](r, call.args[1]); ok && set == nil {
		r.reply.null()
	} else if ok {
		r.reply.text(oneOf(r, &set.redisTable).name)
	}
}
