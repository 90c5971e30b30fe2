package protocol

import (
	"bytes"
	"strconv"
)

// redisSettings are the settings that CONFIG GET knows. None can be set.
var redisSettings = []struct {
	name  string
	value func(*Redis) string
}{
	{"save", func(*Redis) string { return "" }}, // nothing is stored on disk
	{"appendonly", func(*Redis) string { return "no" }},
	{"databases", func(*Redis) string { return "1" }},
	{"maxmemory", func(r *Redis) string { return strconv.Itoa(r.store.most()) }},
	{"maxmemory-policy", func(*Redis) string { return redisPolicy }},
	{"proto-max-bulk-len", func(*Redis) string { return strconv.Itoa(respMostBulk) }},
}

// redisPolicy says what happens when memory is full: commands that need more are refused.
const redisPolicy = "noeviction"

// config replies with the settings whose names match one of the patterns.
func (r *Redis) config(call redisCall) {
	if !is(call.args[1], "get") || len(call.args) < 3 {
		r.unknownSub(call)
		return
	}
	for _, pattern := range call.args[2:] {
		if !r.nameable(pattern) {
			return
		}
	}
	var found []int
	for i, s := range redisSettings {
		for _, pattern := range call.args[2:] {
			if (&redisGlob{pattern: bytes.ToLower(pattern)}).matches(s.name) {
				found = append(found, i)
				break
			}
		}
	}
	r.reply.pairs(len(found))
	for _, i := range found {
		r.textPair(redisSettings[i].name, redisSettings[i].value(r))
	}
}
