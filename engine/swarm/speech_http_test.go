package swarm

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"
)

func TestAServerKnowsItselfByTheHostItIsAskedFor(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:80":    "127.0.0.1:80",
		":80":             "localhost:80",
		"*:80":            "localhost:80",
		"0.0.0.0:80":      "localhost:80",
		"[::]:80":         "localhost:80",
		"[::1]:80":        "[::1]:80",
		"[fe80::1%lo]:80": "[fe80::1]:80",
		"unix:/tmp/a b":   "localhost",
		"unix:@a":         "localhost",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("for %s the Host is %q, want %q", address, got, want)
		}
	}
}

const (
	askedOnce = "GET /hello HTTP/1.1\r\n"
	withSize  = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"
	lastSized = "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 6\r\n\r\nhello\n"
	inChunks  = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n4;x=y\r\nllo\n\r\n0\r\nX: y\r\n\r\n"
	untilEnd  = "HTTP/1.1 200 OK\r\n\r\nhello\n"
	hints     = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
	oldSized  = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"
	oldKept   = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 6\r\n\r\nhello\n"
	oldEnd    = "HTTP/1.0 200 OK\r\n\r\nhello\n"
)

// webServer answers the requests of a connection in order, and ends it after the last answer, whatever else was
// requested. If ends is goesOn, it repeats the answers.
func webServer(ends ending, answers ...string) *server {
	given := map[int]int{}
	return &server{keep: true, answer: func(fd int, all, fresh []byte) (reply []byte, _ ending) {
		if len(all) == len(fresh) {
			given[fd] = 0
		}
		for asked := strings.Count(string(all), askedOnce); given[fd] < asked; given[fd]++ {
			if ends != goesOn && given[fd] == len(answers) {
				break
			}
			reply = append(reply, answers[given[fd]%len(answers)]...)
		}
		if ends != goesOn && given[fd] == len(answers) {
			return reply, ends
		}
		return reply, goesOn
	}}
}

// However a server frames its answers, and whenever it announces the end of a connection, nothing is lost: unanswered
// requests are sent again on another connection.
func TestAServerMayEndAConnectionOfHTTP(t *testing.T) {
	labtest.Need(t)
	for name, s := range map[string]*server{
		"close":                    webServer(closes, lastSized),
		"close at the third":       webServer(closes, withSize, inChunks, lastSized),
		"chunks":                   webServer(goesOn, inChunks),
		"interim answers":          webServer(goesOn, hints+withSize, withSize, hints+inChunks),
		"until the end":            webServer(closes, untilEnd),
		"until the end, at length": webServer(closes, withSize, hints+withSize, untilEnd),
		"HTTP/1.0":                 webServer(closes, oldSized),
		"HTTP/1.0 until the end":   webServer(closes, oldEnd),
		"HTTP/1.0 kept":            webServer(goesOn, oldKept),
		"HTTP/1.0 kept and ended":  webServer(closes, oldKept, oldKept, oldSized),
	} {
		address := serve(t, s)
		for _, change := range []Options{{Pipeline: 1}, {Pipeline: 8}, {Pipeline: 8, Rate: 2000}, {Pipeline: 1, Churn: true}, {Pipeline: 1, Idle: 2}} {
			o := short(address)
			o.Protocol, o.Clients, o.For = "http", 3, 100*time.Millisecond
			o.Pipeline, o.Rate, o.Churn, o.Idle = change.Pipeline, change.Rate, change.Churn, change.Idle
			r := runUntil(t, o, func(r Report) bool { return r.Messages >= 5 })
			if !r.Faultless() || r.Messages < 5 || r.Lost+r.Ended > 0 || len(r.Errors) > 0 {
				t.Errorf("%s, %+v: %+v, first mismatch %v", name, change, r, r.First)
			}
		}
	}
}

func TestABodyThatEndsTooEarlyIsAMismatch(t *testing.T) {
	s := newHTTP(Options{Address: "127.0.0.1:80"}).(*http)
	c := subject(s, 3)
	c.under = 3
	said := withSize + untilEnd[:len(untilEnd)-1]
	if used, answers, bad := s.hear(c, []byte(said)); used != len(said) || answers != 1 || bad != nil {
		t.Fatalf("%d of %d bytes were used, %d answers, %v", used, len(said), answers, bad)
	}
	if answers, fair, bad := s.end(c, nil, true); answers > 0 || fair || bad != nil {
		t.Errorf("on a broken connection it is %d answers, fair %t, wrong %v", answers, fair, bad)
	}
	if answers, _, bad := s.end(c, nil, false); answers > 0 || bad == nil || bad.Want != "a body of 6 bytes, as before" {
		t.Errorf("at the end of the connection: %v", bad)
	}
}

