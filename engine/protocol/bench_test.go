package protocol_test

import (
	"strings"
	"testing"

	"netnet-tui/engine/protocol/protocoltest"
)

// pipeline is how many requests arrive together in a benchmark.
const pipeline = 16

// benchmark has a pipeline of the same request answered again and again.
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
