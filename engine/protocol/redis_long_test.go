package protocol_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// many is more elements than a reply made at once has.
const many = 5000

// filled returns a redis with a list, a hash, a set and a sorted set of many values, and two clients.
func filled(t testing.TB) (s protocol.Stream, c, other *protocoltest.Conn) {
	t.Helper()
	s = listening(t, "redis")
	c, other = &protocoltest.Conn{Number: 1, Time: noon}, &protocoltest.Conn{Number: 2, Time: noon}
	s.Open(c)
	s.Open(other)
	for i := range many {
		talk(c, s, fmt.Sprintf("RPUSH list %d\r\nHSET hash %d x\r\nSADD set %d\r\nZADD zset %d %d\r\n", i, i, i, i, i))
	}
	for i := range many {
		talk(c, s, fmt.Sprintf("SET key:%d x\r\n", i))
	}
	return s, c, other
}

// elements returns the strings of a reply.
func elements(reply string) []string {
	lines := strings.Split(strings.TrimSuffix(reply, "\r\n"), "\r\n")
	var texts []string
	for i := 2; i < len(lines); i += 2 {
		texts = append(texts, lines[i])
	}
	return texts
}

// A long reply is made over several turns, during which others may change the values. It holds what there was when it
// was requested, and later commands are answered after it.
func TestALongReplyIsMadeInSeveralTurns(t *testing.T) {
	for _, test := range []struct {
		ask     string
		parts   int
		changes []string
	}{
		{"LRANGE list 0 -1", many, []string{"LPUSH list x", "RPUSH list x", "LPOP list 1000", "RPOP list 4000", "RPUSH list y"}},
		{"HGETALL hash", 2 * many, []string{"DEL hash", "HSET hash y 1"}},
		{"SMEMBERS set", many, []string{"SPOP set 5000", "SADD set y"}},
		{"ZRANGE zset 0 -1", many, []string{"ZPOPMIN zset 5000", "ZADD zset 1 y"}},
		{"KEYS key:*", many, []string{"SET key:more x"}},
		{"KEYS key:*", many, []string{"DEL key:7", "FLUSHALL"}},
		{"SPOP set 5000", 640, []string{"DEL set", "SET set y"}}, // those that were removed at once
	} {
		s, c, other := filled(t)
		if got := talk(c, s, test.ask+"\r\nPING\r\n"); got != "" || !c.Awaited || c.Held == 0 {
			t.Fatalf("%s: at once it is answered %q, with %d bytes held", test.ask, brief(got), c.Held)
		}
		for _, change := range test.changes {
			talk(other, s, change+"\r\n")
			protocoltest.Turns(s, other)
		}
		protocoltest.Turns(s, c)
		got := c.Take()
		reply, ok := strings.CutSuffix(got, "+PONG\r\n")
		parts := elements(reply)
		if !ok || !strings.HasPrefix(reply, fmt.Sprintf("*%d\r\n", len(parts))) || len(parts) != test.parts {
			t.Errorf("%s: %d elements, want %d: %q", test.ask, len(parts), test.parts, brief(got))
		}
		if slices.Contains(parts, "y") || slices.Contains(parts, "key:more") {
			t.Errorf("%s has elements that were added later", test.ask)
		}
		if slices.Sort(parts); len(slices.Compact(parts)) < min(test.parts, many) {
			t.Errorf("%s has some twice", test.ask)
		}
		if c.Held != 0 {
			t.Errorf("%s: %d bytes are held after it", test.ask, c.Held)
		}
	}
}

func TestALongReplyEndsItsConnectionOnlyWhenItIsSent(t *testing.T) {
	s, c, _ := filled(t)
	c.Feed(s, "LRANGE list 0 -1\r\n")
	if s.End(c); c.Closed {
		t.Fatal("it closed before its reply")
	}
	protocoltest.Turns(s, c)
	if got := elements(c.Take()); len(got) != many || !c.Closed {
		t.Errorf("%d elements came, closed %t", len(got), c.Closed)
	}
}

