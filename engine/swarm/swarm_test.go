package swarm

import (
	"context"
	"errors"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"
)

func short(address string) Options {
	o := Defaults()
	o.Address, o.For, o.Seed = address, 300*time.Millisecond, 1
	return o
}

func run(t *testing.T, o Options) Report {
	t.Helper()
	r, err := Run(context.Background(), o, func(Report) {})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// mismatches reports whether wrong bytes were received.
func mismatches(r Report) bool { return r.Mismatches > 0 }

func TestEveryByteOfAnEchoIsVerified(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	for _, o := range []Options{
		{Clients: 1, Size: 1, Pipeline: 1},
		{Clients: 50, Size: 64, Pipeline: 1},
		{Clients: 10, Size: 1000, Pipeline: 32},
		{Clients: 20, Size: 64, Pipeline: 4, Idle: 5, Slow: 5},
	} {
		o.Address, o.Protocol, o.For = address, "echo", 200*time.Millisecond
		all := uint64(o.Clients - o.Slow)
		r := runUntil(t, o, func(r Report) bool { return r.Connections == uint64(o.Clients) && r.Messages >= all })
		if !r.Verified || r.Messages < all || r.Mismatches+r.Lost+r.Ended > 0 || len(r.Errors) > 0 {
			t.Errorf("%+v: %+v", o, r)
		}
		if r.Connections != uint64(o.Clients) || r.Connected != 0 || r.Latency.Count == 0 || r.Latency.P50 > r.Latency.P99 || r.Latency.P99 > r.Latency.Max {
			t.Errorf("%+v: connections or latencies can't be: %+v", o, r)
		}
		if r.In > r.Out || r.Out < r.Messages*uint64(o.Size) {
			t.Errorf("%+v: %d messages in %d bytes out, %d in", o, r.Messages, r.Out, r.In)
		}
	}
}

func TestACorruptedByteIsFoundWithItsPlace(t *testing.T) {
	labtest.Need(t)
	const place = 1000
	address := serve(t, &server{keep: true, answer: func(_ int, all, fresh []byte) ([]byte, ending) {
		if from := len(all) - len(fresh); from <= place && place < len(all) {
			fresh[place-from] ^= 1
		}
		return fresh, goesOn
	}})
	r := runUntil(t, short(address), mismatches)
	if r.Verified || r.Mismatches == 0 || r.First == nil || r.First.Byte != place || r.First.Client != 0 {
		t.Errorf("byte %d was changed, and the report is %+v of %+v", place, r.First, r)
	}
}

func TestAByteTooManyIsAMismatch(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(_ int, _, fresh []byte) ([]byte, ending) { return append(fresh, 'x'), goesOn }})
	r := runUntil(t, short(address), mismatches)
	if r.Verified || r.First == nil || r.First.Byte != 64 || r.First.Want != "nothing more" || r.First.Got != `"x"` {
		t.Errorf("one byte more than was sent: %+v", r.First)
	}
}

func TestAResetIsCounted(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(int, []byte, []byte) ([]byte, ending) { return nil, resets }})
	o := short(address)
	o.Clients = 5
	reset := func(r Report) int {
		return slices.IndexFunc(r.Errors, func(f Failure) bool { return f.Call == "recvfrom" && f.Errno == "ECONNRESET" && f.Count >= 5 })
	}
	r := runUntil(t, o, func(r Report) bool { return reset(r) >= 0 })
	i := reset(r)
	if i < 0 || r.Lost != r.Errors[i].Count || r.Verified {
		t.Errorf("a server that resets after every message: %+v", r)
	}
	o.Protocol = "bad-reset:64"
	if r := runUntil(t, o, func(r Report) bool { return r.Ended >= 5 }); len(r.Errors) > 0 || r.Ended < 5 || !r.Verified {
		t.Errorf("a server that may reset: %+v", r)
	}
}

func TestAServerThatEndsIsCounted(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(_ int, _, fresh []byte) ([]byte, ending) { return fresh[:len(fresh)/2], closes }})
	if r := runUntil(t, short(address), func(r Report) bool { return r.Ended > 0 }); r.Ended == 0 || r.Lost != r.Ended || r.Mismatches > 0 || r.Verified {
		t.Errorf("a server that ends in the middle of its answers: %+v", r)
	}
}

func TestChurnLeavesDescriptorsAsTheyWere(t *testing.T) {
	labtest.Need(t) // checks them at the end
	s := &server{answer: echoing}
	address := serve(t, s)
	before := len(labtest.Descriptors(t))
	o := short(address)
	o.Clients, o.Churn = 20, true
	const few = 20
	accepted := int64(0) // before this run
	r := runUntil(t, o, func(r Report) bool {
		if r.Messages >= few {
			return true
		}
		accepted += int64(r.Connections)
		return false
	})
	if !r.Verified || r.Messages < few || r.Connections < r.Messages || len(r.Errors) > 0 {
		t.Errorf("churn: %+v", r)
	}
	if !labtest.Until(func() bool {
		return len(labtest.Descriptors(t)) == before && s.accepted.Load() == accepted+int64(r.Connections)
	}) {
		t.Errorf("%d descriptors before, %d after; %d of %d connections were accepted", before, len(labtest.Descriptors(t)), s.accepted.Load(), r.Connections)
	}
}

func TestCutsAreCountedAndHarmNoOther(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	o := short(address)
	o.Clients, o.Churn, o.Cut = 10, true, 0.3
	r := runUntil(t, o, func(r Report) bool { return r.Connections >= 200 })
	if part := float64(r.Cut) / float64(r.Connections); !r.Verified || part < 0.2 || part > 0.4 || len(r.Errors) > 0 {
		t.Errorf("%.2f of the connections were cut: %+v", part, r)
	}
	o.Churn, o.Cut = false, 1
	if r := runUntil(t, o, func(r Report) bool { return r.Cut == 10 }); r.Cut != 10 || !r.Verified {
		t.Errorf("all connections were to be cut at the end: %+v", r)
	}
}

