package step

import (
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// valueOf returns a result of getsockopt.
func valueOf(t *testing.T, name, text string) Result {
	t.Helper()
	o, ok := sockopts.Find(name)
	if !ok {
		t.Fatal("there is no option", name)
	}
	v, err := o.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return Result{Answer: AnswerValue, Option: o, Value: v}
}

func TestOutcomeHolds(t *testing.T) {
	failed := Result{Answer: AnswerZero, Errno: unix.EAGAIN}
	five := Result{Answer: AnswerCount, Number: 5}
	hello := Result{Answer: AnswerText, Number: 5, Data: []byte("hello"), Stream: true}
	end := Result{Answer: AnswerText, Stream: true}
	empty := Result{Answer: AnswerText}
	ready := Result{Answer: AnswerReady, Number: 2, Ready: []Ready{{"a", unix.POLLIN | unix.POLLHUP}, {"b", unix.POLLOUT}}}
	nobody := Result{Answer: AnswerReady}
	flags := Result{Answer: AnswerFlags, Flags: sockets.StatusFlags, Number: unix.O_RDWR | unix.O_NONBLOCK}
	mark := Result{Answer: AnswerNumber, Number: 1}
	at, err := sockets.ParseAddr("127.0.0.1:80")
	if err != nil {
		t.Fatal(err)
	}
	named := Result{Answer: AnswerAddress, Addr: at}
	for _, c := range []struct {
		name   string
		r      Result
		yes    []string // words that hold
		no     []string // words that do not
		texts  []string
		others []string // texts that do not hold
	}{
		{"an errno", failed, []string{"EAGAIN", "EWOULDBLOCK", "error", "-1"}, []string{"ok", "EINTR", "0", "eof", "!=0", "<0"}, nil, []string{""}},
		{"a count", five, []string{"5", "ok", ">=5", "<=5", "!=4", ">4", "<6", "==5", "0x5"}, []string{"6", "error", "EAGAIN", "<5", ">5", "!=5", "eof", "-1"}, nil, []string{"5"}},
		{"a text", hello, []string{"5", "ok", ">=1"}, []string{"eof", "hello", "4"}, []string{"hello"}, []string{"hell", "hello\n"}},
		{"the end", end, []string{"eof", "0", "ok"}, []string{"error"}, []string{""}, nil},
		{"an empty datagram", empty, []string{"0"}, []string{"eof"}, []string{""}, nil},
		{"ready", ready, []string{"a:in,hup b:out", "b:out a:hup,in", "b:o a:ih", "2", ">=1", "ok"}, []string{"a:in,hup", "a:in b:out", "none", "a:in,hup b:out c:in", "1"}, nil, nil},
		{"not ready", nobody, []string{"none", "0", "ok"}, []string{"a:in", "1"}, nil, nil},
		{"flags", flags, []string{"O_RDWR|O_NONBLOCK", "O_NONBLOCK|O_RDWR", "nonblock|rdwr", "2050", "ok"}, []string{"O_RDWR", "O_RDWR|O_NONBLOCK|O_APPEND", "0"}, nil, nil},
		{"a switch", mark, []string{"on", "1", "!=0"}, []string{"off", "0"}, nil, nil},
		{"an address", named, []string{"127.0.0.1:80", "ok"}, []string{"127.0.0.1:81", "[::1]:80", "none", "80"}, nil, nil},
		{"an on/off option", valueOf(t, "SO_KEEPALIVE", "on"), []string{"on", "1", "ok", "!=off"}, []string{"off", "0", "error"}, nil, nil},
		{"a linger", valueOf(t, "SO_LINGER", "on,3s"), []string{"on,3s", "on", "!=off", "!=on,4s"}, []string{"off", "on,4s", "!=on", "off,3s"}, nil, nil},
		{"a linger that is off", valueOf(t, "SO_LINGER", "off,3s"), []string{"off", "off,3s", "!=on", "!=off,5s"}, []string{"on", "off,5s", "on,3s", "!=off"}, nil, nil},
		{"a size", valueOf(t, "SO_RCVBUF", "128KiB"), []string{"131072", "128KiB", ">=64KiB", "<1MiB"}, []string{"128", ">128KiB", "off"}, nil, nil},
		{"a duration", valueOf(t, "SO_RCVTIMEO", "2s"), []string{"2s", "2000ms", ">=2s", ">1999ms", "<1m", "!=1s"}, []string{"3s", "0s", ">2s", "<=1s"}, nil, nil},
		{"an option's errno", Result{Answer: AnswerValue, Option: valueOf(t, "SO_KEEPALIVE", "on").Option, Errno: unix.ENOPROTOOPT}, []string{"ENOPROTOOPT", "error"}, []string{"on", "ok"}, nil, nil},
		{"a name", valueOf(t, "TCP_CONGESTION", "cubic"), []string{"cubic"}, []string{"reno"}, []string{"cubic"}, []string{"cub"}},
	} {
		held := func(o Outcome) bool {
			return o.Holds(c.r, func(a Address) (sockets.Addr, error) { return sockets.ParseAddr(string(a)) })
		}
		for _, w := range c.yes {
			if !held(Outcome{Word: w}) {
				t.Errorf("%s (%s): %q does not hold", c.name, c.r, w)
			}
		}
		for _, w := range c.no {
			if held(Outcome{Word: w}) {
				t.Errorf("%s (%s): %q holds", c.name, c.r, w)
			}
		}
		for _, text := range c.texts {
			if !held(Outcome{Quoted: true, Text: []byte(text)}) {
				t.Errorf("%s (%s): text %q does not hold", c.name, c.r, text)
			}
		}
		for _, text := range c.others {
			if held(Outcome{Quoted: true, Text: []byte(text)}) {
				t.Errorf("%s (%s): text %q holds", c.name, c.r, text)
			}
		}
	}
}

func TestOutcomeContains(t *testing.T) {
	hello := Result{Answer: AnswerText, Data: []byte("hello")}
	for text, want := range map[string]bool{"ell": true, "hello": true, "": true, "lo!": false} {
		o := Outcome{Quoted: true, Contains: true, Text: []byte(text)}
		if got := o.Holds(hello, nil); got != want {
			t.Errorf("%s holds: %t, want %t", o, got, want)
		}
	}
}