func TestAReplyThatIsTooLongIsRefused(t *testing.T) {
	s, c, _ := filled(t)
	value := strings.Repeat("v", 1<<19)
	for range 5 {
		talk(c, s, resp("RPUSH", "long", value))
		talk(c, s, resp("HSET", "fields", fmt.Sprint(c.Messages), value))
	}
	for _, ask := range []string{"LRANGE long 0 -1", "HVALS fields"} {
		if got := talk(c, s, ask+"\r\n"); !strings.HasPrefix(got, "-ERR the answer would have more than 2 MiB") {
			t.Errorf("%s gives %q", ask, brief(got))
		}
	}
	if got := talk(c, s, "LPOP long 9\r\nLLEN long\r\n"); !strings.HasPrefix(got, "*2\r\n") || !strings.HasSuffix(got, "\r\n:3\r\n") {
		t.Errorf("LPOP takes out as many as can be sent: %q", brief(got))
	}
}

// A SCAN finds every key that exists from its beginning to its end, while others come and go.
func TestAScanFindsWhatStays(t *testing.T) {
	s, c, other := filled(t)
	random := rand.New(rand.NewPCG(1, 2))
	gone, found := map[string]bool{}, map[string]bool{}
	cursor, steps := "0", 0
	for {
		got := talk(c, s, fmt.Sprintf("SCAN %s COUNT %d MATCH key:*\r\n", cursor, 1+random.IntN(100)))
		lines := strings.Split(got, "\r\n")
		for i := 5; i < len(lines)-1; i += 2 {
			found[lines[i]] = true
		}
		if cursor = lines[2]; cursor == "0" {
			break
		}
		for range 20 {
			key := fmt.Sprint("key:", random.IntN(many))
			if random.IntN(2) == 0 {
				gone[key] = true
				talk(other, s, "DEL "+key+"\r\n")
			} else {
				talk(other, s, fmt.Sprintf("SET new:%d x\r\n", random.IntN(many)))
			}
		}
		if steps++; steps > many {
			t.Fatal("the scan does not end")
		}
	}
	for i := range many {
		if key := fmt.Sprint("key:", i); !gone[key] && !found[key] {
			t.Errorf("%s was there all the time, and was not found", key)
		}
	}
}

func TestAPatternMatchesWholeNames(t *testing.T) {
	for _, test := range []struct{ pattern, is, isNot string }{
		{"*", "a ab", ""}, {"a*", "a ab abc", "b ba"}, {"*c", "c abc cc", "cb"}, {"a*c", "ac abc acbc", "a c acb"}, {"*a*b*", "ab xaxbx", "ba a"},
		{"a?c", "abc a?c", "ac abbc"}, {"[a-c]x", "ax cx", "dx x"}, {"[c-a]x", "bx", "dx"}, {"[^a-c]x", "dx", "ax x"}, {"[abc", "a c", "d"},
		{"a\\*c", "a*c", "abc"}, {"[\\]]", "]", "\\"}, {"a\\", "a\\", "a"}, {"a**b", "ab axb", "a"}, {"abc", "abc", "ab abcd"}, {"[", "", "["}, {"*[0-9]", "a1 1", "a"},
	} {
		s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
		s.Open(c)
		for _, key := range strings.Fields(test.is + " " + test.isNot) {
			talk(c, s, resp("SET", key, "x"))
		}
		got := elements(talk(c, s, resp("KEYS", test.pattern)))
		slices.Sort(got)
		want := strings.Fields(test.is)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s matches %q, want %q", test.pattern, got, want)
		}
	}
}

