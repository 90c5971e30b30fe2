package protocol_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// resp encodes a command as a client does.
func resp(words ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "*%d\r\n", len(words))
	for _, w := range words {
		fmt.Fprintf(&b, "$%d\r\n%s\r\n", len(w), w)
	}
	return b.String()
}

const (
	noInteger = "-ERR value is not an integer or out of range"
	syntax    = "-ERR syntax error"
)

func TestRedisAnswersTheSameHoweverCommandsAreSplit(t *testing.T) {
	for name, test := range map[string]struct {
		said []string // words on one line
		want []string
	}{
		"ping":      {[]string{"PING", "ping hello", "ECHO 'a b'"}, []string{"+PONG", "$5", "hello", "$3", "a b"}},
		"set":       {[]string{"SET k v", "GET k", "GET none"}, []string{"+OK", "$1", "v", "$-1"}},
		"overwrite": {[]string{"SET k long-value", "SET k v", "GET k", "DBSIZE"}, []string{"+OK", "+OK", "$1", "v", ":1"}},
		"nx":        {[]string{"SET k a NX", "SET k b NX", "GET k"}, []string{"+OK", "$-1", "$1", "a"}},
		"xx":        {[]string{"SET k a XX", "SET k a", "SET k b xx", "GET k"}, []string{"$-1", "+OK", "+OK", "$1", "b"}},
		"set get":   {[]string{"SET k a GET", "SET k b GET", "SET k c NX GET", "GET k"}, []string{"$-1", "$1", "a", "$1", "b", "$1", "b"}},
		"ttl":       {[]string{"TTL k", "SET k v", "TTL k", "SET k v EX 100", "TTL k", "SET k v PX 1500", "PTTL k", "TTL k"}, []string{":-2", "+OK", ":-1", "+OK", ":100", "+OK", ":1500", ":2"}},
		"keepttl":   {[]string{"SET k v EX 9", "SET k w KEEPTTL", "TTL k", "SET k w", "TTL k"}, []string{"+OK", "+OK", ":9", "+OK", ":-1"}},
		"expire":    {[]string{"EXPIRE k 5", "SET k v", "EXPIRE k 5", "TTL k", "PEXPIRE k 70", "PTTL k", "PERSIST k", "PERSIST k", "TTL k", "EXPIRE k 0", "GET k"}, []string{":0", "+OK", ":1", ":5", ":1", ":70", ":1", ":0", ":-1", ":1", "$-1"}},
		"bad times": {[]string{"SET k v EX 0", "SET k v EX x", "SET k v EX", "SET k v EX 1 PX 1", "SET k v NX XX", "SET k v EX 9223372036854775807", "SET k v", "EXPIRE k 9223372036854775807", "EXPIRE k x", "TTL k"},
			[]string{"-ERR invalid expire time in 'set' command", noInteger, syntax, syntax, syntax, "-ERR invalid expire time in 'set' command", "+OK", "-ERR invalid expire time in 'EXPIRE' command", noInteger, ":-1"}},
		"del":            {[]string{"MSET a 1 b 2 c 3", "DEL a x b", "UNLINK c", "DBSIZE"}, []string{"+OK", ":2", ":1", ":0"}},
		"exists":         {[]string{"SET a 1", "EXISTS a a b"}, []string{"+OK", ":2"}},
		"mget":           {[]string{"MSET a 1 b 2", "MGET a x b", "MSET a"}, []string{"+OK", "*3", "$1", "1", "$-1", "$1", "2", "-ERR wrong number of arguments for 'mset' command"}},
		"mset odd":       {[]string{"MSET a 1 b", "DBSIZE"}, []string{"-ERR wrong number of arguments for 'mset' command", ":0"}},
		"incr":           {[]string{"INCR n", "INCRBY n 41", "DECR n", "GET n", "INCRBY n -50"}, []string{":1", ":42", ":41", "$2", "41", ":-9"}},
		"incr keeps ttl": {[]string{"SET n 1 EX 50", "INCR n", "TTL n"}, []string{"+OK", ":2", ":50"}},
		"incr of text":   {[]string{"SET n x", "INCR n", "SET n 01", "INCR n", "INCRBY m 1.5", "EXISTS m"}, []string{"+OK", noInteger, "+OK", noInteger, noInteger, ":0"}},
		"overflow": {[]string{"SET n 9223372036854775807", "INCR n", "SET n -9223372036854775808", "DECR n", "GET n", "SET n 9223372036854775808", "INCR n"},
			[]string{"+OK", "-ERR increment or decrement would overflow", "+OK", "-ERR increment or decrement would overflow", "$20", "-9223372036854775808", "+OK", noInteger}},
		"flushall":  {[]string{"SET a 1 EX 5", "FLUSHALL", "DBSIZE", "FLUSHALL ASYNC", "FLUSHALL now"}, []string{"+OK", "+OK", ":0", "+OK", syntax}},
		"select":    {[]string{"SELECT 0", "SELECT 1", "SELECT x"}, []string{"+OK", "-ERR DB index is out of range: there is only 0", noInteger}},
		"client":    {[]string{"CLIENT GETNAME", "CLIENT SETNAME me", "CLIENT GETNAME", "CLIENT ID", "CLIENT SETINFO LIB-NAME x", "CLIENT KILL"}, []string{"$-1", "+OK", "$2", "me", ":5", "+OK", "-ERR unknown subcommand 'KILL' of CLIENT"}},
		"config":    {[]string{"CONFIG GET save", "CONFIG GET appendonly", "CONFIG GET maxmemory*", "CONFIG GET x", "CONFIG SET a b"}, []string{"*2", "$4", "save", "$0", "", "*2", "$10", "appendonly", "$2", "no", "*4", "$9", "maxmemory", "$8", "16777216", "$16", "maxmemory-policy", "$10", "noeviction", "*0", "-ERR unknown subcommand 'SET' of CONFIG"}},
		"command":   {[]string{"COMMAND", "COMMAND DOCS", "COMMAND COUNT"}, []string{"*0", "*0", ":71"}},
		"unknown":   {[]string{"XADD a b", "averyveryverylongcommandname"}, []string{"-ERR unknown command 'XADD'", "-ERR unknown command 'averyveryverylongcommandname'"}},
		"arguments": {[]string{"GET", "GET a b", "SET a"}, []string{"-ERR wrong number of arguments for 'get' command", "-ERR wrong number of arguments for 'get' command", "-ERR wrong number of arguments for 'set' command"}},
		"hello 4":   {[]string{"HELLO 4", "HELLO x"}, []string{"-NOPROTO unsupported protocol version", "-NOPROTO unsupported protocol version"}},
		"hello 3": {[]string{"HELLO 3 SETNAME me", "GET none", "CONFIG GET x", "CLIENT GETNAME", "HELLO 2", "GET none"},
			[]string{"%7", "$6", "server", "$10", "netnet-tui", "$7", "version", "$5", "0.0.0", "$5", "proto", ":3", "$2", "id", ":5", "$4", "mode", "$10", "standalone", "$4", "role", "$6", "master", "$7", "modules", "*0",
				"_", "%0", "$2", "me",
				"*14", "$6", "server", "$10", "netnet-tui", "$7", "version", "$5", "0.0.0", "$5", "proto", ":2", "$2", "id", ":5", "$4", "mode", "$10", "standalone", "$4", "role", "$6", "master", "$7", "modules", "*0", "$-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			arrays := ""
			for _, line := range test.said {
				words := strings.Fields(line)
				if name == "ping" {
					words = strings.SplitN(strings.ReplaceAll(line, "'", ""), " ", 2)
				}
				arrays += resp(words...)
			}
			for _, said := range []string{crlf(test.said...), arrays} {
				got := sameInPieces(t, "redis", said, false)
				if want := crlf(test.want...); got.out != want || got.messages != len(test.said) || got.closed {
					t.Errorf("%q gives\n%+v, want\n%q", said, got, want)
				}
			}
		})
	}
}

