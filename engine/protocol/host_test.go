package protocol_test

import (
	"strings"
	"testing"

	"netnet-tui/engine/protocol/protocoltest"
)

// statusOf sends a request to a server with the given address, and returns the status and body of the answer.
func statusOf(t *testing.T, name, at, request string) (status, body string) {
	t.Helper()
	s, c := listening(t, name), &protocoltest.Conn{Time: noon, At: at}
	s.Open(c)
	for i := range len(request) { // split anywhere
		c.Feed(s, request[i:i+1])
	}
	head, body, _ := strings.Cut(c.Take(), "\r\n\r\n")
	line, _, _ := strings.Cut(head, "\r\n")
	_, status, _ = strings.Cut(line, " ")
	if status[:3] == "421" && !c.Closed {
		t.Errorf("%s: the connection stays open after %q", name, status)
	}
	return status, body
}

// hosts are hosts in requests, and whether they mean a server at the given address.
var hosts = []struct {
	at, host string
	own      bool
}{
	{"127.0.0.1:8080", "127.0.0.1:8080", true},
	{"127.0.0.1:8080", "127.0.0.1", true},
	{"127.0.0.1:8080", "127.0.0.1:9000", true}, // a forwarded port
	{"127.0.0.1:8080", "localhost:8080", true},
	{"127.0.0.1:8080", "LocalHost", true},
	{"127.0.0.1:8080", "[::1]:8080", true},
	{"[::1]:8080", "[::1]", true},
	{"127.0.0.5:8080", "127.0.0.5:8080", true},
	{"192.0.2.7:8080", "192.0.2.7:8080", true},
	{"192.0.2.7:8080", "localhost:8080", true},
	{"[2001:db8::7]:8080", "[2001:DB8:0::7]:8080", true},
	{"[::ffff:192.0.2.7]:8080", "192.0.2.7:8080", true},
	{"[fe80::1%2]:8080", "[fe80::1]:8080", true},
	{"unix:/run/netnet", "example.com", true}, // browsers can't connect there
	{"unix:", "", true},

	{"127.0.0.1:8080", "evil.example", false},
	{"127.0.0.1:8080", "evil.example:8080", false},
	{"127.0.0.1:8080", "localhost.evil.example", false},
	{"127.0.0.1:8080", "127.0.0.1.evil.example", false},
	{"127.0.0.1:8080", "localhost:evil", false},
	{"127.0.0.1:8080", "localhost:80:80", false},
	{"127.0.0.1:8080", "192.0.2.7:8080", false},
	{"127.0.0.1:8080", "0.0.0.0:8080", false},
	{"127.0.0.1:8080", "::1", false},
	{"127.0.0.1:8080", "[127.0.0.1]", false},
	{"127.0.0.1:8080", "[::1]x", false},
	{"127.0.0.1:8080", "[localhost]", false},
	{"127.0.0.1:8080", "[", false},
	{"127.0.0.1:8080", "", false},
	{"192.0.2.7:8080", "192.0.2.8:8080", false},
	{"192.0.2.7:8080", "[::ffff:c000:208]:8080", false},
	{"", "evil.example", false},
}

func TestARequestMustNameThisServer(t *testing.T) {
	for _, h := range hosts {
		want := map[bool]string{true: "200", false: "421"}[h.own]
		for name, path := range map[string]string{"http": "/hello", "websocket": "/"} {
			for _, request := range []string{
				"GET " + path + " HTTP/1.1\r\nHost: " + h.host + "\r\n\r\n",
				"GET " + path + " HTTP/1.0\r\nhost:" + h.host + "\r\n\r\n",
			} {
				status, body := statusOf(t, name, h.at, request)
				if status[:3] != want {
					t.Errorf("%s at %q answers %q with %s, want %s", name, h.at, request, status, want)
				}
				if !h.own && (!strings.Contains(body, "as localhost.") || !strings.Contains(body, h.at)) {
					t.Errorf("%s at %q says %q", name, h.at, body)
				}
			}
			// A target with a host takes precedence over the field (RFC 9112, 3.2.2).
			if h.host != "" && h.host != "[" {
				for _, field := range []string{"localhost", "evil.example"} {
					request := "GET http://" + h.host + path + " HTTP/1.1\r\nHost: " + field + "\r\n\r\n"
					if status, _ := statusOf(t, name, h.at, request); status[:3] != want {
						t.Errorf("%s at %q answers %q with %s, want %s", name, h.at, request, status, want)
					}
				}
			}
		}
	}
}

func TestARequestOfHTTP10NeedsNoHost(t *testing.T) {
	for _, name := range []string{"http", "websocket"} {
		if status, _ := statusOf(t, name, "", "GET / HTTP/1.0\r\n\r\n"); status[:3] != "200" {
			t.Errorf("%s answers %s", name, status)
		}
		if status, _ := statusOf(t, name, "", "GET / HTTP/1.1\r\n\r\n"); status[:3] != "400" {
			t.Errorf("%s answers HTTP/1.1 without a Host with %s", name, status)
		}
	}
}

func TestNoBodyIsAskedForFromWhoNamesAnotherHost(t *testing.T) {
	status, _ := statusOf(t, "http", "", "POST /echo HTTP/1.1\r\nHost: evil.example\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
	if status != "421 Misdirected Request" {
		t.Errorf("it is answered %s", status)
	}
}

func TestATargetWithoutAHostIsNone(t *testing.T) {
	for _, target := range []string{"http://", "http:///hello", "http://a@localhost/hello"} {
		if status, _ := statusOf(t, "http", "", "GET "+target+" HTTP/1.1\r\nHost: localhost\r\n\r\n"); status[:3] != "400" {
			t.Errorf("%s is answered %s", target, status)
		}
	}
}

func TestAWebSocketIsOpenedFromPagesOfThisServerOnly(t *testing.T) {
	ask := func(fields string) string {
		return strings.Replace(handshake, "Origin: http://localhost:3000\r\n", fields, 1)
	}
	for _, h := range hosts {
		if h.host == "" {
			continue
		}
		want := map[bool]string{true: "101", false: "403"}[h.own]
		for _, scheme := range []string{"http", "https"} {
			if status, _ := statusOf(t, "websocket", h.at, strings.Replace(ask("Origin: "+scheme+"://"+h.host+"\r\n"), "127.0.0.1:7000", "localhost", 1)); status[:3] != want {
				t.Errorf("at %q from %s://%s: %s, want %s", h.at, scheme, h.host, status, want)
			}
		}
	}
	for fields, want := range map[string]string{
		"":                    "101",
		"Origin: null\r\n":    "403",
		"Origin:\r\n":         "403",
		"Origin: x\r\n":       "403",
		"Origin: file://\r\n": "403",
		"Origin: http://localhost http://evil.example\r\n":                "403",
		"Origin: http://localhost\r\nOrigin: http://evil.example\r\n":     "403",
		"Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop\r\n": "403",
	} {
		if status, _ := statusOf(t, "websocket", "", ask(fields)); status[:3] != want {
			t.Errorf("with %q: %s, want %s", fields, status, want)
		}
	}
	if status, _ := statusOf(t, "websocket", "", "GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n"); status[:3] != "200" {
		t.Errorf("the page itself is answered %s", status)
	}
}
