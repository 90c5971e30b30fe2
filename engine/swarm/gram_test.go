package swarm

import (
	"context"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// letterbox is a small datagram server on its own thread. answer gets the number of earlier datagrams and each
// datagram, and returns what to send back.
type letterbox struct {
	fd      int
	address string
}

// post runs a datagram server until the test ends.
func post(t *testing.T, at string, answer func(n int, p []byte) [][]byte) letterbox {
	t.Helper()
	var k sockets.Linux
	addr, err := sockets.ParseAddr(at)
	if err != nil {
		t.Fatal(err)
	}
	fd, err := k.Socket(addr.Family, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err == nil {
		err = k.Bind(fd, addr)
	}
	if err == nil {
		err = unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Usec: 10_000})
	}
	if err != nil {
		t.Fatal(err)
	}
	name, err := k.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1<<16)
		for n := 0; ; {
			select {
			case <-stop:
				return
			default:
			}
			size, from, err := unix.Recvfrom(fd, buf, 0)
			if err != nil {
				continue
			}
			for _, p := range answer(n, buf[:size]) {
				_ = unix.Sendto(fd, p, 0, from)
			}
			n++
		}
	}()
	t.Cleanup(func() {
		close(stop)
		<-done
		_ = unix.Close(fd)
	})
	return letterbox{fd, "udp:" + name.String()}
}

func back(_ int, p []byte) [][]byte { return [][]byte{p} }

// bytesOf returns a copy, which can be sent later.
func bytesOf(p []byte) []byte { return append([]byte(nil), p...) }

func TestEveryDatagramOfAnEchoIsAnswered(t *testing.T) {
	labtest.Need(t)
	for at, o := range map[string]Options{
		"127.0.0.1:0":        {Clients: 1, Size: headerSize, Pipeline: 1},
		"[::1]:0":            {Clients: 20, Size: 64, Pipeline: 1},
		"127.0.0.2:0":        {Clients: 1, Size: mostDatagram, Pipeline: 1}, // more of them would not fit into the server's buffer
		"127.0.0.3:0":        {Clients: 5, Size: 100, Pipeline: 8},
		"unix:@swarm-echoes": {Clients: 3, Size: 64, Pipeline: 2},
	} {
		o.Protocol, o.For, o.Address = "echo", 200*time.Millisecond, post(t, at, back).address
		all := uint64(o.Clients * o.Pipeline)
		r := runUntil(t, o, func(r Report) bool { return r.Messages >= all && r.Lost == 0 })
		if !r.Verified || !r.Faultless() || r.Messages != r.Datagrams.Sent || r.Lost+r.Mismatches > 0 || len(r.Errors) > 0 {
			t.Errorf("%s, %+v: %+v, %+v", at, o, r, r.Datagrams)
		}
		if *r.Datagrams != (Tally{Sent: r.Messages}) || r.In != r.Out || r.Out != r.Messages*uint64(o.Size) {
			t.Errorf("%s: %+v in %d bytes, %d back", at, r.Datagrams, r.Out, r.In)
		}
		if r.Connections != uint64(o.Clients) || r.Connected != 0 || r.Latency.Count != r.Messages || r.Latency.P50 > r.Latency.Max || r.Latency.Max == 0 {
			t.Errorf("%s: %+v", at, r)
		}
	}
}

// A socket whose filter drops everything does not answer: what was sent is lost, which is not an error.
func TestDatagramsThatAreDroppedAreLost(t *testing.T) {
	labtest.Need(t)
	box := post(t, "127.0.0.1:0", back)
	nothing := []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K}}
	if err := unix.SetsockoptSockFprog(box.fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &nothing[0]}); err != nil {
		t.Fatal(err)
	}
	o := short(box.address)
	o.Clients, o.Pipeline = 3, 2
	r := run(t, o)
	if r.Verified || r.Messages > 0 || r.Lost != 6 || r.Datagrams.Sent != 6 || len(r.Errors) > 0 || r.Unheard() {
		t.Errorf("%+v, %+v", r, r.Datagrams)
	}
	if r.Elapsed > 60 {
		t.Errorf("it took %f s", r.Elapsed)
	}
}