// Whatever is done to keys, nothing is reported as held once they are gone.
func TestWhatRedisHoldsIsGivenBack(t *testing.T) {
	held := 0
	entry, _ := protocol.Find("redis")
	s := entry.New(protocol.Host{Status: someStatus, Room: func() int { return 1 << 16 }, Hold: func(bytes int) { held = bytes }}).(protocol.Stream)
	c := &protocoltest.Conn{Time: noon}
	s.Open(c)
	random := rand.New(rand.NewPCG(3, 4))
	most := 0
	for range 20_000 {
		key, name := fmt.Sprint("k", random.IntN(8)), fmt.Sprint(random.IntN(40))
		value := strings.Repeat("v", random.IntN(300))
		commands := [][]string{
			{"SET", key, value}, {"APPEND", key, value}, {"INCR", key}, {"LPUSH", key, value, name}, {"RPUSH", key, value}, {"LPOP", key}, {"RPOP", key, "2"},
			{"HSET", key, name, value, "x", value}, {"HDEL", key, name, "x"}, {"SADD", key, name, name}, {"SREM", key, name}, {"SPOP", key}, {"ZADD", key, name, name, "2", "x"},
			{"ZREM", key, name, "y"}, {"ZPOPMIN", key}, {"ZPOPMAX", key, "3"}, {"SETNX", key, value},
		}
		command := commands[random.IntN(len(commands))]
		if random.IntN(50) > 0 { // most commands fit the type of the key
			command[1] += command[0][:1]
		}
		talk(c, s, resp(command...))
		most = max(most, held)
	}
	if most > 1<<16 || most < 1<<15 {
		t.Errorf("up to %d bytes were held, with room for %d", most, 1<<16)
	}
	for _, key := range elements(talk(c, s, "KEYS *\r\n")) {
		talk(c, s, resp([]string{"DEL", "GETDEL"}[random.IntN(2)], key)+resp("DEL", key))
	}
	if held != 0 {
		t.Errorf("%d bytes are held without a key", held)
	}
}

// A list behaves like a slice, whatever is pushed and popped at its ends.
func TestAListKeepsItsOrder(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
	s.Open(c)
	random := rand.New(rand.NewPCG(5, 6))
	var want []string
	for i := range 5000 {
		value := fmt.Sprint(i, strings.Repeat("v", random.IntN(20)*random.IntN(20)*random.IntN(20)))
		switch n := random.IntN(5); {
		case n == 0:
			talk(c, s, resp("LPUSH", "l", value))
			want = slices.Insert(want, 0, value)
		case n <= 2:
			talk(c, s, resp("RPUSH", "l", value))
			want = append(want, value)
		case len(want) == 0:
		case n == 3:
			talk(c, s, resp("LPOP", "l"))
			want = want[1:]
		default:
			talk(c, s, resp("RPOP", "l"))
			want = want[:len(want)-1]
		}
		first := random.IntN(len(want) + 1)
		last := min(first+random.IntN(20), len(want)-1)
		if got := elements(talk(c, s, resp("LRANGE", "l", fmt.Sprint(first), fmt.Sprint(last)))); !slices.Equal(got, want[first:max(first, last+1)]) {
			t.Fatalf("after %d changes %d to %d of %d are %.200q, want %.200q", i, first, last, len(want), got, want[first:max(first, last+1)])
		}
	}
}

// Members come in the order of their scores, whatever the order in which they were added.
func TestASortedSetKeepsItsOrder(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
	s.Open(c)
	random := rand.New(rand.NewPCG(7, 8))
	scores := map[string]int{}
	for range 10_000 {
		name, score := fmt.Sprint("m", random.IntN(3000)), random.IntN(500)
		if random.IntN(4) == 0 {
			talk(c, s, resp("ZREM", "z", name))
			delete(scores, name)
		} else {
			talk(c, s, resp("ZADD", "z", fmt.Sprint(score), name))
			scores[name] = score
		}
	}
	var want []string
	for name := range scores {
		want = append(want, name)
	}
	slices.SortFunc(want, func(a, b string) int {
		if scores[a] != scores[b] {
			return scores[a] - scores[b]
		}
		return strings.Compare(a, b)
	})
	c.Feed(s, resp("ZRANGE", "z", "0", "-1"))
	protocoltest.Turns(s, c)
	if got := elements(c.Take()); !slices.Equal(got, want) {
		t.Fatalf("%d members are not in the order of %d", len(got), len(want))
	}
	for at := 0; at < len(want); at += 100 {
		to := min(at+99, len(want)-1)
		if got := elements(talk(c, s, resp("ZRANGE", "z", fmt.Sprint(at), fmt.Sprint(to)))); !slices.Equal(got, want[at:to+1]) {
			t.Errorf("from %d to %d there are %q, want %q", at, to, got, want[at:to+1])
		}
	}
}
