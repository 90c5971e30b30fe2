package sockets

import (
	"testing"
	"time"
)

func TestCallPrints(t *testing.T) {
	for want, c := range map[string]Call{
		"close(s) = 0 <9µs>": {Name: "close", Args: []string{"s"}, NS: 9_000},
		"accept4(s, NULL, NULL, SOCK_NONBLOCK) = -1 EAGAIN (Resource temporarily unavailable) <2µs>": {
			Name: "accept4", Args: []string{"s", "NULL", "NULL", "SOCK_NONBLOCK"}, Ret: -1, Errno: "EAGAIN", NS: 2_900},
		"dup(s) = 9 <c> <1.24ms>": {Name: "dup", Args: []string{"s"}, Ret: 9, Note: "<c>", NS: 1_240_000},
		"fcntl(s, F_GETFL) = 0x2 (flags O_RDWR) <700ns> (3 times)": {
			Name: "fcntl", Args: []string{"s", "F_GETFL"}, Ret: 2, Note: "(flags O_RDWR)", NS: 700, Times: 3},
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSameCall(t *testing.T) {
	call := Call{Name: "recvfrom", Args: []string{"s", "NULL"}, Ret: -1, Errno: "EAGAIN", NS: 5}
	later := call
	later.NS, later.Times = 9, 4
	if !call.Same(later) {
		t.Error("the same call at another time is another call")
	}
	for what, change := range map[string]func(*Call){
		"name":  func(c *Call) { c.Name = "read" },
		"args":  func(c *Call) { c.Args = []string{"c", "NULL"} },
		"ret":   func(c *Call) { c.Ret = 0 },
		"errno": func(c *Call) { c.Errno = "EINTR" },
		"note":  func(c *Call) { c.Note = "<a>" },
	} {
		other := call
		change(&other)
		if call.Same(other) {
			t.Errorf("a call with another %s is the same", what)
		}
	}
}

func TestFormatTook(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                     "0ns",
		999:                                   "999ns",
		time.Microsecond:                      "1µs",
		999_999:                               "999µs",
		time.Millisecond:                      "1ms",
		1_236 * time.Microsecond:              "1.24ms",
		99_950 * time.Microsecond:             "100ms",
		999_400 * time.Microsecond:            "999ms",
		999_600 * time.Microsecond:            "1.00s",
		2 * time.Second:                       "2.00s",
		61*time.Second + 234*time.Millisecond: "61.23s",
	} {
		if got := FormatTook(d); got != want {
			t.Errorf("%d ns prints %q, want %q", d, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		"":                     `""`,
		"hello ~":              `"hello ~"`,
		"a\"b\\c":              `"a\"b\\c"`,
		"\r\n\t":               `"\r\n\t"`,
		"\x00\x1b[2J\x7f\x80ü": `"\x00\x1b[2J\x7f\x80\xc3\xbc"`,
	} {
		if got := Quote([]byte(in)); got != want {
			t.Errorf("%q is quoted %s, want %s", in, got, want)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for d, want := range map[time.Duration]int{
		0: 0, time.Nanosecond: 1, time.Millisecond: 1, time.Millisecond + 1: 2, time.Second: 1000, Forever: -1, -time.Hour: -1,
	} {
		if got := Milliseconds(d); got != want {
			t.Errorf("%s is %d ms, want %d", d, got, want)
		}
	}
}
