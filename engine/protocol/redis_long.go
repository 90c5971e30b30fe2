package protocol

// redisLong is a reply of many parts. It is made over several turns of its connection and sent only when complete, so
// that neither a long reply nor a slow reader delays others.
type redisLong struct {
	kind  byte // the type of the reply: respArray, respSet or respMap
	next  redisParts
	parts respWriter // the parts made so far
	count int
	from  int // size in bytes of the copy that the parts are made from
}

// redisParts makes the next part of a reply, and returns its number of elements: 1, or 0 if it is left out. cost is the
// work done, about 1 for each element; more is false at the end.
type redisParts func(w *respWriter) (elements, cost int, more bool)

const (
	redisAtOnce = 64 // the work in one piece of a long reply
	redisShort  = 10 // replies of up to this many pieces are made at once
)

// step makes a piece of the reply, and reports whether it was the last.
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

// held returns how many bytes are kept for the reply.
func (l *redisLong) held() int {
	if l == nil {
		return 0
	}
	return cap(l.parts.out) + l.from
}

// madeFrom counts a copied list with this many entries, for as long as the reply is being made.
func (l *redisLong) madeFrom(entries int) {
	const pointer = 8
	if l != nil {
		l.from = entries * pointer
	}
}

// many replies with parts: at once if they are few, otherwise over several turns.
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
	call.conn.Soon() // once earlier output has been sent
}

// finishLong sends the parts that have been made.
func (r *Redis) finishLong(l *redisLong) {
	if len(l.parts.out) > redisMostAnswer {
		r.reply.fail(redisLongAnswer)
		return
	}
	r.reply.begin(l.kind, l.count)
	r.reply.out = append(r.reply.out, l.parts.out...)
}

// extend continues a long reply, and reports whether it is complete.
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

// each replies with the current entries of a table, each as write appends it.
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
