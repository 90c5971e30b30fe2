package protocol_test

import (
	"encoding/binary"
	"strconv"
	"strings"
	"testing"
)

// handshake is the example of RFC 6455, 1.3, and switched is its answer.
const (
	handshake = "GET /chat HTTP/1.1\r\nHost: 127.0.0.1:7000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://localhost:3000\r\n" +
		"Sec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Version: 13\r\n\r\n"
	switched = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)

// masked is a frame as a client sends it, plain as a server does. first is the first byte.
func masked(first byte, payload string) string {
	mask := [4]byte{0x37, 0xfa, 0x21, 0x3d}
	b := webSocketHead(first, 0x80, len(payload))
	b = append(b, mask[:]...)
	for i := range len(payload) {
		b = append(b, payload[i]^mask[i%4])
	}
	return string(b)
}

func plain(first byte, payload string) string {
	return string(webSocketHead(first, 0, len(payload))) + payload
}

func webSocketHead(first, mask byte, length int) []byte {
	switch {
	case length < 126:
		return []byte{first, mask | byte(length)}
	case length < 1<<16:
		return binary.BigEndian.AppendUint16([]byte{first, mask | 126}, uint16(length))
	}
	return binary.BigEndian.AppendUint64([]byte{first, mask | 127}, uint64(length))
}

// closing returns a Close frame of the server.
func closing(code uint16) string {
	return plain(0x88, string(binary.BigEndian.AppendUint16(nil, code)))
}

func TestAWebSocketIsOpenedAsInTheExampleOfTheRFC(t *testing.T) {
	want := spoken{out: switched}
	if got := sameSplit(t, "websocket", handshake); got != want {
		t.Errorf("answered %+v, want %+v", got, want)
	}
	for _, other := range []string{
		strings.Replace(handshake, "Upgrade: websocket", "upgrade:WebSocket , other", 1),
		strings.Replace(handshake, "Connection: Upgrade", "Connection: keep-alive\r\nCONNECTION: keep-alive, upgrade", 1),
		strings.Replace(handshake, "HTTP/1.1", "HTTP/1.7", 1), // a later minor version is like 1.1
		strings.Replace(handshake, "Origin: ", "Content-Length: 0\r\nOrigin: ", 1),
		"\r\n" + strings.ReplaceAll(handshake, "\r\n", "\n"),
	} {
		if got := speak(t, "websocket", other, len(other), 0); got != want {
			t.Errorf("%q is answered %+v, want %+v", other, got, want)
		}
	}
}

