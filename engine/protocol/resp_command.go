package protocol

import (
	"fmt"
	"strings"
)

// redisCommand is one command of the table.
type redisCommand struct {
	name        string
	least, most int // number of arguments, including its name
	run         func(*Redis, redisCall)
}

// redisCall is a command that has arrived.
type redisCall struct {
	conn Conn
	kept *redisConn
	args [][]byte // the first is its name
}

// redisCommands returns all commands by name in lower case.
func redisCommands() map[string]redisCommand {
	many := respMostArguments
	commands := map[string]redisCommand{}
	for _, c := range []redisCommand{
		{"ping", 1, 2, (*Redis).ping},
		{"echo", 2, 2, (*Redis).echo},
		{"quit", 1, many, (*Redis).quit},
		{"hello", 1, many, (*Redis).hello},
		{"select", 2, 2, (*Redis).selectDB},
		{"client", 2, many, (*Redis).client},
		{"config", 2, many, (*Redis).config},
		{"command", 1, many, (*Redis).command},
		{"info", 1, many, (*Redis).info},

		{"get", 2, 2, (*Redis).get},
		{"set", 3, many, (*Redis).set},
		{"setnx", 3, 3, (*Redis).setNX},
		{"getdel", 2, 2, (*Redis).getDel},
		{"strlen", 2, 2, (*Redis).strlen},
		{"append", 3, 3, (*Redis).appendTo},
		{"mget", 2, many, (*Redis).mget},
		{"mset", 3, many, (*Redis).mset},
		{"incr", 2, 2, (*Redis).incr},
		{"decr", 2, 2, (*Redis).decr},
		{"incrby", 3, 3, (*Redis).incrBy},
		{"decrby", 3, 3, (*Redis).decrBy},

		{"lpush", 3, many, (*Redis).lpush},
		{"rpush", 3, many, (*Redis).rpush},
		{"lpop", 2, 3, (*Redis).lpop},
		{"rpop", 2, 3, (*Redis).rpop},
		{"llen", 2, 2, (*Redis).llen},
		{"lindex", 3, 3, (*Redis).lindex},
		{"lrange", 4, 4, (*Redis).lrange},

		{"hset", 4, many, (*Redis).hset},
		{"hmset", 4, many, (*Redis).hmset},
		{"hget", 3, 3, (*Redis).hget},
		{"hmget", 3, many, (*Redis).hmget},
		{"hdel", 3, many, (*Redis).hdel},
		{"hexists", 3, 3, (*Redis).hexists},
		{"hlen", 2, 2, (*Redis).hlen},
		{"hgetall", 2, 2, (*Redis).hgetall},
		{"hkeys", 2, 2, (*Redis).hkeys},
		{"hvals", 2, 2, (*Redis).hvals},
		{"hscan", 3, many, (*Redis).hscan},

		{"sadd", 3, many, (*Redis).sadd},
		{"srem", 3, many, (*Redis).srem},
		{"sismember", 3, 3, (*Redis).sismember},
		{"scard", 2, 2, (*Redis).scard},
		{"smembers", 2, 2, (*Redis).smembers},
		{"spop", 2, 3, (*Redis).spop},
		{"srandmember", 2, 2, (*Redis).srandmember},
		{"sscan", 3, many, (*Redis).sscan},

		{"zadd", 4, many, (*Redis).zadd},
		{"zrem", 3, many, (*Redis).zrem},
		{"zscore", 3, 3, (*Redis).zscore},
		{"zcard", 2, 2, (*Redis).zcard},
		{"zrange", 4, 5, (*Redis).zrange},
		{"zpopmin", 2, 3, (*Redis).zpopmin},
		{"zpopmax", 2, 3, (*Redis).zpopmax},
		{"zscan", 3, many, (*Redis).zscan},

		{"del", 2, many, (*Redis).del},
		{"unlink", 2, many, (*Redis).del},
		{"exists", 2, many, (*Redis).exists},
		{"type", 2, 2, (*Redis).typeOf},
		{"keys", 2, 2, (*Redis).keys},
		{"scan", 2, many, (*Redis).scan},
		{"randomkey", 1, 1, (*Redis).randomKey},
		{"expire", 3, 3, (*Redis).expire},
		{"pexpire", 3, 3, (*Redis).pexpire},
		{"ttl", 2, 2, (*Redis).ttl},
		{"pttl", 2, 2, (*Redis).pttl},
		{"persist", 2, 2, (*Redis).persist},
		{"dbsize", 1, 1, (*Redis).dbSize},
		{"flushdb", 1, 2, (*Redis).flushAll},
		{"flushall", 1, 2, (*Redis).flushAll},
		{"memory", 2, many, (*Redis).memory},
	} {
		commands[c.name] = c
	}
	return commands
}

// run finds a command and runs it.
func (r *Redis) run(call redisCall) {
	var room [16]byte // longer than any name
	name := call.args[0]
	if len(name) > len(room) {
		r.unknown(name)
		return
	}
	lower := room[:copy(room[:], name)]
	for i, b := range lower {
		if 'A' <= b && b <= 'Z' {
			lower[i] = b + 'a' - 'A'
		}
	}
	switch c, ok := r.commands[string(lower)]; {
	case string(lower) == "post" || string(lower) == "host:":
		r.hangUp(call)
	case !ok:
		r.unknown(name)
	case len(call.args) < c.least || len(call.args) > c.most:
		r.reply.wrongNumber(name)
	default:
		c.run(r, call)
	}
}

func (r *Redis) unknown(name []byte) {
	r.reply.fail(fmt.Sprintf("ERR unknown command '%s'", name[:min(len(name), 128)]))
}

// unknownSub replies that a command has no such subcommand.
func (r *Redis) unknownSub(call redisCall) {
	name, sub := strings.ToUpper(string(call.args[0])), call.args[1]
	r.reply.fail(fmt.Sprintf("ERR unknown subcommand '%s' of %s", sub[:min(len(sub), 128)], name))
}

// Errors that several commands give, in the words of Redis where it has them.
const (
	redisSyntax     = "ERR syntax error"
	redisNoInteger  = "ERR value is not an integer or out of range"
	redisOverflow   = "ERR increment or decrement would overflow"
	redisWrongType  = "WRONGTYPE Operation against a key holding the wrong kind of value"
	redisFull       = "OOM command not allowed when used memory > 'maxmemory'."
	redisLongName   = "ERR a key, a field, a member and a pattern have at most 1024 bytes"
	redisLongAnswer = "ERR the answer would have more than 2 MiB: ask for less, or use SCAN"
)
