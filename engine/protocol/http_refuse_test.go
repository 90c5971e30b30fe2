package protocol_test

import (
	"strings"
	"testing"
)

// refusals are requests that are ambiguous or too long. Each is followed by a hidden one that must not be answered.
var refusals = map[string]struct{ said, status string }{
	"two lengths that differ":       {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400"},
	"a list of lengths that differ": {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3, 4\r\n\r\nabc", "400"},
	"a length with a sign":          {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: +3\r\n\r\nabc", "400"},
	"a length below 0":              {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: -3\r\n\r\nabc", "400"},
	"a hexadecimal length":          {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 0x3\r\n\r\nabc", "400"},
	"an empty length":               {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: \r\n\r\nabc", "400"},
	"length and chunks":             {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
	"chunks and length":             {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "400"},
	"chunked twice":                 {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "400"},
	"chunked is not last":           {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", "400"},
	"an empty coding":               {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding:\r\n\r\n0\r\n\r\n", "400"},
	"an unknown coding":             {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501"},
	"nearly chunked":                {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "501"},
	"chunked with a Kelvin sign":    {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chun\u212aed\r\n\r\n0\r\n\r\n", "501"},
	"chunked with a tab":            {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", "400"},
	"chunks in HTTP/1.0":            {"POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
	"a folded field":                {"GET /hello HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", "400"},
	"a folded first field":          {"GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", "400"},
	"a blank before the colon":      {"GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
	"no colon":                      {"GET /hello HTTP/1.1\r\n" + host + "X\r\n\r\n", "400"},
	"no name":                       {"GET /hello HTTP/1.1\r\n" + host + ": x\r\n\r\n", "400"},
	"NUL in a field":                {"GET /hello HTTP/1.1\r\n" + host + "X: a\x00b\r\n\r\n", "400"},
	"CR in a field":                 {"GET /hello HTTP/1.1\r\n" + host + "X: a\rContent-Length: 5\r\n\r\n", "400"},
	"no host":                       {"GET /hello HTTP/1.1\r\n\r\n", "400"},
	"two hosts":                     {"GET /hello HTTP/1.1\r\n" + host + host + "\r\n", "400"},
	"a bad host":                    {"GET /hello HTTP/1.1\r\nHost: a/b@c\r\n\r\n", "400"},
	"two blanks":                    {"GET  /hello HTTP/1.1\r\n" + host + "\r\n", "400"},
	"words after the version":       {"GET /hello HTTP/1.1 x\r\n" + host + "\r\n", "400"},
	"no version":                    {"GET /hello\r\n" + host + "\r\n", "400"},
	"a long version":                {"GET /hello HTTP/1.10\r\n" + host + "\r\n", "400"},
	"a low version":                 {"GET /hello http/1.1\r\n" + host + "\r\n", "400"},
	"a fragment":                    {"GET /hello#top HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a fragment after a query":      {"GET /hello?a#top HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a fragment after a host":       {"GET http://localhost#top HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a percent sign alone":          {"GET /hello% HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a percent sign and one digit":  {"GET /%6 HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a percent sign and letters":    {"GET /%zzhello HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a host with a user":            {"GET http://me@localhost/hello HTTP/1.1\r\n" + host + "\r\n", "400"},
	"a scheme that is not spoken":   {"GET ftp://localhost/hello HTTP/1.1\r\n" + host + "\r\n", "400"},
	"no path":                       {"GET hello HTTP/1.1\r\n" + host + "\r\n", "400"},
	"star without OPTIONS":          {"GET * HTTP/1.1\r\n" + host + "\r\n", "400"},
	"another version":               {"GET /hello HTTP/2.0\r\n" + host + "\r\n", "505"},
	"the preface of HTTP/2":         {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
	"a tunnel":                      {"CONNECT a:80 HTTP/1.1\r\n" + host + "\r\n", "501"},
	"another expectation":           {"POST /echo HTTP/1.1\r\n" + host + "Expect: money\r\nContent-Length: 3\r\n\r\nabc", "417"},

	"no size of a chunk":           {chunkedPost + "\r\nabc\r\n0\r\n\r\n", "400"},
	"a size with a sign":           {chunkedPost + "+3\r\nabc\r\n0\r\n\r\n", "400"},
	"a size with 0x":               {chunkedPost + "0x3\r\nabc\r\n0\r\n\r\n", "400"},
	"a size with a blank":          {chunkedPost + "3 \r\nabc\r\n0\r\n\r\n", "400"},
	"a size after a blank":         {chunkedPost + " 3\r\nabc\r\n0\r\n\r\n", "400"},
	"a size that wraps around":     {chunkedPost + "10000000000000003\r\nabc\r\n0\r\n\r\n", "413"},
	"a chunk longer than its size": {chunkedPost + "2\r\nabc\r\n0\r\n\r\n", "400"},
	"a size that ends in LF":       {chunkedPost + "3\nabc\r\n0\r\n\r\n", "400"},
	"a chunk that ends in LF":      {chunkedPost + "3\r\nabc\n0\r\n\r\n", "400"},
	"CR in an extension":           {chunkedPost + "3;\rx\r\nabc\r\n0\r\n\r\n", "400"},
	"a long extension":             {chunkedPost + "3;" + strings.Repeat("x", 300) + "\r\nabc\r\n0\r\n\r\n", "400"},
	"a folded trailer":             {chunkedPost + "0\r\n x\r\n\r\n", "400"},

	"a long request line":       {"GET /" + strings.Repeat("a", 8<<10) + " HTTP/1.1\r\n" + host + "\r\n", "414"},
	"a request line without LF": {strings.Repeat("a", 9<<10), "414"},
	"long fields":               {"GET /hello HTTP/1.1\r\n" + host + strings.Repeat("X: "+strings.Repeat("a", 1000)+"\r\n", 33) + "\r\n", "431"},
	"a field without LF":        {"GET /hello HTTP/1.1\r\nX: " + strings.Repeat("a", 33<<10), "431"},
	"long trailers":             {chunkedPost + "0\r\n" + strings.Repeat("X: "+strings.Repeat("a", 1000)+"\r\n", 33) + "\r\n", "431"},
	"a long body":               {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1048577\r\n\r\n", "413"},
	"an endless length":         {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999999\r\n\r\n", "413"},
	"many chunks":               {chunkedPost + "fffff\r\n" + strings.Repeat("a", 1<<20-1) + "\r\n2\r\n", "413"},
}

const chunkedPost = "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n"

func TestHTTPRefusesWhatCouldBeUnderstoodInTwoWays(t *testing.T) {
	for name, test := range refusals {
		t.Run(name, func(t *testing.T) {
			said := test.said + "GET /hello HTTP/1.1\r\n" + host + "\r\n"
			var got end
			if len(said) < 100_000 {
				got = sameInPieces(t, "http", said, false)
			} else {
				got = converse(listening(t, "http"), said, 4096, false)
			}
			if !strings.HasPrefix(got.out, "HTTP/1.1 "+test.status+" ") || !strings.Contains(got.out, last) {
				t.Errorf("it gives %q, want %s and Connection: close", brief(got.out), test.status)
			}
			if strings.Contains(got.out, "Hello") || strings.Count(got.out, "Date: ") != 1 {
				t.Errorf("something was answered after it: %q", brief(got.out))
			}
			if !got.closed {
				t.Error("the connection stays open")
			}
		})
	}
}

// The loop lingers on a connection that is closed, so that an RST for unread bytes does not destroy the answer.
func TestARefusedPeerIsAnsweredAndTheConnectionClosed(t *testing.T) {
	for name, said := range map[string]string{
		"http": "*x\r\n\r\n", "redis": "*x\r\n\r\n", "websocket": "nonsense\r\n\r\n", "zmq": greets(3, 1, "CURVE"),
	} {
		if got := sameInPieces(t, name, said, false); got.out == "" || !got.closed {
			t.Errorf("%s: refused, it is answered %q, closed %t", name, brief(got.out), got.closed)
		}
	}
}

func TestHTTPTakesWhatIsJustWithinItsBounds(t *testing.T) {
	body := strings.Repeat("a", 1<<20)
	for name, test := range map[string]struct{ said, want string }{
		"line":   {"GET /hello?" + strings.Repeat("a", 8<<10-len("GET /hello? HTTP/1.1")) + " HTTP/1.1\r\n" + host + "\r\n", hello},
		"fields": {"GET /hello HTTP/1.1\r\n" + host + "X: " + strings.Repeat("a", 32<<10-len(host+"X: \r\n\r\n")) + "\r\n\r\n", hello},
		"body":   {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1048576\r\n\r\n" + body, echoed(body)},
		"chunk":  {chunkedPost + "100000\r\n" + body + "\r\n0\r\n\r\n", echoed(body)},
	} {
		if got := converse(listening(t, "http"), test.said, 1000, false); got.out != test.want {
			t.Errorf("%s: it gives %d bytes, %q", name, len(got.out), brief(got.out))
		}
	}
}

// An answer to HEAD never has a body, not even a refusal (RFC 9110, section 9.3.2).
func TestNoAnswerToHEADHasABody(t *testing.T) {
	for _, name := range []string{"http", "websocket"} {
		for said, status := range map[string]string{
			"HEAD / HTTP/1.1\r\n" + host + "\r\n":                                           "200",
			"HEAD /a#b HTTP/1.1\r\n" + host + "\r\n":                                        "400",
			"HEAD / HTTP/1.1\r\n\r\n":                                                       "400",
			"HEAD / HTTP/2.0\r\n" + host + "\r\n":                                           "505",
			"HEAD / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n":                            "421",
			"HEAD / HTTP/1.1\r\n" + host + "X: " + strings.Repeat("x", 33<<10) + "\r\n\r\n": "431",
		} {
			got := sameInPieces(t, name, said, false)
			if !strings.HasPrefix(got.out, "HTTP/1.1 "+status+" ") || !strings.HasSuffix(got.out, "\r\n\r\n") ||
				!strings.Contains(got.out, "\r\nDate: ") || strings.Contains(got.out, "Content-Length: 0") {
				t.Errorf("%s answers %q with %q, want %s, a date, and no body", name, brief(said), brief(got.out), status)
			}
		}
	}
	long := "HEAD /" + strings.Repeat("a", 8<<10) + " HTTP/1.1\r\n" + host + "\r\n"
	if got := sameInPieces(t, "http", long, false); !strings.HasPrefix(got.out, "HTTP/1.1 414 ") || !strings.HasSuffix(got.out, "\r\n\r\n") {
		t.Errorf("a long line is answered %q", brief(got.out))
	}
}