func TestAWrongHandshakeIsToldWhatIsWrong(t *testing.T) {
	change := func(old, now string) string { return strings.Replace(handshake, old, now, 1) }
	for said, want := range map[string]struct{ status, sentence string }{
		change("Version: 13", "Version: 8"):                                            {"426", "send Sec-WebSocket-Version: 13"},
		change("Sec-WebSocket-Version: 13\r\n", ""):                                    {"426", "send Sec-WebSocket-Version: 13"},
		change("Version: 13", "Version: 13\r\nSec-WebSocket-Version: 8"):               {"400", "several Sec-WebSocket-Version"},
		change("Upgrade: websocket\r\n", ""):                                           {"400", "Upgrade: websocket is missing"},
		change("Connection: Upgrade\r\n", ""):                                          {"400", "Connection: Upgrade is missing"},
		change("Connection: Upgrade", "Connection: keep-alive"):                        {"400", "Connection: Upgrade is missing"},
		change("Host: 127.0.0.1:7000\r\n", ""):                                         {"400", "no Host field"},
		change("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""):                  {"400", "no Sec-WebSocket-Key"},
		change("Origin: http://localhost:3000", "Sec-WebSocket-Key: x"):                {"400", "no Sec-WebSocket-Key field, or several"},
		change("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="):                                 {"400", "not 16 bytes"},
		change("dGhlIHNhbXBsZSBub25jZQ==", "not base64!"):                              {"400", "not 16 bytes"},
		change("HTTP/1.1", "HTTP/1.0"):                                                 {"400", "opened in HTTP/1.1"},
		change("GET", "POST"):                                                          {"405", "with GET"},
		change("Origin:", "Origin :"):                                                  {"400", "blank before its colon"},
		change("Origin: ", "Origin "):                                                  {"400", "not NAME: VALUE"},
		change("GET /chat HTTP/1.1", "GET  /chat HTTP/1.1"):                            {"400", "request line"},
		change("HTTP/1.1", "HTTP/3.0"):                                                 {"505", "HTTP/1.1"},
		change("GET", "BREW"):                                                          {"501", "with GET"},
		change("GET", "CONNECT"):                                                       {"501", "with GET"},
		change("/chat", "/chat#top"):                                                   {"400", "#"},
		change("Origin: ", "X: a\x00b\r\nOrigin: "):                                    {"400", "control character"},
		change("Origin: ", "X: a\r\n b\r\nOrigin: "):                                   {"400", "obs-fold"},
		change("Origin: ", "Content-Length: 5\r\nOrigin: "):                            {"400", "no body"},
		change("Origin: ", "Transfer-Encoding: chunked\r\nOrigin: "):                   {"400", "no body"},
		"nonsense\r\n\r\n":                                                             {"400", "request line"},
		change("Origin: ", "Origin: "+strings.Repeat("x", 16<<10)):                     {"431", "16 KiB"},
		strings.Repeat("\r\n", 8<<10) + handshake:                                      {"431", "16 KiB"},
		"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 1<<15) + "\r": {"431", "16 KiB"},
	} {
		got := sameSplit(t, "websocket", said+masked(0x81, "ignored"))
		head, body, _ := strings.Cut(got.out, "\r\n\r\n")
		if !strings.HasPrefix(head, "HTTP/1.1 "+want.status+" ") || !strings.Contains(body, want.sentence) || strings.Count(body, "\n") != 1 {
			t.Errorf("%.300q is answered %q, want %s and %q", said, got.out, want.status, want.sentence)
		}
		if !strings.Contains(head, "Content-Length: "+strconv.Itoa(len(body))) || !strings.Contains(head, "close") || !got.closed {
			t.Errorf("%.300q is answered %q, which does not end as it says", said, got.out)
		}
		if fields := "\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"; want.status == "426" && !strings.Contains(head, fields) {
			t.Errorf("426 has the fields %q, want %q among them", head, fields)
		}
		if want.status == "405" && !strings.Contains(head, "\r\nAllow: GET, HEAD\r\n") {
			t.Errorf("405 has the fields %q, and not which methods there are", head)
		}
	}
}

func TestARequestOf16KiBIsTaken(t *testing.T) {
	said := strings.Replace(handshake, "Origin: ", "Origin: "+strings.Repeat("x", 16<<10-len(handshake)), 1)
	if len(said) != 16<<10 {
		t.Fatalf("the request has %d bytes", len(said))
	}
	if got := sameSplit(t, "websocket", said+masked(0x81, "a")); got.out != switched+plain(0x81, "a") {
		t.Errorf("answered %q", got.out)
	}
}

func TestABrowserGetsAPageThatTriesTheWebSocket(t *testing.T) {
	for _, said := range []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n", "GET /any?send=x HTTP/1.0\n\n",
		"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
	} {
		got := sameSplit(t, "websocket", said)
		head, page, _ := strings.Cut(got.out, "\r\n\r\n")
		if !strings.HasPrefix(head, "HTTP/1.1 200 OK\r\n") || !strings.Contains(head, "Content-Length: "+strconv.Itoa(len(page))) || !got.closed {
			t.Errorf("%q is answered %q", said, head)
		}
		if !strings.Contains(page, "new WebSocket(") || strings.Contains(page, "src=") || strings.Contains(page, "https:") {
			t.Errorf("the page is %q: it opens no WebSocket, or needs something from elsewhere", page)
		}
	}
}

