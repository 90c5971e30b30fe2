package protocol_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

const (
	date   = "Date: Wed, 04 Mar 2026 12:00:00 GMT\r\n"
	text   = "Content-Type: text/plain; charset=utf-8\r\n"
	octets = "Content-Type: application/octet-stream\r\n"
	last   = "Connection: close\r\n"
	host   = "Host: 127.0.0.1:7000\r\n"

	hello     = "HTTP/1.1 200 OK\r\n" + date + text + "Content-Length: 21\r\n\r\nHello from a socket.\n"
	helloLast = "HTTP/1.1 200 OK\r\n" + date + last + text + "Content-Length: 21\r\n\r\nHello from a socket.\n"
)

// echoed returns the answer to a body.
func echoed(body string) string {
	return "HTTP/1.1 200 OK\r\n" + date + octets + "Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body
}

func TestHTTPAnswersTheSameHoweverARequestIsSplit(t *testing.T) {
	for name, test := range map[string]struct {
		said, want string
		closed     bool
	}{
		"get":               {"GET /hello HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"a query":           {"GET /hello?a=b HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"encoded":           {"GET /%68ell%6F?%zz HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"encoded bytes":     {"GET /b%79tes/%31%32 HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 200 OK\r\n" + date + octets + "Content-Length: 12\r\n\r\n0123456789ab", false},
		"absolute, encoded": {"GET HTTP://localhost:7000/%68ello HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"absolute":          {"GET http://localhost/hello HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"typed with LF":     {"GET /hello HTTP/1.1\nHost: localhost:80\n\n", hello, false},
		"empty lines":       {"\r\n\r\nGET /hello HTTP/1.1\r\n" + host + "\r\n", hello, false},
		"a later minor":     {"GET /hello HTTP/1.7\r\n" + host + "\r\n", hello, false},
		"close":             {"GET /hello HTTP/1.1\r\n" + host + "Connection: foo, CLOSE\r\n\r\n", helloLast, true},
		"behind close":      {"GET /hello HTTP/1.1\r\n" + host + "Connection: close\r\n\r\nGET /hello HTTP/1.1\r\n" + host + "\r\n", helloLast, true},
		"old":               {"GET /hello HTTP/1.0\r\n\r\n", helloLast, true},
		"old and kept":      {"GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", strings.Replace(helloLast, last, "Connection: keep-alive\r\n", 1), false},
		"head":              {"HEAD /hello HTTP/1.1\r\n" + host + "\r\n", strings.TrimSuffix(hello, "Hello from a socket.\n"), false},
		"pipelined":         {strings.Repeat("GET /hello HTTP/1.1\r\n"+host+"\r\n", 3), hello + hello + hello, false},
		"get with body":     {"GET /hello HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabcGET /hello HTTP/1.1\r\n" + host + "\r\n", hello + hello, false},
		"echo":              {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", echoed("abc"), false},
		"echo of nothing":   {"POST /echo HTTP/1.1\r\n" + host + "\r\n", echoed(""), false},
		"one length twice":  {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3, 3\r\nContent-Length: 3\r\n\r\nabc", echoed("abc"), false},
		"echo of chunks":    {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\nGET /hello HTTP/1.1\r\n" + host + "\r\n", echoed("abc0123456789") + hello, false},
		"expect":            {"POST /echo HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 100 Continue\r\n\r\n" + echoed("abc"), false},
		"options":           {"OPTIONS /echo HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 204 No Content\r\n" + date + "Allow: POST, OPTIONS\r\n\r\n", false},
		"options of host":   {"OPTIONS http://localhost HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 204 No Content\r\n" + date + "Allow: GET, HEAD, POST, OPTIONS\r\n\r\n", false},
		"options of root":   {"OPTIONS http://localhost/ HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 204 No Content\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n\r\n", false},
		"options of query":  {"OPTIONS http://localhost?q HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 204 No Content\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n\r\n", false},
		"options of server": {"OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 204 No Content\r\n" + date + "Allow: GET, HEAD, POST, OPTIONS\r\n\r\n", false},
		"bytes":             {"GET /bytes/12 HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 200 OK\r\n" + date + octets + "Content-Length: 12\r\n\r\n0123456789ab", false},
		"head of bytes":     {"HEAD /bytes/67108864 HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 200 OK\r\n" + date + octets + "Content-Length: 67108864\r\n\r\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			got := sameInPieces(t, "http", test.said, false)
			if got.out != test.want || got.closed != test.closed {
				t.Errorf("%q gives %q, closed %t; want %q, closed %t", test.said, got.out, got.closed, test.want, test.closed)
			}
		})
	}
}

func TestHTTPTellsWhichMethodsAPathKnows(t *testing.T) {
	for said, want := range map[string]string{
		"BREW /hello":     "HTTP/1.1 501 Not Implemented\r\n",
		"get /hello":      "HTTP/1.1 501 Not Implemented\r\n", // the case of a method matters
		"GETT /nothing":   "HTTP/1.1 501 Not Implemented\r\n",
		"PUT /hello":      "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n",
		"PATCH /echo":     "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: POST, OPTIONS\r\n",
		"TRACE /":         "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n",
		"GET /bytes%2F12": "HTTP/1.1 404 Not Found\r\n", // the slash is part of a name
		"GET /hello%00":   "HTTP/1.1 404 Not Found\r\n",
		"GET /hello%3Fa":  "HTTP/1.1 404 Not Found\r\n",
		"GET /%2568ello":  "HTTP/1.1 404 Not Found\r\n", // it is decoded only once
		"DELETE /hello":   "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n",
		"POST /":          "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: GET, HEAD, OPTIONS\r\n",
		"GET /echo":       "HTTP/1.1 405 Method Not Allowed\r\n" + date + "Allow: POST, OPTIONS\r\n",
		"GET /nothing":    "HTTP/1.1 404 Not Found\r\n",
		"GET /bytes/x":    "HTTP/1.1 404 Not Found\r\n",
		"GET /bytes/":     "HTTP/1.1 404 Not Found\r\n",

		"GET /bytes/67108865": "HTTP/1.1 404 Not Found\r\n",
	} {
		got := sameInPieces(t, "http", said+" HTTP/1.1\r\n"+host+"\r\n", false)
		if !strings.HasPrefix(got.out, want) || got.closed {
			t.Errorf("%s gives %+v, want it to begin with %q and to stay open", said, got, want)
		}
	}
}

func TestHTTPSendsChunksOnlyToWhoKnowsThem(t *testing.T) {
	const body = "Each of these lines is a chunk:\n"
	got := sameInPieces(t, "http", "GET /chunked HTTP/1.1\r\n"+host+"\r\n", false)
	if !strings.Contains(got.out, "Transfer-Encoding: chunked\r\n\r\n20\r\n"+body+"\r\n") || !strings.HasSuffix(got.out, "\r\n0\r\n\r\n") || got.closed {
		t.Errorf("HTTP/1.1 gets %+v", got)
	}
	got = sameInPieces(t, "http", "GET /chunked HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false)
	if !strings.Contains(got.out, "\r\n\r\n"+body) || strings.Contains(got.out, "Transfer-Encoding") || !got.closed {
		t.Errorf("HTTP/1.0 gets %+v", got)
	}
}

func TestHTTPStopsWhileTheConnectionIsFullAndGoesOn(t *testing.T) {
	s := listening(t, "http")
	c := &protocoltest.Conn{Time: noon, Room: 20_000}
	s.Open(c)
	const requests = 1000
	c.Feed(s, strings.Repeat("GET /hello HTTP/1.1\r\n"+host+"\r\n", requests))
	got := c.Take()
	if len(got) > 2*c.Room || c.Rest() == 0 {
		t.Fatalf("%d bytes were written where there is room for %d", len(got), c.Room)
	}
	for c.Rest() > 0 {
		before := c.Rest()
		c.Feed(s, "")
		if got += c.Take(); c.Rest() == before {
			t.Fatalf("%d bytes are left", before)
		}
	}
	if got != strings.Repeat(hello, requests) || c.Messages != requests {
		t.Errorf("%d messages, %d bytes; want %d and %d", c.Messages, len(got), requests, requests*len(hello))
	}
}

// A loop may call Drain and pass what is left in any order.
func TestHTTPMakesBytesAsThereIsRoom(t *testing.T) {
	const n = 3_000_001
	for _, drainFirst := range []bool{true, false} {
		s := listening(t, "http")
		c := &protocoltest.Conn{Time: noon, Room: 100_000}
		s.Open(c)
		c.Feed(s, "GET /bytes/3000001 HTTP/1.1\r\n"+host+"\r\nGET /hello HTTP/1.1\r\n"+host+"Connection: close\r\n\r\n")
		got := c.Take()
		for round := 0; !c.Closed; round++ {
			if round > n/c.Room+2 {
				t.Fatalf("not done after %d rounds and %d bytes", round, len(got))
			}
			if drainFirst {
				s.(protocol.Drainer).Drain(c)
			}
			if !c.Full() {
				c.Feed(s, "")
			}
			if len(c.Out) > 2*c.Room {
				t.Fatalf("%d bytes at once where there is room for %d", len(c.Out), c.Room)
			}
			got += c.Take()
		}
		head, rest, _ := strings.Cut(got, "\r\n\r\n")
		if !strings.Contains(head, "Content-Length: 3000001") || len(rest) < n || rest[n:] != helloLast || rest[:64] != rest[n-65:n-1] {
			t.Errorf("%d bytes after %q, want %d and the next answer", len(rest), head, n+len(helloLast))
		}
	}
}

func TestHTTPAnswersAPeerThatHasEndedAndThenCloses(t *testing.T) {
	got := sameInPieces(t, "http", strings.Repeat("GET /hello HTTP/1.1\r\n"+host+"\r\n", 2), true)
	if got != (end{hello + hello, 2, true}) {
		t.Errorf("two requests and FIN give %+v", got)
	}
	for _, said := range []string{"GET /he", "GET /hello HTTP/1.1\r\n", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nabc"} {
		if got := sameInPieces(t, "http", said, true); !strings.HasPrefix(got.out, "HTTP/1.1 400 ") || !got.closed {
			t.Errorf("%q and FIN gives %+v", said, got)
		}
	}
	if got := sameInPieces(t, "http", "", true); got != (end{closed: true}) {
		t.Errorf("FIN alone gives %+v", got)
	}

	s := listening(t, "http")
	c := &protocoltest.Conn{Time: noon, Room: 100_000}
	s.Open(c)
	c.Feed(s, "GET /bytes/200000 HTTP/1.1\r\n"+host+"\r\n")
	s.End(c)
	if c.Closed {
		t.Fatal("it closed in the middle of an answer")
	}
	n := len(c.Take())
	for range 3 {
		s.(protocol.Drainer).Drain(c)
		n += len(c.Take())
	}
	if !c.Closed || n < 200_000 {
		t.Errorf("after FIN %d bytes came, closed %t", n, c.Closed)
	}
}

func TestHTTPTellsTheDateOfNow(t *testing.T) {
	s := listening(t, "http")
	c := &protocoltest.Conn{Time: noon}
	s.Open(c)
	c.Feed(s, "GET /hello HTTP/1.1\r\n"+host+"\r\n")
	c.Time = noon.In(time.FixedZone("east", 7200)).Add(time.Second)
	c.Feed(s, "GET /hello HTTP/1.1\r\n"+host+"\r\n")
	if got, want := c.Take(), hello+strings.Replace(hello, "12:00:00", "12:00:01", 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// body requests a path and returns the head and the body of the answer.
func body(t *testing.T, path string) (head, body string) {
	t.Helper()
	got := sameInPieces(t, "http", "GET "+path+" HTTP/1.1\r\n"+host+"\r\n", false)
	head, body, _ = strings.Cut(got.out, "\r\n\r\n")
	if !strings.HasPrefix(head, "HTTP/1.1 200 ") || !strings.Contains(head, "Content-Length: "+strconv.Itoa(len(body))+"") {
		t.Fatalf("%s gives %q with %d bytes", path, head, len(body))
	}
	return head, body
}

func TestTheStatusPageEscapesWhatComesFromElsewhere(t *testing.T) {
	head, page := body(t, "/")
	if !strings.Contains(head, "Content-Type: text/html; charset=utf-8\r\n") {
		t.Errorf("the head is %q", head)
	}
	for _, bad := range []string{"<script>", "<i>", "<b>", `:80"`, "http://", "https://"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s in it", bad)
		}
	}
	for _, want := range []string{"web&lt;script&gt;", "&lt;i&gt;&amp;", "1,234,567", "CLOSE-WAIT", "1m1.5s", "EAGAIN"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestTheStatusIsToldInJSON(t *testing.T) {
	_, text := body(t, "/status.json")
	var s struct {
		Readiness   string
		Connections []struct{ Peer string }
		Totals      struct{ Accepted uint64 }
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	if s.Readiness != "epoll" || len(s.Connections) != 2 || s.Connections[0].Peer != "<i>&" || s.Totals.Accepted != 1234567 {
		t.Errorf("got %+v", s)
	}
}

func TestMetricsKeepTheFormatOfOpenMetrics(t *testing.T) {
	head, text := body(t, "/metrics")
	if !strings.Contains(head, "Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n") {
		t.Errorf("the head is %q", head)
	}
	lines := strings.Split(text, "\n")
	if n := len(lines); lines[n-1] != "" || lines[n-2] != "# EOF" || strings.Count(text, "# EOF") != 1 {
		t.Errorf("it ends in %q", lines[max(0, n-3):])
	}
	families, samples := map[string]string{}, map[string]bool{}
	family := ""
	for _, line := range lines[:len(lines)-2] {
		words := strings.Fields(line)
		if words[0] == "#" {
			if words[1] == "TYPE" {
				if families[words[2]] != "" {
					t.Errorf("%s comes twice", words[2])
				}
				family, families[words[2]] = words[2], words[3]
			}
			if words[2] != family || words[1] == "UNIT" && !strings.HasSuffix(family, "_"+words[3]) {
				t.Errorf("%q stands in the family %s", line, family)
			}
			continue
		}
		at := strings.LastIndexByte(line, ' ')
		name, _, _ := strings.Cut(line[:at], "{")
		if want := family + map[string]string{"counter": "_total", "info": "_info", "gauge": ""}[families[family]]; name != want {
			t.Errorf("%q stands in the family %s, a %s", line, family, families[family])
		}
		if _, err := strconv.ParseFloat(line[at+1:], 64); err != nil || samples[line[:at]] {
			t.Errorf("%q has no number or comes twice", line)
		}
		samples[line[:at]] = true
	}
	for _, want := range []string{
		"\nnetnet_connections_accepted_total 1234567\n", "\nnetnet_loop_working_seconds_total 1.5\n",
		"\nnetnet_calls_total{call=\"read\",errno=\"EAGAIN\"} 2\n",
		"\nnetnet_listener_accept_queue{listener=\"web<script>\",address=\"127.0.0.1:80\\\"\\\\\",protocol=\"http\"} 3\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
}
