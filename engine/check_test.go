package engine

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"
)

// Whatever fields a step lacks, it is answered, and the answer names the missing field if that is the reason.
func TestAStepThatLacksAFieldIsAnswered(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(2, 1), flags(0o4000))
	for _, verb := range step.Verbs() {
		for _, s := range []Step{stepOf(verb.Name), stepOf(verb.Name, sock("s"))} {
			e := r.arrives(r.later(verb.Name, func(into *Step) { *into = s }))
			for _, p := range verb.Params {
				if s.Lacks(p) && !strings.Contains(e.Problem, "lacks its") {
					t.Errorf("%+v lacks its %s, and the problem is %q", s, p.Role, e.Problem)
				}
			}
			if verb.Name == "close" && s.Socket != "" {
				r.well("socket", named("s"), kind(2, 1), flags(0o4000))
			}
		}
	}
}

func TestNumbersThatMakeNoSenseAreRefused(t *testing.T) {
	for _, c := range []struct {
		step Step
		says string
	}{
		{stepOf("recv", sock("s"), size(1<<40)), "at most 256MiB"},
		{stepOf("recv", sock("s"), size(-1)), "at most 256MiB"},
		{stepOf("send", sock("s"), times(math.MaxInt64, "xx")), "at most 256MiB"},
		{stepOf("send", sock("s"), times(-1, "x")), "at most 256MiB"},
		{stepOf("listen", sock("s"), count(math.MaxInt)), "out of bounds"},
		{stepOf("socket", kind(1<<40, 1)), "32 bits"},
		{stepOf("sleep", timeout(-1)), "below 0"},
		{stepOf("sleep"), "lacks its timeout"},
		{stepOf("close", sock("s"), named("a")), "1 names"},
		{stepOf("socket", kind(2, 1), named("a\x1b[2J")), "not a name"},
		{stepOf("poll", interested("s", 1<<20)), "not a set of events"},
		{stepOf("spawn", ofTask("w"), spawned(stepOf("spawn", ofTask("v"), spawned(stepOf("close", sock("s")))))), "lacks its step"},
		{stepOf("spawn", ofTask("w"), spawned(stepOf("sleep", timeout(1)))), "one system call"},
		{stepOf("spawn", ofTask("w"), spawned(stepOf("recv", sock("s"), size(-1)))), "at most 256MiB"},
		{stepOf("rlimit", key("core"), limit(0)), "no limit"},
		{stepOf("nonsense\n"), "there is no verb"},
		{stepOf(strings.Repeat("é", 30)), "there is no verb \"" + strings.Repeat("é", 20) + "…\""},
		{stepOf("x" + strings.Repeat("é", 30)), "there is no verb \"x" + strings.Repeat("é", 19) + "…\""},
		{stepOf(strings.Repeat("\x80", 50)), "there is no verb"},
	} {
		if err := c.step.Check(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v, want %q", c.step, err, c.says)
		}
	}
}

// A frame is built whatever the numbers in its query.
func TestNumbersOfAFrameAreBounded(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("serve", sock("s"), func(s *Step) { s.Service = &step.Service{Protocol: "echo"} })
	for _, n := range []int{math.MinInt, -5, 0, 2, math.MaxInt} {
		for _, m := range []int{math.MinInt, -7, 1, math.MaxInt} {
			f := r.frame(Query{First: n, Rows: m, Events: n, After: math.MaxUint64, Selected: 1 << 60, Server: &status.Query{First: m, Rows: n}})
			if f.Total != 3 {
				t.Errorf("first %d, rows %d: %d sockets", n, m, f.Total)
			}
		}
	}
}

// FuzzStep sends an engine steps with random fields, encoded as JSON lines. The engine answers each one, and continues.
func FuzzStep(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, 60)
	}
	f.Fuzz(func(t *testing.T, seed uint64, steps int) {
		r := newRig(t, Options{})
		random := rand.New(rand.NewPCG(seed, 9))
		for range min(max(steps, 0), 200) {
			wire, err := json.Marshal(randomStep(random, 0))
			if err != nil {
				t.Fatal(err)
			}
			var s Step
			if err := json.Unmarshal(wire, &s); err != nil {
				t.Fatal(err)
			}
			done := make(chan Event, 1)
			if err := r.Begin(s, func(e Event) { done <- e }); err != nil {
				t.Fatal(err)
			}
			if !labtest.Until(func() bool { return len(done) > 0 || r.interrupted() && len(done) > 0 }) {
				t.Fatalf("%s is not answered", wire)
			}
		}
	})
}