func TestRedisReadsQuotedWordsOnALine(t *testing.T) {
	for said, want := range map[string]string{
		`ECHO "a\x41\n\"\\"`:      "a\x41\n\"\\",
		`ECHO 'a\'b\n'`:           `a'b\n`,
		`  ECHO   ab"c d"  `:      "abc d",
		`ECHO ""`:                 "",
		"\n\r\nECHO x":            "x",
		"*0\r\n*-1\r\n\r\nECHO x": "x",
	} {
		if got := sameInPieces(t, "redis", said+"\n", false); got.out != fmt.Sprintf("$%d\r\n%s\r\n", len(want), want) || got.messages != 1 {
			t.Errorf("%q gives %+v, want %q", said, got, want)
		}
	}
}

func TestRedisEndsAConnectionThatBreaksTheProtocol(t *testing.T) {
	for said, want := range map[string]string{
		"*x\r\n":                "invalid multibulk length",
		"*1\n":                  "invalid multibulk length",
		"*\r\n":                 "invalid multibulk length",
		"*99999999999\r\n":      "invalid multibulk length",
		"*1025\r\n":             "a command has at most 1024 arguments",
		"*1\r\nPING\r\n":        "expected '$', got \"P\"",
		"*1\r\n\n":              `expected '$', got "\n"`,
		"*1\r\n$x\r\n":          "invalid bulk length",
		"*1\r\n$-1\r\n":         "invalid bulk length",
		"*1\r\n$+4\r\nPING\r\n": "invalid bulk length",
		"*1\r\n$3\r\nPING\r\n":  "a bulk string does not end in CR LF where its length says",
		"*1\r\n$4\r\nPING\n\n":  "a bulk string does not end in CR LF where its length says",
		"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$524289\r\n":  "a bulk string has at most 524288 bytes",
		"*" + strings.Repeat("1", 66_000):            "too big mbulk count string",
		"*1\r\n$" + strings.Repeat("1", 66_000):      "too big bulk count string",
		strings.Repeat("x", 66_000):                  "too big inline request",
		strings.Repeat("x", 66_000) + "\r\n":         "too big inline request",
		strings.Repeat("x ", 1025) + "\r\n":          "a command has at most 1024 arguments",
		"ECHO 'a\r\n":                                "unbalanced quotes in request",
		`ECHO "a"b` + "\r\n":                         "unbalanced quotes in request",
		"PING\r\n*1\r\n$1\r\n\r\n\r\nPING\r\nPING\r": "a bulk string does not end in CR LF where its length says",
	} {
		got := sameInPieces(t, "redis", said+"PING\r\n", false)
		before := strings.Count(got.out, "+PONG")
		if !strings.HasSuffix(got.out, "-ERR Protocol error: "+want+"\r\n") || before != strings.Count(said[:min(5, len(said))], "PING") || !got.closed {
			t.Errorf("%q gives %+v, want the error %q and the end", brief(said), got, want)
		}
	}
	big := strings.Repeat("v", 512<<10)
	got := converse(listening(t, "redis"), resp("MSET", "a", big, "b", big), 1<<12, false)
	if got.out != "-ERR Protocol error: a command has at most 1048576 bytes\r\n" || !got.closed {
		t.Errorf("a command of over 1 MiB gives %+v", got)
	}
}

