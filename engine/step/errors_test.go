package step

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// wrong are lines with a mistake at a column, and words that the message must contain.
var wrong = []struct {
	line   string
	column int
	words  string
}{
	// verbs
	{"listn s", 1, "no verb|listn|did you mean listen?"},
	{"recvv s 1", 1, "no verb|did you mean recv?"},
	{"setsockpt s SO_REUSEADDR on", 1, "did you mean setsockopt?"},
	{"  bnd s :80", 3, "did you mean bind?"},
	{"x = sokcet tcp", 5, "did you mean socket?"},
	{"within 1s expct s.state == LISTEN", 11, "did you mean expect?"},
	{"spawn v recvfrm s 1", 9, "did you mean recvfrom?"},
	{`"socket" tcp`, 1, "no verb"},
	{"frobnicate", 1, "no verb"},
	{"within 2s", 11, "a verb"},
	{"x =", 5, "a verb"},
	{"within 2s within 1s close s", 11, "within stands once"},
	{"spawn v within 1s close s", 9, "within stands once"},
	{"repeat", 8, "a number of times"},
	{"repeat 0 recv s 1", 8, "from 1 to 100000"},
	{"repeat 100001 recv s 1", 8, "from 1 to 100000"},
	{"repeat many recv s 1", 8, "not a number of times"},
	{"repeat 3", 10, "a verb"},
	{"repeat 3 repeat 2 recv s 1", 10, "once"},
	{"repeat 3 until EAGAIN recv s 1", 10, "not both"},
	{"within 1s repeat 2 within 1s recv s 1", 20, "within stands once"},
	{"repeat 3 spawn v recv s 1", 1, "repeat stands before a step about sockets|spawn"},
	{"repeat 3 rlimit nofile 5", 1, "rlimit"},
	{"spawn v repeat 3 recv s 1", 9, "repeat stands once|not in a spawned call"},
	{"at", 4, "a process"},
	{"at k", 6, "a verb"},
	{"at 2 recv s 1", 4, "not a name"},
	{"at k at k recv s 1", 6, "once"},
	{"at k rlimit nofile 5", 1, "rlimit is the engine's own"},
	{"at k fork j", 1, "fork is the engine's own"},
	{"at k serve s echo", 1, "serve is the engine's own"},
	{"at k spawn v at k recv s 1", 1, "at stands once"},
	{"at k recv zz 1", 11, "no socket"},
	{"fork", 6, "a name for the process"},
	{"fork 2", 6, "not a name"},
	{"repeat 3 fork k", 1, "fork"},
	{"kill k SIGSTOP", 8, "SIGTERM"},
	{"exit k now", 8, "no more"},
	{"until", 7, "an outcome"},
	{"until EAGAIN", 14, "a verb"},
	{"until recv s 1", 7, "an outcome"},
	{"until EAGIAN recv s 1", 7, "did you mean EAGAIN?"},
	{"until EAGAIN rcv s 1", 14, "did you mean recv?"},
	{"until EAGAIN | recv s 1", 14, "an outcome is missing"},
	{"until EAGAIN recv s 1 => 5", 23, "in front of the step"},
	{"until ok join w", 1, "join"},
	{"until ok expect s.state == LISTEN", 1, "no answer"},
	{"until on accept s", 7, "not an outcome here"},

	// names
	{"1x = socket tcp", 1, "1x|not a name|a letter"},
	{"_x = socket tcp", 1, "not a name"},
	{"x-y = socket tcp", 1, "not a name"},
	{"é = socket tcp", 1, "not a name"},
	{"x = y = socket tcp", 5, "once"},
	{"x,= socket tcp", 1, "names are given as"},
	{"= socket tcp", 1, "names are given as"},
	{"x = close s", 1, "close makes no descriptor"},
	{"x, y = socket tcp", 4, "socket makes one descriptor|y"},
	{"x, y, z = socketpair unix", 7, "2 descriptors|z"},
	{"x = socketpair unix", 1, "a, b = socketpair"},
	{"close nope", 7, "no socket|nope"},
	{"close bb", 7, "did you mean b?"},
	{"close", 7, "a socket's name|close s"},
	{"close s c", 9, "no more|c|close s"},
	{"epoll_ctl e add nope", 17, "no socket"},
	{"join nope", 6, "no spawned call"},
	{"interrupt nope", 11, "no spawned call"},
	{"spawn 2 recv s 1", 7, "not a name"},
	{"spawn v", 9, "a verb"},
	{"spawn v sleep 1s", 9, "one system call|sleep"},
	{"spawn v client @s", 9, "one system call|client"},
	{`spawn v recv s 1 => "x"`, 18, "after join"},

	// kinds, flags, constants
	{"x = socket", 12, "a kind of socket"},
	{"x = socket tpc", 12, "did you mean tcp?"},
	{"bnid s :80", 1, "did you mean bind?"},
	{"setsockopt s SO_NODELAY on", 14, "did you mean TCP_NODELAY?"},
	{"x = socket tcpp", 12, "did you mean tcp?"},
	{"x = socket AF_INTE SOCK_STREAM", 12, "did you mean AF_INET?"},
	{"x = socket AF_INET", 20, "a type"},
	{"x = socket AF_INET SOCK_STREM", 20, "did you mean SOCK_STREAM?"},
	{"x = socket AF_INET sock_stream", 20, "did you mean SOCK_STREAM?"},
	{"x = socket AF_INET SOCK_STREAM|SOCK_NONBLOK", 20, "did you mean SOCK_NONBLOCK?"},
	{"x = socket AF_INET SOCK_STREAM IPPROTO_TPC", 32, "IPPROTO_TPC"},
	{"x = socket tcp nonblok", 16, "did you mean nonblock?"},
	{"x = socket tcp nonblock cloexc", 25, "did you mean cloexec?"},
	{"x = socket tcp sock_nonblock", 16, "did you mean SOCK_NONBLOCK?"},
	{`send s "x" MSG_PEKE`, 12, "did you mean MSG_PEEK?"},
	{`send s "x" MSG_PEEK|MSG_DONTWAT`, 12, "MSG_DONTWAT|did you mean MSG_DONTWAIT?"},
	{"shutdown s rw", 12, "way to shut down|did you mean"},
	{"shutdown s shut_rd", 12, "did you mean SHUT_RD?"},
	{"shutdown s", 12, "a way to shut down"},
	{"epoll_ctl e ad s", 13, "did you mean add?"},
	{"epoll_ctl e add s inn", 19, "did you mean in?"},
	{"poll s:inn", 6, "did you mean in?"},
	{"poll s", 6, "s:in"},
	{"poll", 6, "s:in"},
	{"poll s:in out", 11, "not a duration"},
	{"poll nope:in", 6, "no socket"},
	{"fcntl s O_NONBLOK on", 9, "did you mean O_NONBLOCK?"},
	{"fcntl s o_nonblock on", 9, "did you mean O_NONBLOCK?"},
	{"fcntl s O_NONBLOCK", 20, "on or off"},
	{"fcntl s O_NONBLOCK maybe", 20, "on nor off"},
	{"ioctl s FIONREED", 9, "did you mean FIONREAD?"},
	{"ioctl s FIONBIO", 17, "on or off"},

	// addresses
	{"bind s", 8, "an address"},
	{"bind s 127.0.0.1", 8, "not an address"},
	{"bind s 127.0.0.1:1 len", 24, "a length in bytes"},
	{"bind s 127.0.0.1:1 len x", 24, "not a length|-1"},
	{`bind s 127.0.0.1:1 len "4"`, 24, "not a length"},
	{"getsockopt s SO_TYPE len 65537", 26, "at most 65536"},
	{"getsockopt s SO_TYPE len -2147483649", 26, "negative"},
	{"getsockopt s SO_TYPE len 1 len 2", 28, "takes no more"},
	{"listen s len 4", 10, "not a"},
	{`sendmsg s "x" len 4`, 15, "not a"},
	{`sendmsg s "x" to @s len x`, 25, "not a length"},
	{"accept s len 4", 10, "addr len 4"},
	{"accept s plain len 4", 16, "addr len 4"},
	{"bind s unspec:[::1]:0", 8, "not an IPv4 address|unspec:127.0.0.1:80"},
	{"bind s 127.0.0.1:65536", 8, "not a port|65535"},
	{"bind s 127.0.0.1:-1", 8, "not a port"},
	{"bind s localhost:99999", 8, "localhost:99999"},
	{"bind s example.com:80", 8, "example.com|no other name is looked up"},
	{"bind s 127.1:80", 8, "not an IP address"},
	{"bind s ::1:80", 8, "[::1]:80"},
	{"bind s [127.0.0.1]:80", 8, "not an IP address"},
	{"bind s unix:", 8, "unix:/path"},
	{"bind s unix:/" + strings.Repeat("x", 108), 8, "108"},
	{"bind s @nope", 8, "no socket"},
	{"connect c @nope.peer", 11, "no socket"},
	{"sendto s \"x\"", 10, "not an address"},

	// texts, sizes, numbers, durations
	{"send s hi", 8, `quotes|"hi"`},
	{"send s", 8, "a text"},
	{`send s 0*"x"`, 8, "64KiB*"},
	{`send s 64KiB"x"`, 8, "64KiB*"},
	{`send s -1*"x"`, 8, "64KiB*"},
	{`send s 1GiB*"x"`, 8, "256MiB"},
	{`send s 99999999999999999999*"x"`, 8, "64KiB*"},
	{`write s "x" peek`, 13, "no more"},
	{"recv s", 8, "a size"},
	{"recv s ten", 8, "not a size|64KiB"},
	{"recv s 1kb", 8, "not a size"},
	{"recv s -1", 8, "not a size"},
	{"recv s 1GiB", 8, "256MiB"},
	{`recv s "10"`, 8, "not a size"},
	{"listen s ten", 10, "backlog|whole number"},
	{"listen s 5 6", 12, "no more"},
	{"listen s 99999999999", 10, "backlog"},
	{"sleep 5", 7, "not a duration|200ms"},
	{"sleep -1", 7, "not a duration"},
	{"sleep 1h", 7, "not a duration"},
	{"sleep", 7, "a duration"},
	{"within 2 recv s 1", 8, "not a duration"},
	{"within 0s recv s 1", 8, "not a duration"},
	{"within", 8, "a duration"},
	{"epoll_wait e 1s 10", 17, "no more"},
	{"epoll_wait e ten", 14, "whole number"},

	// options
	{"setsockopt s", 14, "an option"},
	{"setsockopt s SO_REUSEADR on", 14, "did you mean SO_REUSEADDR?"},
	{"setsockopt s SO_REUSEADDR|SO_REUSEPRT on", 27, "did you mean SO_REUSEPORT?"},
	{"setsockopt s SO_REUSEADR|SO_REUSEPORT on", 14, "did you mean SO_REUSEADDR?"},
	{"setsockopt s SO_REUSEADDR| on", 27, "there is no option \"on\""},
	{"setsockopt s SO_REUSEADDR|", 27, "there is no option"},
	{"getsockopt s |SO_REUSEADDR", 14, "there is no option"},
	{"setsockopt s SO_REUSEADDR|SO_REUSEPORT yes", 40, "on or off"},
	{"setsockopt s so_reuseaddr on", 14, "did you mean SO_REUSEADDR?"},
	{"setsockopt s TCP_NODELY on", 14, "did you mean TCP_NODELAY?"},
	{"setsockopt s SOL_SOCKT SO_REUSEADDR on", 14, "did you mean SOL_SOCKET?"},
	{"setsockopt s SOL_TCP TCP_NODELY on", 22, "did you mean TCP_NODELAY?"},
	{"setsockopt s SO_REUSEADDR", 27, "on or off"},
	{"setsockopt s SO_REUSEADDR yes", 27, "on or off"},
	{"setsockopt s SO_REUSEADDR on on", 30, "no more"},
	{"setsockopt s SO_LINGER on", 24, "on,SECONDS"},
	{"setsockopt s TCP_KEEPIDLE 500ms", 27, "seconds"},
	{"setsockopt s 999", 18, "level 999"},
	{"setsockopt s 999 1", 20, "hex:"},
	{"setsockopt s 999 1 hex:123", 20, "hex:"},
	{"setsockopt s 999 1 on", 20, "hex:"},
	{"getsockopt s TCP_NODELAY on", 26, "no more"},
	{"getsockopt s TCP_NODELY", 14, "did you mean TCP_NODELAY?"},

	// expect and show
	{"expect s", 8, "s.state"},
	{"expect s.", 8, "s.state"},
	{"expect s.state", 16, "comparison"},
	{"expect s.state ==", 19, "a value"},
	{"expect s.state = LISTEN", 16, "== !="},
	{"expect s.state LISTEN", 16, "== !="},
	{"expect s.state == LISTN", 19, "not a state|did you mean LISTEN?"},
	{"expect s.state < LISTEN", 18, "no order"},
	{"expect s.pendng == 1", 8, "did you mean pending?"},
	{"expect s.info.rttt == 1", 8, "did you mean info.rtt?"},
	{"expect s.tcp_nodelay == on", 8, "did you mean TCP_NODELAY?"},
	{"expect s.pending == five", 21, "not a number"},
	{"expect s.ready == inn", 19, "in out pri rdhup hup err"},
	{"expect s.nonblock == yes", 22, "on nor off"},
	{"expect s.local == nowhere", 19, "not an address"},
	{"expect s.peer == @nope", 18, "no socket"},
	{"expect s.SO_TYPE == SOCK_STREM", 21, "did you mean SOCK_STREAM?"},
	{"expect nope.state == LISTEN", 8, "no socket"},
	{"expect mib == 1", 8, "no socket"},
	{"show", 6, "what to look at"},
	{"show s.SO_REUSEADR", 6, "did you mean SO_REUSEADDR?"},
	{"show s.state LISTEN", 14, "no more"},

	// sysctl, rlimit
	{"sysctl", 8, "a setting|net.ipv4.tcp_fin_timeout"},
	{"sysctl net.ipv4.x => EAGIAN", 22, "did you mean EAGAIN?"},
	{"sysctl ../../etc/passwd 1", 8, "not a kernel setting"},
	{"sysctl net/ipv4/x 1", 8, "not a kernel setting"},
	{"attach", 8, "a process and its descriptor"},
	{"attach 812", 8, "as in p = attach 812:7"},
	{"attach 0:7", 8, "as in p = attach 812:7"},
	{"attach p 812:7", 8, "as in p = attach 812:7"},
	{"attach 812:99999999999", 8, "as in p = attach 812:7"},
	{"rlimit nproc 20", 8, "nofile"},
	{"rlimit nofile", 15, "a number"},
	{"rlimit nofile -1", 15, "not a number"},

	// outcomes
	{"close s =>", 11, "an outcome is missing"},
	{"close s => ok |", 16, "an outcome is missing"},
	{"close s => | ok", 12, "an outcome is missing"},
	{"close s => ok | | ok", 17, "an outcome is missing"},
	{"close s => EBADFF", 12, "no errno|did you mean EBADF?"},
	{"recv s 1 => EAGIAN", 13, "did you mean EAGAIN?"},
	{"recv s 1 => eagain", 13, "did you mean EAGAIN?"},
	{"getsockopt s SO_ERROR => ECONREFUSED", 26, "did you mean ECONNREFUSED?"},
	{"getsockopt s SO_ERROR => econnrefused", 26, "did you mean ECONNREFUSED?"},
	{"getsockopt s SO_TYPE => SOCK_STREM", 25, "did you mean SOCK_STREAM?"},
	{"getsockopt s TCP_NODELAY => yes", 29, "on or off"},
	{"fcntl s F_GETFL => O_RDRW", 20, "did you mean O_RDWR?"},
	{"fcntl s F_GETFD => FD_CLOEXC", 20, "did you mean FD_CLOEXEC?"},
	{`close s => "x"`, 12, "not a text"},
	{"close s => s:in", 12, "not an outcome here"},
	{"close s => on", 12, "not an outcome here"},
	{`send s "x" => eof`, 15, "not an outcome here"},
	{`send s "x" => 1|2`, 15, "not an outcome here"},
	{"recv s 1 => on", 13, "not an outcome here"},
	{`recv s 1 => "a" "b"`, 17, "write | between"},
	{`recv s 1 => 5 "b"`, 15, "in one outcome"},
	{`recv s 1 => 3*"b"`, 13, "~"},
	{"close s => ok => ok", 12, "not an outcome here"},
	{"poll s:in => s", 14, "s:in"},
	{"poll s:in => c:inn", 14, "did you mean in?"},
	{"poll s:in => nope:in", 14, "no socket"},
	{"getsockname s => 5", 18, "not an address"},
	{"getsockname s => @nope", 18, "no socket"},
	{"sleep 1s => ok", 10, "no answer"},
	{"show s => ok", 8, "no answer"},
	{"expect s.state == LISTEN => ok", 26, "no answer"},
	{"spawn v recv s 1 => ok", 18, "after join"},
	{"interrupt w => ok", 13, "no answer"},
	{"sysctl net.ipv4.x 1 => ok", 21, "no answer"},

	// columns are counted in characters, not bytes
	{`send s "é" MSG_PEKE`, 12, "did you mean MSG_PEEK?"},
	{"sendto s unix:/日本 hi", 19, "quotes"},
}