func TestWhatBecomesOfDatagramsIsCounted(t *testing.T) {
	labtest.Need(t)
	var kept, held []byte // one of each server
	for name, c := range map[string]struct {
		pipeline int
		answer   func(n int, p []byte) [][]byte
		until    func(Report) bool
		right    func(Report, Tally) bool
	}{
		"lost": {1, func(n int, p []byte) [][]byte {
			if n == 0 {
				return nil
			}
			return [][]byte{p}
		}, func(r Report) bool { return r.Messages > 0 }, func(r Report, d Tally) bool {
			return r.Lost > 0 && d.Sent == r.Messages+r.Lost && d.Late < r.Lost && d.Duplicates+d.Reordered+d.Refused == 0 && r.Faultless()
		}},
		"duplicates": {1, func(_ int, p []byte) [][]byte { return [][]byte{p, p} },
			func(r Report) bool { return r.Datagrams.Duplicates > 3 },
			func(r Report, d Tally) bool {
				return d.Duplicates <= d.Sent && d.Sent == r.Messages+r.Lost && d.Late <= r.Lost && d.Reordered+d.Refused == 0
			}},
		"reordered": {2, func(n int, p []byte) [][]byte {
			if n%2 == 0 {
				kept = bytesOf(p)
				return nil
			}
			return [][]byte{p, kept}
		}, func(r Report) bool { return r.Datagrams.Reordered > 3 }, func(r Report, d Tally) bool {
			return d.Reordered <= r.Messages/2+1 && d.Sent == r.Messages+r.Lost && d.Duplicates+d.Refused == 0
		}},
		"late": {1, func(n int, p []byte) [][]byte {
			switch n {
			case 0:
				held = bytesOf(p)
				return nil
			case 1:
				return [][]byte{held, p, held}
			}
			return [][]byte{p}
		}, func(r Report) bool { return r.Datagrams.Duplicates > 0 }, func(r Report, d Tally) bool {
			return r.Lost > 0 && d.Late > 0 && d.Late <= r.Lost && d.Sent == r.Messages+r.Lost && d.Reordered+d.Refused == 0
		}},
	} {
		o := short(post(t, "127.0.0.1:0", c.answer).address)
		o.Pipeline, o.For = c.pipeline, 3*time.Second
		ctx, stop := context.WithCancel(context.Background())
		r, err := Run(ctx, o, func(r Report) {
			if c.until(r) {
				stop()
			}
		})
		stop()
		if err != nil || !r.Verified || !c.right(r, *r.Datagrams) || !c.until(r) {
			t.Errorf("%s: %+v, %+v, %v", name, r, r.Datagrams, err)
		}
	}
}

// Without a listener, the kernel answers with ICMP, and the swarm ends early.
func TestDatagramsToNobodyAreRefused(t *testing.T) {
	labtest.Need(t)
	for _, protocol := range []string{"echo", "discard", "daytime"} {
		o := short("udp:127.0.0.1:9")
		o.Clients, o.For, o.Protocol = 3, Longest, protocol
		r := run(t, o)
		if r.Datagrams.Refused < 3 || !r.Unheard() || r.Faultless() || len(r.Errors) > 0 || r.Elapsed > 60 {
			t.Errorf("%s: %+v, %+v", protocol, r, r.Datagrams)
		}
	}
	o := short("udp:unix:@nobody-here")
	o.For = Longest
	if r := run(t, o); r.Verified || r.Connections > 0 || len(r.Errors) != 1 || r.Errors[0] != (Failure{"connect", "ECONNREFUSED", 1}) {
		t.Errorf("%+v", r)
	}
}

func TestAWrongByteOfADatagramIsFound(t *testing.T) {
	labtest.Need(t)
	for place, change := range map[int]func(p []byte) []byte{
		40: func(p []byte) []byte { p[40] ^= 1; return p },
		0:  func(p []byte) []byte { p[0] ^= 1; return p },
		63: func(p []byte) []byte { return p[:63] },
		64: func(p []byte) []byte { return append(p, 'x') },
	} {
		o := short(post(t, "127.0.0.1:0", func(_ int, p []byte) [][]byte { return [][]byte{change(bytesOf(p))} }).address)
		r := runUntil(t, o, mismatches)
		if r.Verified || r.First == nil || r.First.Byte != uint64(place) || r.First.Client != 0 || r.Messages > 0 {
			t.Errorf("byte %d: %+v of %+v", place, r.First, r)
		}
	}
}

func TestDatagramsAreToldToNobodyInParticular(t *testing.T) {
	labtest.Need(t)
	o := short(post(t, "127.0.0.1:0", func(int, []byte) [][]byte { return nil }).address)
	o.Clients, o.Protocol = 3, "discard"
	r := run(t, o)
	if !r.Faultless() || r.Messages < 3 || r.Messages != r.Datagrams.Sent || r.Lost+r.In+r.Datagrams.Refused > 0 || r.Latency.Count > 0 {
		t.Errorf("%+v, %+v", r, r.Datagrams)
	}
	o.Protocol, o.Address = "time", post(t, "127.0.0.1:0", func(int, []byte) [][]byte { return [][]byte{{1, 2, 3, 4}} }).address
	if r := runUntil(t, o, mismatches); r.First == nil || r.First.Want != "four bytes that are the seconds since 1900" {
		t.Errorf("%+v", r)
	}
}

func TestDatagramsWaitForTheRate(t *testing.T) {
	labtest.Need(t)
	for _, rate := range []float64{50, 2000} {
		o := short(post(t, "127.0.0.1:0", back).address)
		o.Clients, o.Rate = 30, rate
		r := runUntil(t, o, func(r Report) bool { return r.Messages > 2 })
		if most := 1 + rate*(r.Elapsed+breather.Seconds()); !r.Verified || r.Messages < 3 || float64(r.Datagrams.Sent) > most {
			t.Errorf("%g a second were wanted, at most %.0f: %+v", rate, most, r)
		}
	}
}

// Only a limited number of given-up datagrams is remembered.
func TestGivenUpDatagramsAreForgottenInOrder(t *testing.T) {
	var g givenUp
	for n := range uint64(mostGivenUp + 10) {
		g.add(gram{1, n})
	}
	if len(g.known) != mostGivenUp || g.take(gram{1, 9}) || !g.take(gram{1, 10}) || g.take(gram{1, 10}) {
		t.Errorf("%d are known", len(g.known))
	}
}