func TestRedisQuitsAfterWhatWasAsked(t *testing.T) {
	got := sameInPieces(t, "redis", "PING\r\nQUIT\r\nPING\r\n", false)
	if got != (end{"+PONG\r\n+OK\r\n", 2, true}) {
		t.Errorf("got %+v", got)
	}
	if got = sameInPieces(t, "redis", "PING\r\nPI", true); got != (end{"+PONG\r\n", 1, true}) {
		t.Errorf("after FIN: %+v", got)
	}
}

func TestRedisErrorsAreOneLine(t *testing.T) {
	got := sameInPieces(t, "redis", resp("a\r\n+OK\r\n"), false)
	if got.out != "-ERR unknown command 'a  +OK  '\r\n" {
		t.Errorf("got %q", got.out)
	}
}

func TestRedisTellsAboutTheServer(t *testing.T) {
	got := sameInPieces(t, "redis", "INFO clients\r\n", false)
	if want := "# Clients\r\nconnected_clients:2\r\n\r\n"; got.out != fmt.Sprintf("$%d\r\n%s\r\n", len(want), want) {
		t.Errorf("got %q", got.out)
	}
	got = sameInPieces(t, "redis", "INFO\r\n", false)
	for _, want := range []string{"# Server\r\n", "uptime_in_seconds:61\r\n", "# Stats\r\n", "total_connections_received:1234567\r\n"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("INFO lacks %q: %q", want, got.out)
		}
	}
}

