package protocol_test

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// asked returns a protocol on a server whose status is s(), and how often the status was requested.
func asked(t *testing.T, name string, s func() status.Server) (stream protocol.Stream, c *protocoltest.Conn, times *int) {
	t.Helper()
	entry, err := protocol.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	times = new(int)
	stream = entry.New(protocol.Host{Status: func(int) status.Server { *times++; return s() }}).(protocol.Stream)
	c = &protocoltest.Conn{Time: noon}
	stream.Open(c)
	return stream, c, times
}

func TestTheStatusIsMadeAtMostTenTimesASecond(t *testing.T) {
	up := 0.0
	for _, path := range []string{"/", "/status.json", "/metrics"} {
		s, c, times := asked(t, "http", func() status.Server { up++; return status.Server{Up: up} })
		ask := func(method string) (head, body string) {
			c.Feed(s, method+" "+path+" HTTP/1.1\r\n"+host+"\r\n")
			head, body, _ = strings.Cut(c.Take(), "\r\n\r\n")
			return head, body
		}
		_, first := ask("GET")
		c.Time = noon.Add(99 * time.Millisecond)
		head, none := ask("HEAD")
		if !strings.Contains(head, "Content-Length: "+strconv.Itoa(len(first))) || none != "" {
			t.Errorf("%s: HEAD gives %q and %q, GET %d bytes", path, head, none, len(first))
		}
		if _, again := ask("GET"); again != first || *times != 1 {
			t.Errorf("%s: 99 ms later it was made %d times, the same: %t", path, *times, again == first)
		}
		c.Time = noon.Add(100 * time.Millisecond)
		if _, later := ask("GET"); later == first || *times != 2 {
			t.Errorf("%s: 100 ms later it was made %d times, the same: %t", path, *times, later == first)
		}
		c.Time = noon.Add(-time.Hour) // a clock may be set back
		if ask("GET"); *times != 3 {
			t.Errorf("%s: an hour before it was made %d times", path, *times)
		}
	}
	s, c, times := asked(t, "redis", func() status.Server { return status.Server{} })
	c.Feed(s, strings.Repeat("INFO\r\n", 100))
	if *times != 1 {
		t.Errorf("for 100 INFO the status was made %d times", *times)
	}
}

// hostile is a name that moves the cursor, closes the quotes or tags around it, and reverses the text behind it.
const hostile = "unix:/tmp/\x1b]0;x\x07\u202e\"\n\\<b>\xff\u0085"

// poison puts the hostile name in every string of a value.
func poison(v reflect.Value) {
	if addr, ok := v.Addr().Interface().(*sockets.Addr); ok {
		*addr = sockets.Addr{Family: unix.AF_UNIX, Path: hostile}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(hostile)
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i))
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		}
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		poison(v.Elem())
	default: // no strings
	}
}

func TestNothingInTheStatusReachesATerminal(t *testing.T) {
	for _, path := range []string{"/", "/status.json", "/metrics"} {
		s, c, _ := asked(t, "http", func() (s status.Server) {
			poison(reflect.ValueOf(&s).Elem())
			return s
		})
		c.Feed(s, "GET "+path+" HTTP/1.1\r\n"+host+"\r\n")
		head, text, _ := strings.Cut(c.Take(), "\r\n\r\n")
		if !strings.HasPrefix(head, "HTTP/1.1 200 ") || !utf8.ValidString(text) || !strings.Contains(text, `x1b]0;x`) {
			t.Errorf("%s gives %q and %q", path, head, brief(text))
		}
		if at := strings.IndexAny(text, "\x1b\x07\u202e\u0085"); at >= 0 {
			t.Errorf("%s has %q in it", path, text[max(0, at-20):min(len(text), at+20)])
		}
		switch path {
		case "/":
			if strings.Contains(text, "<b>") {
				t.Error("the page has markup from elsewhere")
			}
		case "/status.json":
			var page struct{ Listeners []struct{ Address string } }
			if err := json.Unmarshal([]byte(text), &page); err != nil || page.Listeners[0].Address != `unix:/tmp/\x1b]0;x\x07\xe2\x80\xae"\x0a\<b>\xff\xc2\x85` {
				t.Errorf("it tells %+v, %v", page, err)
			}
		case "/metrics":
			if want := `address="unix:/tmp/\\x1b]0;x\\x07\\xe2\\x80\\xae\"\\x0a\\<b>\\xff\\xc2\\x85"`; !strings.Contains(text, want) {
				t.Errorf("it lacks %s", want)
			}
		}
	}
}
