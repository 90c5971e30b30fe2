package protocol_test

import (
	"strings"
	"testing"
)

const wrongType = "-WRONGTYPE Operation against a key holding the wrong kind of value"

// Each case begins without keys; replies are given in RESP2, and in RESP3 where they differ.
func TestRedisKeepsEveryKindOfValue(t *testing.T) {
	for name, test := range map[string]struct{ said, two, three string }{
		"push":        {"LPUSH l a b|RPUSH l c|LRANGE l 0 -1|LLEN l|TYPE l", ":2|:3|*3|$1|b|$1|a|$1|c|:3|+list", ""},
		"pop":         {"RPUSH l a b c|LPOP l|RPOP l|LPOP l|LPOP l|EXISTS l|LPOP l 2|LLEN l", ":3|$1|a|$1|c|$1|b|$-1|:0|*-1|:0", ":3|$1|a|$1|c|$1|b|_|:0|_|:0"},
		"pop many":    {"RPUSH l a b c d|LPOP l 2|RPOP l 0|RPOP l 9|RPOP l -1|DBSIZE", ":4|*2|$1|a|$1|b|*0|*2|$1|d|$1|c|-ERR value is out of range, must be positive|:0", ""},
		"range":       {"RPUSH l a b c d|LRANGE l 1 2|LRANGE l -2 -1|LRANGE l 3 1|LRANGE l -9 9|LRANGE l 4 4|LRANGE x 0 -1|LRANGE l a 1", ":4|*2|$1|b|$1|c|*2|$1|c|$1|d|*0|*4|$1|a|$1|b|$1|c|$1|d|*0|*0|" + noInteger, ""},
		"index":       {"LPUSH l b a|RPUSH l c|LINDEX l 0|LINDEX l 2|LINDEX l -2|LINDEX l 3|LINDEX l -4|LINDEX x 0", ":2|:3|$1|a|$1|c|$1|b|$-1|$-1|$-1", ":2|:3|$1|a|$1|c|$1|b|_|_|_"},
		"hash":        {"HSET h a 1 b 2|HSET h a 3 c 4|HGET h a|HGET h x|HLEN h|HEXISTS h b|HEXISTS h x|TYPE h|HGET x a|HLEN x", ":2|:1|$1|3|$-1|:3|:1|:0|+hash|$-1|:0", ":2|:1|$1|3|_|:3|:1|:0|+hash|_|:0"},
		"hash whole":  {"HMSET h a 1|HGETALL h|HKEYS h|HVALS h|HGETALL x|HSCAN h 0", "+OK|*2|$1|a|$1|1|*1|$1|a|*1|$1|1|*0|*2|$1|0|*2|$1|a|$1|1", "+OK|%1|$1|a|$1|1|*1|$1|a|*1|$1|1|%0|*2|$1|0|*2|$1|a|$1|1"},
		"hash many":   {"HSET h a 1 b 2|HMGET h b x a|HDEL h a x|HDEL h b|EXISTS h|HDEL h b|HMGET h a|HSET h a", ":2|*3|$1|2|$-1|$1|1|:1|:1|:0|:0|*1|$-1|-ERR wrong number of arguments for 'hset' command", ":2|*3|$1|2|_|$1|1|:1|:1|:0|:0|*1|_|-ERR wrong number of arguments for 'hset' command"},
		"set":         {"SADD s a a|SADD s a|SCARD s|SISMEMBER s a|SISMEMBER s b|SMEMBERS s|TYPE s|SMEMBERS x|SSCAN s 0|SRANDMEMBER s", ":1|:0|:1|:1|:0|*1|$1|a|+set|*0|*2|$1|0|*1|$1|a|$1|a", ":1|:0|:1|:1|:0|~1|$1|a|+set|~0|*2|$1|0|*1|$1|a|$1|a"},
		"set pop":     {"SADD s a|SPOP s|SPOP s|EXISTS s|SADD s a|SPOP s 5|SPOP s 5|SREM s a|SADD s a b|SREM s a x", ":1|$1|a|$-1|:0|:1|*1|$1|a|*-1|:0|:2|:1", ":1|$1|a|_|:0|:1|*1|$1|a|_|:0|:2|:1"},
		"sorted":      {"ZADD z 2 b 1 a|ZADD z 3 a 1.5 c|ZCARD z|ZSCORE z c|ZSCORE z x|ZRANGE z 0 -1|TYPE z", ":2|:1|:3|$3|1.5|$-1|*3|$1|c|$1|b|$1|a|+zset", ":2|:1|:3|,1.5|_|*3|$1|c|$1|b|$1|a|+zset"},
		"sorted pop":  {"ZADD z 2 b 1 a -inf c|ZPOPMIN z|ZPOPMAX z 1|ZPOPMIN z 9|ZPOPMIN z|EXISTS z|ZSCAN z 0", ":3|*2|$1|c|$4|-inf|*2|$1|b|$1|2|*2|$1|a|$1|1|*0|:0|*2|$1|0|*0", ":3|*2|$1|c|,-inf|*1|*2|$1|b|,2|*1|*2|$1|a|,1|*0|:0|*2|$1|0|*0"},
		"sorted span": {"ZADD z 1 b 1 a 1 c|ZRANGE z 1 2 WITHSCORES|ZREM z a x|ZRANGE z 0 0|ZADD z x a|ZADD z 1|ZADD z nan a|ZRANGE z 0 1 LIMIT", ":3|*4|$1|b|$1|1|$1|c|$1|1|:1|*1|$1|b|-ERR value is not a valid float|-ERR wrong number of arguments for 'zadd' command|-ERR value is not a valid float|" + syntax, ":3|*2|*2|$1|b|,1|*2|$1|c|,1|:1|*1|$1|b|-ERR value is not a valid float|-ERR wrong number of arguments for 'zadd' command|-ERR value is not a valid float|" + syntax},
		"text":        {"SETNX k a|SETNX k b|APPEND k bc|STRLEN k|GETDEL k|GETDEL k|STRLEN k|APPEND k x|DECRBY n 3|TYPE k|TYPE x", ":1|:0|:3|:3|$3|abc|$-1|:0|:1|:-3|+string|+none", ":1|:0|:3|:3|$3|abc|_|:0|:1|:-3|+string|+none"},
		"keys":        {"SET ab 1|KEYS a?|KEYS *b|KEYS x*|RANDOMKEY|FLUSHDB|RANDOMKEY|KEYS *", "+OK|*1|$2|ab|*1|$2|ab|*0|$2|ab|+OK|$-1|*0", "+OK|*1|$2|ab|*1|$2|ab|*0|$2|ab|+OK|_|*0"},
		"scan":        {"SET ab 1|LPUSH b 1|SCAN 0 COUNT 1|SCAN 1|SCAN 0 MATCH a*|SCAN 0 TYPE list|SCAN 0 TYPE no|SCAN 9 MATCH x COUNT 5", "+OK|:1|*2|$1|1|*1|$1|b|*2|$1|0|*1|$2|ab|*2|$1|0|*1|$2|ab|*2|$1|0|*1|$1|b|*2|$1|0|*0|*2|$1|0|*0", ""},
		"bad scan":    {"SCAN x|SCAN -1|SCAN 0 COUNT|SCAN 0 COUNT 0|SCAN 0 COUNT x|SCAN 0 NO 1|SSCAN x 0 TYPE set|HSCAN x 0", "-ERR invalid cursor|-ERR invalid cursor|" + syntax + "|" + syntax + "|" + noInteger + "|" + syntax + "|" + syntax + "|*2|$1|0|*0", ""},
		"overwrite":   {"LPUSH k a|SET k x|GET k|DEL k|SADD k a|SET k y GET|SET k y NX|SET k y", ":1|+OK|$1|x|:1|:1|" + wrongType + "|$-1|+OK", ":1|+OK|$1|x|:1|:1|" + wrongType + "|_|+OK"},
		"expiring":    {"RPUSH l a|EXPIRE l 50|RPUSH l b|TTL l|PERSIST l|EXPIRE l 0|LLEN l", ":1|:1|:2|:50|:1|:1|:0", ""},
		"of a text": {"SET k x|LPUSH k a|LPOP k|LPOP k 2|LRANGE k 0 1|LLEN k|LINDEX k 0|HSET k a 1|HGET k a|HGETALL k|HDEL k a|SADD k a|SPOP k|SMEMBERS k|SREM k a|ZADD k 1 a|ZPOPMIN k|ZRANGE k 0 1|ZREM k a|SSCAN k 0|HSCAN k 0|ZSCAN k 0",
			"+OK" + strings.Repeat("|"+wrongType, 21), ""},
		"of a list": {"LPUSH k x|GET k|INCR k|APPEND k a|STRLEN k|GETDEL k|HGET k a|SCARD k|ZCARD k|HLEN k|MGET k", ":1" + strings.Repeat("|"+wrongType, 9) + "|*1|$-1", ":1" + strings.Repeat("|"+wrongType, 9) + "|*1|_"},
		"memory":    {"SET k abc|MEMORY USAGE k|MEMORY USAGE x|MEMORY DOCTOR", "+OK|:156|$-1|-ERR unknown subcommand 'DOCTOR' of MEMORY", "+OK|:156|_|-ERR unknown subcommand 'DOCTOR' of MEMORY"},
	} {
		t.Run(name, func(t *testing.T) {
			lines := strings.Split(test.said, "|")
			if test.three == "" {
				test.three = test.two
			}
			for version, want := range []string{2: test.two, 3: test.three} {
				if version < 2 {
					continue
				}
				said := ""
				if version == 3 {
					said = resp("HELLO", "3")
				}
				for _, line := range lines {
					said += resp(strings.Fields(line)...)
				}
				got := sameInPieces(t, "redis", said, false)
				out := got.out
				if version == 3 {
					_, out, _ = strings.Cut(out, "modules\r\n*0\r\n")
				}
				if want = crlf(strings.Split(want, "|")...); out != want || got.closed {
					t.Errorf("RESP%d: %q gives\n%q, want\n%q", version, test.said, out, want)
				}
			}
		})
	}
}