// talk sends commands to a redis and returns its answer.
func talk(c *protocoltest.Conn, s protocol.Stream, said string) string {
	c.Feed(s, said)
	return c.Take()
}

func TestRedisForgetsKeysWhoseTimeIsOver(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
	s.Open(c)
	talk(c, s, "SET a 1 PX 1000\r\nSET b 1\r\nSET c 1 EX 3600\r\n")
	c.Time = noon.Add(999 * time.Millisecond)
	if got := talk(c, s, "GET a\r\nPTTL a\r\n"); got != "$1\r\n1\r\n:1\r\n" {
		t.Errorf("just before, it gives %q", got)
	}
	c.Time = noon.Add(time.Second)
	if got := talk(c, s, "GET a\r\nTTL a\r\nEXISTS a b c\r\nSET a 2 NX\r\n"); got != "$-1\r\n:-2\r\n:2\r\n+OK\r\n" {
		t.Errorf("just then, it gives %q", got)
	}
	c.Time = noon.Add(2 * time.Hour) // c is not read, but expires anyway
	if got := talk(c, s, "DBSIZE\r\n"); got != ":2\r\n" {
		t.Errorf("DBSIZE gives %q", got)
	}
}

func TestRedisRefusesWhatThereIsNoRoomFor(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
	s.Open(c)
	if got := talk(c, s, resp("SET", strings.Repeat("k", 1025), "v")); got != "-ERR a key, a field, a member and a pattern have at most 1024 bytes\r\n" {
		t.Errorf("a long key gives %q", got)
	}
	big := strings.Repeat("v", 512<<10)
	set := 0
	for ; ; set++ {
		got := talk(c, s, resp("SET", fmt.Sprint(set), big))
		if strings.HasPrefix(got, "-OOM ") {
			break
		}
		if got != "+OK\r\n" || set > 32 {
			t.Fatalf("SET number %d gives %q", set, got)
		}
	}
	if set != 31 { // 32 of them would be 16 MiB without their keys
		t.Errorf("%d values of 512 KiB fit", set)
	}
	if got := talk(c, s, resp("SET", "1", "small")+resp("SET", "new", big)); got != "+OK\r\n+OK\r\n" {
		t.Errorf("in the place of another one: %q", got)
	}
	if got := talk(c, s, "MGET 2 3 4 5 6\r\n"); !strings.HasPrefix(got, "-ERR the answer would have more than 2 MiB") {
		t.Errorf("an answer of 2.5 MiB gives %q", brief(got))
	}

	talk(c, s, "FLUSHALL\r\n")
	keys := 0
	for got := "+OK\r\n"; got == "+OK\r\n"; keys++ {
		got = talk(c, s, fmt.Sprintf("SET %06d x\r\n", keys))
	}
	if keys--; keys < 90_000 || keys > 120_000 { // 159 bytes each
		t.Errorf("%d short keys fit into 16 MiB", keys)
	}
	const full = "-OOM command not allowed when used memory > 'maxmemory'.\r\n"
	if got := talk(c, s, "SET another x\r\nMSET 000001 y another x\r\nGET 000001\r\nSET 000001 z\r\n"); got != full+full+"$1\r\nx\r\n+OK\r\n" {
		t.Errorf("one key more gives %q", got)
	}
	for _, grows := range []string{"LPUSH l x", "HSET h f x", "SADD s x", "ZADD z 1 x", "INCR n", "SETNX n 1", "APPEND n 1"} {
		if got := talk(c, s, grows+"\r\n"); got != full {
			t.Errorf("%s gives %q when memory is full", grows, got)
		}
	}
	talk(c, s, "EXPIRE 000077 1\r\n")
	c.Time = noon.Add(1500 * time.Millisecond) // one of them has expired, wherever it is
	if got := talk(c, s, "SET anothe x\r\nDBSIZE\r\nSET again1 x\r\n"); got != fmt.Sprintf("+OK\r\n:%d\r\n%s", keys, full) {
		t.Errorf("when one has expired: %q", got)
	}
}