// The rate does not depend on how much time passes between two readings of the clock, and messages missed while the
// swarm stalled are not made up for.
func TestARateIsKept(t *testing.T) {
	for _, rate := range []float64{0.5, 50, 2000, 300_000} {
		for _, step := range []time.Duration{50 * time.Microsecond, tick, breather} {
			p, now := pace{rate: rate}, int64(0)
			spent := func(d time.Duration) (messages float64) {
				for end := now + int64(d); now < end; {
					now += int64(step)
					for p.pay(now); p.spend(); messages++ {
					}
				}
				return messages
			}
			if got := spent(20 * time.Second); math.Abs(got-20*rate) > 1 {
				t.Errorf("at %g a second, looked at every %s, %g messages are sent in 20 s", rate, step, got)
			}
			now += int64(time.Hour)
			if got := spent(step); got > max(1, rate*breather.Seconds()) {
				t.Errorf("at %g a second %g messages are sent at once after a stall", rate, got)
			}
		}
	}
}

// Clients send as many messages and make as many connections as the rate allows, and no more.
func TestClientsWaitForTheRate(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	for _, churn := range []bool{false, true} {
		for _, rate := range []float64{50, 2000} {
			o := short(address)
			o.Clients, o.Rate, o.Churn = 30, rate, churn
			r := runUntil(t, o, func(r Report) bool { return r.Messages > 2 })
			if most := 1 + rate*(r.Elapsed+breather.Seconds()); !r.Verified || r.Messages < 3 || float64(r.Messages) > most {
				t.Errorf("%g a second were wanted (churn %t), at most %.0f: %+v", rate, churn, most, r)
			}
		}
	}
}

func TestAnEndedContextReturnsTheReportSoFar(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	o := short(address)
	o.For = Longest
	ctx, cancel := context.WithCancel(context.Background())
	reports := 0
	r, err := Run(ctx, o, func(r Report) {
		if reports++; r.Messages > 0 && r.Connected == 1 && r.PerSecond > 0 {
			cancel()
		}
	})
	if err != nil || reports == 0 || r.Messages == 0 || !r.Verified || r.Elapsed > 60 {
		t.Errorf("%d reports, then %+v, %v", reports, r, err)
	}
}

func TestNobodyToConnectToEndsEarly(t *testing.T) {
	labtest.Need(t)
	o := short("127.0.0.1:9")
	o.Clients, o.For = 3, Longest
	r := run(t, o)
	if r.Verified || r.Connections > 0 || len(r.Errors) != 1 || r.Errors[0] != (Failure{"connect", "ECONNREFUSED", 3}) {
		t.Errorf("without a listener: %+v", r)
	}
}

func TestThousandsConnectWithoutAnOverflow(t *testing.T) {
	labtest.Need(t)
	const clients = 2000
	o := short(serve(t, &server{answer: echoing, backlog: 4 * atOnce}))
	o.Clients, o.Idle, o.For = clients, clients, Longest
	ctx, stop := context.WithCancel(context.Background())
	before := overflows(t)
	r, err := Run(ctx, o, func(r Report) {
		if r.Messages == clients {
			stop()
		}
	})
	if err != nil || r.Connections != clients || r.Messages != clients {
		t.Errorf("%d idle clients: %+v, %v", clients, r, err)
	}
	if n := overflows(t) - before; n > 0 {
		t.Errorf("%d connections did not fit into the accept queue", n)
	}
}

// overflows returns how many connections have met a full accept queue in this network namespace.
func overflows(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile("/proc/thread-self/net/netstat")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i, name := range strings.Fields(lines[0]) {
		if name == "ListenOverflows" {
			n, err := strconv.Atoi(strings.Fields(lines[1])[i])
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatal("the kernel does not count overflows")
	return 0
}

func TestWhatIsOutOfBoundsIsSaid(t *testing.T) {
	good := short("127.0.0.1:7")
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*Options){
		"not an address":         func(o *Options) { o.Address = "nowhere" },
		"nowhere to connect":     func(o *Options) { o.Address = "none" },
		"no client speaks":       func(o *Options) { o.Protocol = "gopher" },
		"20001 clients":          func(o *Options) { o.Clients = 20_001 },
		"1048577 bytes":          func(o *Options) { o.Size = 1<<20 + 1 },
		"0 messages under":       func(o *Options) { o.Pipeline = 0 },
		"-1 is not a rate":       func(o *Options) { o.Rate = -1 },
		"2 is not a probability": func(o *Options) { o.Cut = 2 },
		"not among":              func(o *Options) { o.Idle, o.Slow = 1, 1 },
		"at most 10m0s":          func(o *Options) { o.For = time.Hour },
		"leave the pipeline":     func(o *Options) { o.Churn, o.Pipeline = true, 2 },
		"ends every":             func(o *Options) { o.Protocol, o.Idle = "time", 1 },
		"unasked":                func(o *Options) { o.Protocol, o.Rate = "chargen", 1 },
	} {
		o := good
		change(&o)
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v was said where %q was wanted", err, want)
		}
	}
}

func TestAddressesOutsideNeedLeave(t *testing.T) {
	o := short("192.0.2.1:7")
	_, err := Run(context.Background(), o, func(Report) {})
	var unavailable *Unavailable
	if !errors.As(err, &unavailable) || !strings.Contains(err.Error(), "--allow-net") {
		t.Errorf("an address of a documentation network: %v", err)
	}
}