func TestMessagesOfAWebSocketComeBackWithTheirType(t *testing.T) {
	long, longer := strings.Repeat("äx", 100), strings.Repeat("0123456789", 7000)
	for name, c := range map[string]struct {
		said, want string
		messages   int
	}{
		"the example of RFC 6455, 5.7": {"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", "\x81\x05Hello", 1},
		"text":                         {masked(0x81, "ä") + masked(0x81, ""), plain(0x81, "ä") + plain(0x81, ""), 2},
		"binary":                       {masked(0x82, "\xff\x00"), plain(0x82, "\xff\x00"), 1},
		"the longer lengths":           {masked(0x81, long) + masked(0x82, longer), plain(0x81, long) + plain(0x82, longer), 2},
		"fragments":                    {masked(0x01, "a") + masked(0x00, "") + masked(0x80, "b") + masked(0x02, "") + masked(0x80, "c"), plain(0x81, "ab") + plain(0x82, "c"), 2},
		"a character in two fragments": {masked(0x01, "\xe2\x82") + masked(0x80, "\xac"), plain(0x81, "€"), 1},
		"a Ping between fragments":     {masked(0x01, "a") + masked(0x89, "p") + masked(0x80, "b"), plain(0x8a, "p") + plain(0x81, "ab"), 1},
		"a Ping with 125 bytes":        {masked(0x89, long[:125]), plain(0x8a, long[:125]), 0},
		"a Pong":                       {masked(0x8a, "unasked") + masked(0x81, "x"), plain(0x81, "x"), 1},
	} {
		want := spoken{out: switched + c.want, messages: c.messages}
		if got := sameSplit(t, "websocket", handshake+c.said); got != want {
			t.Errorf("%s: %.300q, %d messages; want %.300q, %d", name, got.out, got.messages, want.out, want.messages)
		}
	}
}

func TestAWebSocketIsClosedWithTheCodeOfThePeer(t *testing.T) {
	for said, want := range map[string]string{
		masked(0x88, ""):                             plain(0x88, ""),
		masked(0x88, "\x03\xe8"):                     closing(1000),
		masked(0x88, "\x03\xe9going away, ä"):        closing(1001),
		masked(0x88, "\x0f\xa0"):                     closing(4000),
		masked(0x01, "a") + masked(0x88, "\x03\xe8"): closing(1000),
	} {
		got := sameSplit(t, "websocket", handshake+said+masked(0x81, "too late"))
		if got != (spoken{out: switched + want, closed: true}) {
			t.Errorf("%q is answered %+v, want %q and the connection closed", said, got, want)
		}
	}
}

func TestAWebSocketThatBreaksTheProtocolIsToldWhy(t *testing.T) {
	huge := string(webSocketHead(0x82, 0x80, 1<<20+1))
	half := masked(0x02, strings.Repeat("x", 1<<19))
	for name, c := range map[string]struct {
		said string
		code uint16
	}{
		"no mask":                          {plain(0x81, "a"), 1002},
		"RSV1":                             {masked(0xc1, "a"), 1002},
		"RSV2":                             {masked(0xa1, "a"), 1002},
		"RSV3":                             {masked(0x91, "a"), 1002},
		"opcode 3":                         {masked(0x83, "a"), 1002},
		"opcode 11":                        {masked(0x8b, "a"), 1002},
		"a fragmented Ping":                {masked(0x09, "a"), 1002},
		"a Ping with 126 bytes":            {masked(0x89, strings.Repeat("a", 126)), 1002},
		"a continuation of nothing":        {masked(0x80, "a"), 1002},
		"text in the middle of a message":  {masked(0x02, "a") + masked(0x81, "a"), 1002},
		"a length that could be shorter":   {"\x81\xfe\x00\x7d", 1002},
		"a long one that could be shorter": {"\x81\xff\x00\x00\x00\x00\x00\x00\xff\xff", 1002},
		"a length with its highest bit":    {"\x81\xff\x80\x00\x00\x00\x00\x01\x00\x00", 1002},
		"a Close frame with one byte":      {masked(0x88, "a"), 1002},
		"close code 999":                   {masked(0x88, "\x03\xe7"), 1002},
		"close code 1005":                  {masked(0x88, "\x03\xed"), 1002},
		"close code 1015":                  {masked(0x88, "\x03\xf7"), 1002},
		"close code 5000":                  {masked(0x88, "\x13\x88"), 1002},
		"a close reason that is no UTF-8":  {masked(0x88, "\x03\xe8\xff"), 1007},
		"text that is no UTF-8":            {masked(0x81, "a\xff"), 1007},
		"text that ends in a character":    {masked(0x81, "a\xe2\x82"), 1007},
		"a surrogate":                      {masked(0x81, "\xed\xa0\x80"), 1007},
		"a cut character in fragments":     {masked(0x01, "\xe2\x82") + masked(0x80, "a"), 1007},
		"a frame over 1 MiB":               {huge, 1009},
		"fragments over 1 MiB":             {half + "\x00" + half[1:] + masked(0x80, "x"), 1009},
		"2^62 bytes":                       {"\x82\xff\x40\x00\x00\x00\x00\x00\x00\x00", 1009},
	} {
		got := sameSplit(t, "websocket", handshake+c.said+masked(0x81, "ignored"))
		if got != (spoken{out: switched + closing(c.code), closed: true}) {
			t.Errorf("%s is answered %.300q, closed %v, %d messages; want Close with %d alone", name, got.out, got.closed, got.messages, c.code)
		}
	}
}

