package protocol_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/protocol/protocoltest"
)

// pipeline is how many requests arrive together in a benchmark.
const pipeline = 16

// benchmark measures how fast a pipeline of identical requests is answered.
func benchmark(b *testing.B, name, first, request string) {
	s, c := listening(b, name), &protocoltest.Conn{Time: noon}
	s.Open(c)
	c.Feed(s, first)
	said := []byte(strings.Repeat(request, pipeline))
	b.ReportAllocs()
	for b.Loop() {
		c.Out = c.Out[:0]
		if used := s.Data(c, said); used != len(said) {
			b.Fatalf("%d of %d bytes were used", used, len(said))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pipeline), "ns/request")
}

func BenchmarkRequest(b *testing.B) {
	benchmark(b, "http", "", "GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: wrk\r\nAccept: */*\r\n\r\n")
}

func BenchmarkPost(b *testing.B) {
	benchmark(b, "http", "", "POST /echo HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 100\r\n\r\n"+strings.Repeat("x", 100))
}

func BenchmarkGet(b *testing.B) {
	benchmark(b, "redis", resp("SET", "key:000000000001", "xxx"), resp("GET", "key:000000000001"))
}

func BenchmarkSet(b *testing.B) {
	benchmark(b, "redis", "", resp("SET", "key:000000000001", "xxx"))
}

func BenchmarkIncr(b *testing.B) {
	benchmark(b, "redis", "", resp("INCR", "counter:000000000001"))
}

// BenchmarkLongest makes a protocol do the most work that it does between two checks of Full, which is how long others
// wait.
func BenchmarkLongest(b *testing.B) {
	var pairs, keys []string
	for i := range 511 {
		pairs = append(pairs, "k"+strconv.Itoa(i), "v")
		keys = append(keys, "k"+strconv.Itoa(i), "none")
	}
	value := strings.Repeat("v", 1<<18)
	const piece = 64 << 10 // what the loop passes at once
	for _, long := range []struct{ name, protocol, first, said string }{
		{"page", "http", "", "GET / HTTP/1.1\r\n" + host + "\r\n"},
		{"MGET", "redis", resp("SET", "k", value), resp("MGET", "k", "k", "k", "k")},
		{"MSET", "redis", "", resp(append([]string{"MSET"}, pairs...)...)},
		{"KEYS", "redis", manyKeys(), "KEYS key:*9\r\n"},
		{"SCAN", "redis", manyKeys(), "SCAN 0 COUNT 1000000\r\n"},
		{"ZADD", "redis", manyScores(50_000), resp(scores(511)...)},
		{"SPOP", "redis", manyMembers(), "SPOP s 1000000\r\n"},
		{"DEL", "redis", "", resp(append([]string{"DEL"}, keys...)...)},
		{"text", "websocket", handshake + string(webSocketHead(0x01, 0x80, 1<<16)) + "\x00\x00\x00\x00" + strings.Repeat("x", 1<<16), string(webSocketHead(0, 0x80, piece)) + "mask" + strings.Repeat("x", piece)},
		{"parts", "zmq", greets(3, 1, "NULL") + readies("DEALER"), strings.Repeat(framed(1, strings.Repeat("x", 1000)), 60) + framed(0, "")},
	} {
		b.Run(long.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s, c := listening(b, long.protocol), &protocoltest.Conn{Time: noon, Room: 1 << 20}
				s.Open(c)
				c.Room = 0
				c.Feed(s, long.first)
				c.Room = 1 << 20
				c.Out = make([]byte, 0, 2<<20)
				said := []byte(long.said)
				b.StartTimer()
				s.Data(c, said)
			}
		})
	}
}

// manyKeys, manyScores and manyMembers fill a redis.
func manyKeys() string { return manyOf(50_000, "SET key:%d x\r\n") }

func manyMembers() string { return manyOf(50_000, "SADD s %d\r\n") }

func manyScores(n int) string { return manyOf(n, "ZADD z %[1]d %[1]d\r\n") }

func manyOf(n int, command string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, command, i)
	}
	return b.String()
}

// scores returns a command that adds n members in the middle of the others.
func scores(n int) []string {
	words := []string{"ZADD", "z"}
	for i := range n {
		words = append(words, strconv.Itoa(i*100), "more"+strconv.Itoa(i))
	}
	return words
}
