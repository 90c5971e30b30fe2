package protocol

// redisLong is a reply of many parts. It is made over several turns of its connection, and only
// then sent, so that neither a long reply nor a slow reader keeps others waiting.
type redisLong struct {
	kind  byte // of the whole: respArray, respSet or respMap
	next  redisParts
	parts respWriter // those that have been made
	count int
	from  int // bytes of what they are made from
}

// redisParts makes the next part of a reply, and returns how many elements that are: 1, or 0 if
// it is left out. cost is how much work it was, about 1 for each; more is false at the end.
type redisParts func(w *respWriter) (elements, cost int, more bool)

const (
	redisAtOnce = 64 // how much work a piece of a long reply is
	redisShort  = 10 // how many pieces a reply may have that is made at once
)

// step makes a piece of a reply, and reports whether that was the last.
func (l *redisLong) step() (done bool) {
	for spent := 0; spent < redisAtOnce; {
		elements, cost, more := l.next(&l.parts)
		l.count += elements
		if !more || len(l.parts.out) > redisMostAnswer {
			return true
		}
		spent += max(cost, 1)
	}
	return false
}

// held is how many bytes are kept for it.
func (l *redisLong) held() int {
	if l == nil {
		return 0
	}
	return cap(l.parts.out) + l.from
}

// madeFrom counts a copied list of so many entries, for as long as the reply is made.
func (l *redisLong) madeFrom(entries int) {
	const pointer = 8
	if l != nil {
		l.from = entries * pointer
	}
}

// many replies with parts: at once if they are few, and otherwise over several turns.
func (r *Redis) many(call redisCall, kind byte, next redisParts) {
	long := &redisLong{kind: kind, next: next, parts: respWriter{out: r.spare[:0], three: r.reply.three}}
	for range redisShort {
		if long.step() {
			r.finishLong(long)
			if r.spare = long.parts.out; cap(r.spare) > batchKept {
				r.spare = nil
			}
			return
		}
	}
	r.spare = nil
	call.kept.long = long
	call.conn.Soon() // when what was written before is sent
}

// finishLong replies with the parts that have been made.
func (r *Redis) finishLong(l *redisLong) {
	if len(l.parts.out) > redisMostAnswer {
		r.reply.fail(redisLongAnswer)
		return
	}
	r.reply.begin(l.kind, l.count)
	r.reply.out = append(r.reply.out, l.parts.out...)
}

// extend continues a long reply, and reports whether it is made.
func (r *Redis) extend(c Conn, s *redisConn) bool {
	if s.long == nil {
		return true
	}
	for !c.Full() {
		if s.long.step() {
			r.reply.three = s.three
			r.finishLong(s.long)
			s.long = nil
			r.write(c, s)
			return true
		}
	}
	return false
}

// each replies with the entries of a table that there are now, each with what write adds.
func each[V any](r *Redis, call redisCall, kind byte, t *redisTable[V], write func(w *respWriter, e *redisEntry[V])) {
	all, i := t.all, 0
	if len(all) > redisAtOnce*redisShort {
		all = append([]*redisEntry[V](nil), all...) // others may come and go in between
	}
	r.many(call, kind, func(w *respWriter) (elements, cost int, more bool) {
		if i == len(all) {
			return 0, 0, false
		}
		write(w, all[i])
		i++
		return 1, 1, i < len(all)
	})
	call.kept.long.madeFrom(len(all))
}
