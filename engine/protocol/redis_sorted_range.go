package protocol

// zrange replies with the members in a range of positions, with their scores if requested.
func (r *Redis) zrange(call redisCall) {
	scores := len(call.args) == 5 && is(call.args[4], "withscores")
	if len(call.args) == 5 && !scores {
		r.reply.fail(redisSyntax)
		return
	}
	first, last, ok := r.bounds(call)
	if !ok {
		return
	}
	_, set, ok := redisFind[*redisSorted](r, call.args[1])
	if !ok {
		return
	}
	if set == nil {
		r.reply.array(0)
		return
	}
	start, count := span(first, last, set.len())
	members := set.order.from(start, count) // a copy: others may come in between
	r.many(call, respArray, func(w *respWriter) (elements, cost int, more bool) {
		if len(members) == 0 {
			return 0, 0, false
		}
		elements = w.member(members[0], scores)
		members = members[1:]
		return elements, 1, len(members) > 0
	})
	call.kept.long.madeFrom(len(members))
}

// member appends a member, with its score if wanted: in RESP3 the two are an array.
func (w *respWriter) member(e *redisMember, score bool) (elements int) {
	switch {
	case !score:
		w.text(e.name)
		return 1
	case w.three:
		w.array(2)
	}
	w.text(e.name)
	w.double(e.value)
	if w.three {
		return 1
	}
	return 2
}

func (r *Redis) zpopmin(call redisCall) { r.zpop(call, true) }

func (r *Redis) zpopmax(call redisCall) { r.zpop(call, false) }

// zpop removes the members with the lowest or the highest scores: without a count, one, as a member and a score.
func (r *Redis) zpop(call redisCall, lowest bool) {
	_, set, ok := redisFind[*redisSorted](r, call.args[1])
	if !ok {
		return
	}
	count, nested := int64(1), r.reply.three && len(call.args) == 3
	if len(call.args) == 3 {
		if count, ok = parseInteger(call.args[2]); !ok || count < 0 {
			r.reply.fail("ERR value is out of range, must be positive")
			return
		}
	}
	if set == nil {
		r.reply.array(0)
		return
	}
	name := append([]byte(nil), call.args[1]...) // the arguments are no longer valid at the next turn
	r.many(call, respArray, func(w *respWriter) (elements, cost int, more bool) {
		k, set, ok := redisPeek[*redisSorted](&r.store, name)
		if !ok || count == 0 || len(w.out) > redisMostAnswer/2 {
			return 0, 0, false
		}
		count--
		e := set.order.end(lowest)
		set.take(e)
		r.store.shrunk(k, redisScoreCost+len(e.name))
		if nested {
			return w.member(e, true), 1, true
		}
		w.text(e.name)
		w.double(e.value)
		return 2, 1, true
	})
}
