package protocol

import (
	"math"
	"strconv"
)

// redisSorted is members with scores, ordered by score.
type redisSorted struct {
	redisTable[float64]
	order redisOrder
}

// redisMember is a member of a sorted set.
type redisMember = redisEntry[float64]

func newRedisSorted() *redisSorted { return &redisSorted{redisTable: newRedisTable[float64]()} }

func (*redisSorted) overhead() int { return 320 }

func (*redisSorted) kind() string { return "zset" }

// member returns a member, or nil if there is none. s may be nil.
func (s *redisSorted) member(name []byte) *redisMember {
	if s == nil {
		return nil
	}
	return s.get(name)
}

// put sets the score of a member, and reports whether the member is new.
func (s *redisSorted) put(name []byte, score float64) (isNew bool) {
	e := s.get(name)
	if isNew = e == nil; isNew {
		e = s.add(name)
	} else {
		s.order.remove(e)
	}
	e.value = score
	s.order.insert(e)
	return isNew
}

// take removes a member.
func (s *redisSorted) take(e *redisMember) {
	s.order.remove(e)
	s.remove(e)
}

// zadd supports none of the words, such as NX, that may precede the first score.
func (r *Redis) zadd(call redisCall) {
	pairs := call.args[2:]
	if len(pairs)%2 != 0 {
		r.reply.fail(redisSyntax)
		return
	}
	_, set, ok := redisFind[*redisSorted](r, call.args[1])
	if !ok {
		return
	}
	grows := 0
	for i := 0; i < len(pairs); i += 2 {
		if _, ok := parseScore(pairs[i]); !ok {
			r.reply.fail("ERR value is not a valid float")
			return
		}
		if !r.nameable(pairs[i+1]) {
			return
		}
		if set.member(pairs[i+1]) == nil {
			grows += redisScoreCost + len(pairs[i+1])
		}
	}
	k, set, ok := redisMake(r, call.args[1], grows, newRedisSorted)
	if !ok {
		return
	}
	added, bytes := int64(0), 0
	for i := 0; i < len(pairs); i += 2 {
		if score, _ := parseScore(pairs[i]); set.put(pairs[i+1], score) {
			added++
			bytes += redisScoreCost + len(pairs[i+1])
		}
	}
	r.store.charge(k, bytes)
	r.reply.integer(added)
}

// parseScore reads a score: a decimal number, or inf with or without a sign.
func parseScore(p []byte) (score float64, ok bool) {
	const longest = 64
	if len(p) > longest {
		return 0, false
	}
	score, err := strconv.ParseFloat(string(p), 64)
	return score, err == nil && !math.IsNaN(score)
}

func (r *Redis) zrem(call redisCall) {
	k, set, ok := redisFind[*redisSorted](r, call.args[1])
	if !ok {
		return
	}
	removed, bytes := int64(0), 0
	for _, name := range call.args[2:] {
		if e := set.member(name); e != nil {
			set.take(e)
			bytes += redisScoreCost + len(name)
			removed++
		}
	}
	if removed > 0 {
		r.store.shrunk(k, bytes)
	}
	r.reply.integer(removed)
}

func (r *Redis) zscore(call redisCall) {
	if _, set, ok := redisFind[*redisSorted](r, call.args[1]); !ok {
		return
	} else if e := set.member(call.args[2]); e == nil {
		r.reply.null()
	} else {
		r.reply.double(e.value)
	}
}

func (r *Redis) zcard(call redisCall) {
	if _, set, ok := redisFind[*redisSorted](r, call.args[1]); ok && set == nil {
		r.reply.integer(0)
	} else if ok {
		r.reply.integer(int64(set.len()))
	}
}