func TestTextThatIsNoUTF8IsToldBeforeItEnds(t *testing.T) {
	s, c := served(t, "websocket")
	c.Feed(s, handshake+masked(0x81, strings.Repeat("x", 1000)+"\xf4\x90\x80\x80")[:8+1002])
	if got := c.Take(); got != switched+closing(1007) {
		t.Errorf("after the second byte of what can't be a character: %q", got)
	}
}

func TestAMessageOf1MiBComesBack(t *testing.T) {
	text := strings.Repeat("0123456789abcde\n", 1<<16)
	for _, said := range []string{masked(0x81, text), masked(0x01, text[:5]) + masked(0x00, text[5:]) + masked(0x80, "")} {
		got := sameSplit(t, "websocket", handshake+said+masked(0x81, "next"))
		if got.out != switched+plain(0x81, text)+plain(0x81, "next") {
			t.Errorf("%d bytes came back, want 1 MiB and more: %.100q", len(got.out), got.out)
		}
	}
}

func TestAWebSocketStopsWhileTheConnectionIsFullAndGoesOn(t *testing.T) {
	s, c := served(t, "websocket")
	c.Feed(s, handshake)
	c.Take()
	c.Room = 100_000
	message := strings.Repeat("x", 30_000)
	c.Feed(s, strings.Repeat(masked(0x82, message), 20))
	if n := c.Messages; n < 4 || n > 5 || c.Rest() == 0 {
		t.Errorf("%d messages of 30000 bytes were answered with room for 100000, and %d bytes left", n, c.Rest())
	}
	want := speak(t, "websocket", handshake+strings.Repeat(masked(0x82, message)+masked(0x89, "p"), 20), 1<<20, 0)
	for _, room := range []int{1, 1000, 100_000} {
		if got := speak(t, "websocket", handshake+strings.Repeat(masked(0x82, message)+masked(0x89, "p"), 20), 1<<20, room); got != want {
			t.Errorf("with room for %d: %d bytes, %d messages; want %d, %d", room, len(got.out), got.messages, len(want.out), want.messages)
		}
	}
}

func FuzzWebSocket(f *testing.F) {
	for _, said := range []string{
		handshake, strings.ReplaceAll(handshake, "13", "8"), "GET / HTTP/1.1\n\n",
		masked(0x81, "ä") + masked(0x01, "a") + masked(0x89, "p") + masked(0x80, "b"), masked(0x01, "\xe2\x82") + masked(0x80, "\xac"),
		masked(0x88, "\x03\xe8bye"), plain(0x81, "x"), masked(0x82, strings.Repeat("x", 300)), "\x82\xff\x40\x00\x00\x00\x00\x00\x00\x00", masked(0x81, "\xff"),
	} {
		f.Add(said, uint16(3), uint16(1))
		f.Add(said, uint16(20), uint16(500))
	}
	fuzzSplit(f, "websocket", handshake)
}
