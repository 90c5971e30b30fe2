package protocol

func (r *Redis) lpush(call redisCall) { r.push(call, true) }

func (r *Redis) rpush(call redisCall) { r.push(call, false) }

func (r *Redis) push(call redisCall, front bool) {
	values, grows := call.args[2:], 0
	for _, value := range values {
		grows += len(value) + redisItemCost
	}
	k, list, ok := redisMake(r, call.args[1], grows, newRedisList)
	if !ok {
		return
	}
	for _, value := range values {
		list.push(value, front)
	}
	r.store.charge(k, grows)
	r.reply.integer(int64(list.len()))
}

func (r *Redis) lpop(call redisCall) { r.pop(call, true) }

func (r *Redis) rpop(call redisCall) { r.pop(call, false) }

func (r *Redis) pop(call redisCall, front bool) {
	_, list, ok := redisFind[*redisList](r, call.args[1])
	switch {
	case !ok:
	case len(call.args) == 2 && list == nil:
		r.reply.null()
	case len(call.args) == 2:
		r.popOne(&r.reply, call.args[1], front)
	default:
		r.popMany(call, list != nil, func(w *respWriter, name []byte) bool { return r.popOne(w, name, front) })
	}
}

// popOne pops a value from a list, and reports whether there was one.
func (r *Redis) popOne(w *respWriter, name []byte, front bool) bool {
	k, list, ok := redisPeek[*redisList](&r.store, name)
	if !ok {
		return false
	}
	value := list.pop(front)
	w.bulk(value)
	r.store.shrunk(k, len(value)+redisItemCost)
	return true
}

// popMany replies with the requested number of values, or as many as there are; one removes each of them. If the reply
// would become too long, it has fewer.
func (r *Redis) popMany(call redisCall, there bool, one func(w *respWriter, name []byte) bool) {
	count, ok := parseInteger(call.args[2])
	switch {
	case !ok || count < 0:
		r.reply.fail("ERR value is out of range, must be positive")
		return
	case !there:
		r.reply.nullArray()
		return
	}
	name := append([]byte(nil), call.args[1]...) // the arguments are no longer valid at the next turn
	r.many(call, respArray, func(w *respWriter) (elements, cost int, more bool) {
		if count == 0 || len(w.out) > redisMostAnswer/2 || !one(w, name) {
			return 0, 0, false
		}
		count--
		return 1, 1, true
	})
}

func (r *Redis) llen(call redisCall) {
	if _, list, ok := redisFind[*redisList](r, call.args[1]); ok && list == nil {
		r.reply.integer(0)
	} else if ok {
		r.reply.integer(int64(list.len()))
	}
}

func (r *Redis) lindex(call redisCall) {
	i, ok := parseInteger(call.args[2])
	if !ok {
		r.reply.fail(redisNoInteger)
		return
	}
	_, list, ok := redisFind[*redisList](r, call.args[1])
	if !ok {
		return
	}
	if list != nil && i < 0 {
		i += int64(list.len())
	}
	if list == nil || i < 0 || i >= int64(list.len()) {
		r.reply.null()
		return
	}
	nodes, skip := list.from(int(i), 1, false)
	r.reply.bulk(nodes[0].at(skip))
}

func (r *Redis) lrange(call redisCall) {
	first, last, ok := r.bounds(call)
	if !ok {
		return
	}
	_, list, ok := redisFind[*redisList](r, call.args[1])
	if !ok {
		return
	}
	if list == nil {
		r.reply.array(0)
		return
	}
	start, count := span(first, last, list.len())
	nodes, place := list.from(start, count, count > redisAtOnce*redisShort)
	r.many(call, respArray, func(w *respWriter) (elements, cost int, more bool) {
		if count == 0 {
			return 0, 0, false
		}
		for place == nodes[0].len() {
			nodes, place = nodes[1:], 0
		}
		w.bulk(nodes[0].at(place))
		place++
		count--
		return 1, 1, count > 0
	})
}

// bounds reads the first and last index of a range, which are the third and fourth words.
func (r *Redis) bounds(call redisCall) (first, last int64, ok bool) {
	first, ok = parseInteger(call.args[2])
	last, also := parseInteger(call.args[3])
	if !ok || !also {
		r.reply.fail(redisNoInteger)
		return 0, 0, false
	}
	return first, last, true
}

// span returns where a range begins and how many values it has. A negative index counts from the end.
func span(first, last int64, length int) (start, count int) {
	n := int64(length)
	if first < 0 {
		first += n
	}
	if last < 0 {
		last += n
	}
	first, last = max(first, 0), min(last, n-1)
	if first > last {
		return 0, 0
	}
	return int(first), int(last - first + 1)
}
