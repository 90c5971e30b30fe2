package protocol

import (
	"bytes"
	"strconv"
)

// Limits of one SCAN. A client continues with the cursor that it gets.
const (
	redisScanned  = 1000      // maximum number of entries visited, whatever COUNT says
	redisScanWork = 1 << 15   // bytes compared with a pattern, about
	redisScanSize = 256 << 10 // bytes in its reply, about
)

// redisScan is what the words after a cursor ask for.
type redisScan struct {
	cursor uint64
	count  int
	glob   *redisGlob // nil matches all names
	kind   string     // type of the keys; "" is any
	out    respWriter
	found  int
}

// scanWords reads the cursor and the words after it.
func (r *Redis) scanWords(words [][]byte, keys bool) (s redisScan, ok bool) {
	s.count, s.out.three = 10, r.reply.three
	cursor, err := strconv.ParseUint(string(words[0][:min(len(words[0]), 21)]), 10, 64)
	if err != nil {
		r.reply.fail("ERR invalid cursor")
		return s, false
	}
	s.cursor = cursor
	for words = words[1:]; len(words) > 0; words = words[2:] {
		if len(words) == 1 {
			r.reply.fail(redisSyntax)
			return s, false
		}
		switch value := words[1]; {
		case is(words[0], "count"):
			n, ok := parseInteger(value)
			if !ok {
				r.reply.fail(redisNoInteger)
				return s, false
			}
			if n < 1 {
				r.reply.fail(redisSyntax)
				return s, false
			}
			s.count = int(min(n, redisScanned))
		case is(words[0], "match"):
			if !r.nameable(value) {
				return s, false
			}
			s.glob = &redisGlob{pattern: value}
		case is(words[0], "type") && keys:
			s.kind = string(bytes.ToLower(value[:min(len(value), 16)]))
		default:
			r.reply.fail(redisSyntax)
			return s, false
		}
	}
	return s, true
}

// takes reports whether a name matches.
func (s *redisScan) takes(name string) bool { return s.glob == nil || s.glob.matches(name) }

// goesOn counts an entry, and reports whether another one may be visited.
func (s *redisScan) goesOn() bool {
	s.count--
	return s.count > 0 && len(s.out.out) < redisScanSize && (s.glob == nil || s.glob.work < redisScanWork)
}

// end replies with the next cursor and what was found.
func (s *redisScan) end(r *Redis, next uint64) {
	r.reply.array(2)
	r.reply.text(strconv.FormatUint(next, 10))
	r.reply.array(s.found)
	r.reply.out = append(r.reply.out, s.out.out...)
}

func (r *Redis) scan(call redisCall) {
	s, ok := r.scanWords(call.args[1:], true)
	if !ok {
		return
	}
	next := r.store.keys.scan(s.cursor, func(k *redisKey) bool {
		if !r.store.expired(k) && (s.kind == "" || s.kind == k.value.kind()) && s.takes(k.name) {
			s.out.text(k.name)
			s.found++
		}
		return s.goesOn()
	})
	s.end(r, next)
}

func (r *Redis) sscan(call redisCall) {
	if _, set, ok := redisFind[*redisSet](r, call.args[1]); ok && set == nil {
		scanWithin(r, call, nil, func(*respWriter, *redisEntry[struct{}]) int { return 0 })
	} else if ok {
		scanWithin(r, call, &set.redisTable, func(w *respWriter, e *redisEntry[struct{}]) int {
			w.text(e.name)
			return 1
		})
	}
}

func (r *Redis) hscan(call redisCall) {
	write := func(w *respWriter, f *redisEntry[[]byte]) int {
		w.text(f.name)
		w.bulk(f.value)
		return 2
	}
	if _, hash, ok := redisFind[*redisHash](r, call.args[1]); ok && hash == nil {
		scanWithin(r, call, nil, write)
	} else if ok {
		scanWithin(r, call, &hash.redisTable, write)
	}
}

func (r *Redis) zscan(call redisCall) {
	write := func(w *respWriter, e *redisMember) int {
		w.text(e.name)
		w.text(string(appendScore(nil, e.value)))
		return 2
	}
	if _, set, ok := redisFind[*redisSorted](r, call.args[1]); ok && set == nil {
		scanWithin(r, call, nil, write)
	} else if ok {
		scanWithin(r, call, &set.redisTable, write)
	}
}

// scanWithin scans the entries of one key; a nil table has none.
func scanWithin[V any](r *Redis, call redisCall, t *redisTable[V], write func(*respWriter, *redisEntry[V]) int) {
	s, ok := r.scanWords(call.args[2:], false)
	if !ok {
		return
	}
	next := uint64(0)
	if t != nil {
		next = t.scan(s.cursor, func(e *redisEntry[V]) bool {
			if s.takes(e.name) {
				s.found += write(&s.out, e)
			}
			return s.goesOn()
		})
	}
	s.end(r, next)
}

// keys replies with the names that match a pattern.
func (r *Redis) keys(call redisCall) {
	if !r.nameable(call.args[1]) {
		return
	}
	glob := &redisGlob{pattern: bytes.Clone(call.args[1])}
	all := append([]*redisKey(nil), r.store.keys.all...) // others may come and go in between
	r.many(call, respArray, func(w *respWriter) (elements, cost int, more bool) {
		if len(all) == 0 {
			return 0, 0, false
		}
		k := all[0]
		all = all[1:]
		before := glob.work
		if !r.store.expired(k) && glob.matches(k.name) {
			w.text(k.name)
			elements = 1
		}
		const perCost = 32 // bytes compared
		return elements, 1 + (glob.work-before)/perCost, len(all) > 0
	})
	call.kept.long.madeFrom(r.store.keys.len())
}