func TestRedisStopsWhileTheConnectionIsFullAndGoesOn(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon, Room: 100_000}
	s.Open(c)
	value := strings.Repeat("v", 10_000)
	talk(c, s, resp("SET", "k", value))
	const commands = 500
	got := talk(c, s, strings.Repeat("GET k\r\n", commands))
	if len(got) > 2*c.Room || c.Rest() == 0 {
		t.Fatalf("%d bytes were written where there is room for %d", len(got), c.Room)
	}
	for c.Rest() > 0 {
		before := c.Rest()
		if got += talk(c, s, ""); c.Rest() == before {
			t.Fatalf("%d bytes are left", before)
		}
	}
	if got != strings.Repeat("$10000\r\n"+value+"\r\n", commands) {
		t.Errorf("got %d bytes", len(got))
	}
}

func TestRedisHangsUpOnABrowser(t *testing.T) {
	const attack = "\r\nContent-Length: 30\r\n\r\nSET k v\r\nGET k\r\n"
	for said, want := range map[string]string{
		"POST / HTTP/1.1\r\nHost: 127.0.0.1:6379" + attack:       "",
		"post / HTTP/1.1\r\nX: y" + attack:                       "",
		"PING\r\nPOST / HTTP/1.1\r\nHost: evil.example" + attack: "+PONG\r\n", // the command before it is answered
		"GET / HTTP/1.1\r\nHost: evil.example\r\n" + attack:      "-ERR wrong number of arguments for 'get' command\r\n",
		"PUT / HTTP/1.1\r\nhost: evil.example\r\n" + attack:      "-ERR unknown command 'PUT'\r\n",
		resp("POST", "/", "HTTP/1.1") + resp("SET", "k", "v"):    "",
		"\"Host:\" x\r\nSET k v\r\n":                             "",
	} {
		s := listening(t, "redis")
		c := &protocoltest.Conn{Time: noon}
		s.Open(c)
		for i := range len(said) {
			c.Feed(s, said[i:i+1])
		}
		if got := c.Take(); got != want || !c.Closed {
			t.Errorf("%q is answered %q, closed %t; want %q and the end", said, got, c.Closed, want)
		}
		if got := sameInPieces(t, "redis", said, false); got.out != want || !got.closed {
			t.Errorf("%q at once gives %+v", said, got)
		}
		other := &protocoltest.Conn{Number: 2, Time: noon}
		s.Open(other)
		if got := talk(other, s, "EXISTS k\r\n"); got != ":0\r\n" {
			t.Errorf("%q has set a key", said)
		}
	}
}
