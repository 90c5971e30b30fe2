package swarm

import (
	"context"
	"errors"
	"slices"
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
		r := run(t, o)
		if !r.Verified || r.Messages < uint64(o.Clients-o.Slow) || r.Mismatches+r.Lost+r.Ended > 0 || len(r.Errors) > 0 {
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
	r := run(t, short(address))
	if r.Verified || r.Mismatches == 0 || r.First == nil || r.First.Byte != place || r.First.Client != 0 {
		t.Errorf("byte %d was changed, and the report is %+v of %+v", place, r.First, r)
	}
}

func TestAByteTooManyIsAMismatch(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(_ int, _, fresh []byte) ([]byte, ending) { return append(fresh, 'x'), goesOn }})
	r := run(t, short(address))
	if r.Verified || r.First == nil || r.First.Byte != 64 || r.First.Want != "nothing more" || r.First.Got != `"x"` {
		t.Errorf("one byte more than was sent: %+v", r.First)
	}
}

func TestAResetIsCounted(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(int, []byte, []byte) ([]byte, ending) { return nil, resets }})
	o := short(address)
	o.Clients = 5
	r := run(t, o)
	i := slices.IndexFunc(r.Errors, func(f Failure) bool { return f.Call == "recvfrom" && f.Errno == "ECONNRESET" })
	if i < 0 || r.Errors[i].Count < 5 || r.Lost != r.Errors[i].Count || r.Verified {
		t.Errorf("a server that resets after every message: %+v", r)
	}
	o.Protocol = "bad-reset:64"
	if r := run(t, o); len(r.Errors) > 0 || r.Ended < 5 || !r.Verified {
		t.Errorf("a server that may reset: %+v", r)
	}
}

func TestAServerThatEndsIsCounted(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: func(_ int, _, fresh []byte) ([]byte, ending) { return fresh[:len(fresh)/2], closes }})
	if r := run(t, short(address)); r.Ended == 0 || r.Lost != r.Ended || r.Mismatches > 0 || r.Verified {
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
	r := run(t, o)
	if !r.Verified || r.Messages < 100 || r.Connections < r.Messages || len(r.Errors) > 0 {
		t.Errorf("churn: %+v", r)
	}
	if !labtest.Until(func() bool { return len(labtest.Descriptors(t)) == before && s.accepted.Load() == int64(r.Connections) }) {
		t.Errorf("%d descriptors before, %d after; %d of %d connections were accepted", before, len(labtest.Descriptors(t)), s.accepted.Load(), r.Connections)
	}
}

func TestCutsAreCountedAndHarmNoOther(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	o := short(address)
	o.Clients, o.Churn, o.Cut = 10, true, 0.3
	r := run(t, o)
	if part := float64(r.Cut) / float64(r.Connections); !r.Verified || part < 0.2 || part > 0.4 || len(r.Errors) > 0 {
		t.Errorf("%.2f of the connections were cut: %+v", part, r)
	}
	o.Churn, o.Cut = false, 1
	if r := run(t, o); r.Cut != 10 || !r.Verified {
		t.Errorf("all connections were to be cut at the end: %+v", r)
	}
}

func TestARateIsKept(t *testing.T) {
	labtest.Need(t)
	address := serve(t, &server{answer: echoing})
	for _, churn := range []bool{false, true} {
		for _, rate := range []float64{50, 2000} {
			o := short(address)
			o.Clients, o.Rate, o.Churn, o.For = 30, rate, churn, 600*time.Millisecond
			if r := run(t, o); !r.Verified || r.PerSecond < 0.8*rate || r.PerSecond > 1.2*rate {
				t.Errorf("%g a second were wanted (churn %t): %+v", rate, churn, r)
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
	address := serve(t, &server{answer: echoing})
	o := short(address)
	o.Clients, o.Idle, o.For = 2000, 2000, time.Second
	if r := run(t, o); r.Connections != 2000 || r.Messages != 2000 || r.Connect.Max > 900_000 {
		t.Errorf("2000 idle clients, of which none should have had to send its SYN again: %+v", r)
	}
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