// interrupted interrupts the blocked calls, and reports whether there were any.
func (r *rig) interrupted() bool {
	blocked := r.frame(Query{}).Blocked
	for _, b := range blocked {
		if !b.Done {
			_ = r.Begin(stepOf("interrupt", ofTask(b.Task)), func(Event) {})
		}
	}
	return len(blocked) > 0
}

// pick returns a random one of the values, and often the zero value.
func pick[T any](r *rand.Rand, of ...T) (one T) {
	if r.IntN(4) == 0 {
		return one
	}
	return of[r.IntN(len(of))]
}

// some returns the address of a value, or sometimes nil.
func some[T any](r *rand.Rand, value T) *T {
	if r.IntN(4) == 0 {
		return nil
	}
	return &value
}

// randomStep returns a step with random fields: valid, odd and missing ones. It starts no process, and lowers no limit
// of this one.
func randomStep(r *rand.Rand, depth int) Step {
	names := []string{"s", "c", "a", "s'", "w", "s_1", "", "\x1b[2J", "x y", strings.Repeat("n", 300)}
	numbers := []int{-1, 0, 1, 2, 3, 10, 17, 6, 0o4000, 1 << 31, -1 << 31, math.MaxInt, math.MinInt, 1 << 40}
	times := []time.Duration{-1, 0, 1, time.Millisecond, math.MinInt64}
	verbs := step.Verbs()
	s := Step{
		Verb: verbs[r.IntN(len(verbs))].Name, Within: pick(r, times...), Names: [][]string{nil, {"s"}, {"c"}, {"a", "b"}, {"1"}, {""}}[r.IntN(6)],
		Socket: pick(r, names...), Other: pick(r, names...), Domain: pick(r, numbers...), Type: pick(r, numbers...), Protocol: pick(r, numbers...),
		Flags: pick(r, numbers...), Op: pick(r, numbers...), Size: pick(r, append(numbers, 4096)...),
		Address: pick(r, step.Address("127.0.0.1:0"), "@s", "@c.peer", "@", "unix:@fuzz", "unix:", "none", "localhost:x", "[::1]:0", "\x00"),
		Text:    some(r, step.Text{Times: int64(pick(r, numbers...)), Body: []byte(pick(r, "", "x", "hello"))}),
		Count:   some(r, pick(r, numbers...)), Timeout: some(r, pick(r, times...)),
		Option:  some(r, step.OptionRef{Level: pick(r, "", "SOL_SOCKET", "1", "x"), Name: pick(r, "", "SO_REUSEADDR", "SO_LINGER", "SO_ERROR", "A|B", "TCP_INFO"), Number: pick(r, numbers...)}),
		Value:   some(r, pick(r, "", "on", "5", "hex:", "hex:01", "none", "ESTABLISHED", "@s", "\x1b")),
		Request: pick(r, "O_NONBLOCK", "FD_CLOEXEC", "F_GETFL", "FIONREAD", "FIONBIO", "SIOCATMARK", "x"),
		On:      some(r, r.IntN(2) == 0),
		Target:  some(r, step.Target{Socket: pick(r, names...), Field: pick(r, "", "state", "local", "info.rtt", "SO_TYPE", "ready", "x"), MIB: pick(r, "", "", "", "TcpActiveOpens", "x")}),
		Compare: pick(r, "==", "<", "~"), Task: pick(r, names...), Key: pick(r, "net.ipv4.x", "..", "/", "x"), Limit: uint64(pick(r, numbers...)),
		Service: some(r, step.Service{Protocol: pick(r, "", "echo", "http", "x"), Readiness: pick(r, "", "epoll", "poll", "x"), Spin: pick(r, times...)}),
		Gear:    some(r, step.Gear{Word: pick(r, "", "run", "pause", "slow", "step", "iteration", "x"), N: pick(r, 0, 1, -1, 1e300)}),
		Swarm:   some(r, step.Swarm{Clients: pick(r, 0, -1, math.MaxInt), For: pick(r, times...)}),
		Want:    [][]step.Outcome{nil, nil, {{Word: "ok"}}, {{Word: pick(r, ">=0", "x:y", "127.0.0.1:0", "eof", "")}}, {{Quoted: true}}}[r.IntN(5)],
	}
	for range r.IntN(3) {
		s.Interests = append(s.Interests, step.Interest{Socket: pick(r, names...), Events: pick(r, numbers...)})
	}
	if depth < 3 && r.IntN(2) == 0 {
		inner := randomStep(r, depth+1)
		s.Spawned = &inner
	}
	return s
}