// Requests unanswered at the end of a connection are lost if they can't be sent again.
func TestWhatCanNotBeAskedAgainIsLost(t *testing.T) {
	labtest.Need(t)
	var r Report
	left := 0
	for last := 300 * time.Millisecond; (left < 2 || r.Messages < 2) && last < 20*time.Second; last *= 4 { // a busy machine may be too slow
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		served := make(chan int)
		go func() { served <- answerTwice(l) }()
		o := short(l.Addr().String())
		o.Protocol, o.Clients, o.Pipeline, o.Rate, o.For = "http", 1, 64, 2000, last
		r = run(t, o)
		l.Close() // there may have been no client
		left = <-served
	}
	if left < 2 || r.Lost < uint64(left) || r.Messages != 2 || r.Faultless() {
		t.Errorf("%d requests had no answer: %+v", left, r)
	}
}

// answerTwice serves one HTTP connection: it answers the first request, announces with its second answer that it is the
// last, and returns how many requests it has left unanswered.
func answerTwice(l net.Listener) int {
	c, err := l.Accept()
	l.Close()
	if err != nil {
		return 0
	}
	defer c.Close()
	requests := func(least int) (n int) {
		for buf := make([]byte, 1<<16); n < least; {
			size, err := c.Read(buf)
			if err != nil {
				return n
			}
			n += strings.Count(string(buf[:size]), "\r\n\r\n")
		}
		return n
	}
	requests(1)
	io.WriteString(c, withSize)
	n := requests(3)
	io.WriteString(c, lastSized)
	return n - 1
}

// A server is at fault if it ends in the middle of an answer, or between two without having announced it.
func TestAServerThatEndsUnannouncedLosesMessages(t *testing.T) {
	labtest.Need(t)
	for name, s := range map[string]*server{
		"unannounced":     webServer(closes, withSize, withSize),
		"a reset":         webServer(resets, withSize, withSize[:40]),
		"in a head":       webServer(closes, withSize, withSize[:30]),
		"in a body":       webServer(closes, lastSized[:len(lastSized)-1]),
		"in a chunk":      webServer(closes, withSize, inChunks[:len(inChunks)-20]),
		"before trailers": webServer(closes, inChunks, inChunks[:len(inChunks)-8]),
		"HTTP/1.0 kept":   webServer(closes, oldKept),
	} {
		o := short(serve(t, s))
		o.Protocol, o.For = "http", 100*time.Millisecond
		r := runUntil(t, o, func(r Report) bool { return r.Lost > 0 })
		if r.Faultless() || r.Lost == 0 || r.Ended == 0 && len(r.Errors) == 0 || r.Mismatches > 0 {
			t.Errorf("%s: %+v, first mismatch %v", name, r, r.First)
		}
	}
}

func TestWhatIsNoAnswerOfHTTPIsAMismatch(t *testing.T) {
	for said, want := range map[string]string{
		"HTTP/1.1 404 Not Found\r\n\r\n":                                                      "HTTP/1.1 200",
		"HTTP/1.1 101 Switching Protocols\r\n\r\n":                                            "HTTP/1.1 200",
		"HTTP/2 200\r\n\r\n":                                                                  "HTTP/1.1 200",
		"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n":                                        "a Content-Length",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n":                         "no Transfer-Encoding but chunked",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n":                          "the size of a chunk",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n":                    "the end of a chunk",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\n":                            "a line that ends in CR LF",
		withSize + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n":                             "a body of 6 bytes, as before",
		withSize + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n": "a body of 6 bytes, as before",
		withSize + "HTTP/1.1 200 OK\r\n\r\n1234567":                                           "a body of 6 bytes, as before",
		withSize + withSize + withSize:                                                        "nothing more",
	} {
		for _, size := range []int{1, 2, 7, len(said)} {
			s := newHTTP(Options{Address: "127.0.0.1:80"})
			c := subject(s, 2)
			var bad *Mismatch
			for at, to := 0, 0; to < len(said) && bad == nil; {
				var used, answers int
				to = min(to+size, len(said))
				used, answers, bad = s.hear(c, []byte(said[at:to]))
				at, c.answered, c.heard = at+used, c.answered+uint64(answers), c.heard+uint64(used)
			}
			if bad == nil || bad.Want != want {
				t.Errorf("%q in pieces of %d: %v, want %q", said, size, bad, want)
			}
		}
	}
}

// An answer that is refused is refused again: later answers are not compared with it.
func TestARefusedAnswerIsRefusedAgain(t *testing.T) {
	const fine = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"
	for _, bad := range []string{
		"HTTP/1.1 500 No\r\nContent-Length: 6\r\nServer: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
	} {
		var h httpHead
		if used, problem := h.read([]byte(fine)); used != len(fine) || problem != "" {
			t.Fatalf("%q: %d bytes are used, and %q was wanted", fine, used, problem)
		}
		for range 2 {
			if used, problem := h.read([]byte(bad)); used != 0 || problem == "" {
				t.Errorf("%q: %d bytes are used", bad, used)
			}
		}
		if used, _ := h.read([]byte(fine)); used != len(fine) {
			t.Errorf("after %q, an answer as before is not read", bad)
		}
	}
}