func TestWrongLines(t *testing.T) {
	t.Parallel()
	for _, w := range wrong {
		step, ok, err := ParseLine(w.line, bench)
		var mistake *Error
		if !errors.As(err, &mistake) || ok {
			t.Errorf("%q is read as %q, ok %v, %v", w.line, step, ok, err)
			continue
		}
		if mistake.Column != w.column {
			t.Errorf("%q: column %d, want %d (%s)", w.line, mistake.Column, w.column, mistake.Message)
		}
		for word := range strings.SplitSeq(w.words, "|") {
			if !strings.Contains(mistake.Message, word) {
				t.Errorf("%q: the message lacks %q: %s", w.line, word, mistake.Message)
			}
		}
		if strings.ContainsAny(mistake.Message, "\n\r\x1b") || !utf8.ValidString(mistake.Message) {
			t.Errorf("%q: the message is not one clean line: %q", w.line, mistake.Message)
		}
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]Error{
		"f:3:7: m":            {File: "f", Line: 3, Column: 7, Message: "m"},
		"line 3, column 7: m": {Line: 3, Column: 7, Message: "m"},
		"column 7: m":         {Column: 7, Message: "m"},
	} {
		if e.Error() != want {
			t.Errorf("%+v prints %q", e, e.Error())
		}
	}
}

// A long word is shortened in messages, and never cut inside a character.
func TestLongWordsInMessages(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		strings.Repeat("é", 100_000), "close " + strings.Repeat("é", 100_000), "setsockopt s " + strings.Repeat("x", 100_000),
		"x" + strings.Repeat("é", 100_000) + " = socket tcp", "expect s." + strings.Repeat("日", 100_000) + " == 1",
		"expect s.pending == " + strings.Repeat("9", 100_000), "setsockopt s SO_RCVBUF " + strings.Repeat("9", 100_000),
		"bind s " + strings.Repeat("9", 100_000) + ":80", "close s => " + strings.Repeat("é", 100_000), "poll s:" + strings.Repeat("é", 100_000),
		"close s => E" + strings.Repeat("X", 100_000), "expect s.state == " + strings.Repeat("X", 100_000),
	} {
		_, _, err := ParseLine(line, bench)
		if err == nil {
			t.Errorf("%.40q… is read", line)
			continue
		}
		if text := err.Error(); len(text) > 1000 || !utf8.ValidString(text) {
			t.Errorf("%.40q…: a message of %d bytes, valid %v: %.200q", line, len(text), utf8.ValidString(text), text)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	candidates := []string{"socket", "send", "sendto", "recv", "SO_REUSEADDR", "SO_REUSEPORT", "in", "out", "SOCK_NONBLOCK", "nonblock"}
	for word, want := range map[string]string{
		"socket":                 "socket",
		"sokcet":                 "socket",
		"SOCKET":                 "socket",
		"sendt":                  "send",
		"snd":                    "send",
		"SO_REUSEADR":            "SO_REUSEADDR",
		"so_reuseport":           "SO_REUSEPORT",
		"inn":                    "in",
		"NONBLOCK":               "nonblock",
		"sock_nonblock":          "SOCK_NONBLOCK",
		"frobnicate":             "",
		"":                       "",
		"x":                      "",
		strings.Repeat("x", 999): "",
	} {
		if got := Nearest(word, candidates); got != want {
			t.Errorf("the nearest of %.40q is %q, want %q", word, got, want)
		}
	}
	if got := Nearest("x", nil); got != "" {
		t.Errorf("the nearest of no candidates is %q", got)
	}
}
