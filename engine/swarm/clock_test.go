package swarm

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"
)

// TestClock stops a clock that has run for an hour, and lets it run again an hour later.
func TestClock(t *testing.T) {
	c := clock{start: time.Now().Add(-time.Hour)}
	c.read()
	c.stand(true)
	before := c.now
	c.start = c.start.Add(-time.Hour)
	if c.read(); c.now != before {
		t.Errorf("it stands, and %s have passed", time.Duration(c.now-before))
	}
	if passed := c.real() - before; passed < int64(time.Hour) {
		t.Errorf("%s have really passed", time.Duration(passed))
	}
	c.stand(false)
	if c.read(); c.now < before || c.now-before > int64(time.Minute) || c.real()-c.now < int64(time.Hour) {
		t.Errorf("it runs again, and %s have passed, really %s", time.Duration(c.now-before), time.Duration(c.real()-before))
	}
	c.stand(false)
	if stood := c.stood; stood < int64(time.Hour) || stood > int64(time.Hour+time.Minute) {
		t.Errorf("it has stood for %s", time.Duration(stood))
	}
}

// TestASwarmThatStandsOutlivesItsTime makes a swarm stand for longer than its time. Its clients still exchange
// messages, and when it continues, it still has its time.
func TestASwarmThatStandsOutlivesItsTime(t *testing.T) {
	labtest.Need(t)
	o := short(serve(t, &server{answer: echoing}))
	o.Clients, o.Leader = 5, &Leader{}
	o.Leader.stands.Store(true)
	began := time.Now()
	var reported atomic.Uint64
	var last atomic.Uint64
	ended := make(chan Report, 1)
	go func() {
		r, _ := Run(context.Background(), o, func(r Report) { reported.Add(1); last.Store(r.Messages) })
		ended <- r
	}()
	if !labtest.Until(func() bool { return reported.Load() >= 3 && last.Load() > 0 && time.Since(began) > 3*o.For }) {
		t.Fatalf("%d reports came, the last of %d messages", reported.Load(), last.Load())
	}
	select {
	case r := <-ended:
		t.Fatalf("it has ended: %+v", r)
	default:
	}
	o.Leader.stands.Store(false)
	if r := <-ended; !r.Verified || r.Elapsed < o.For.Seconds() || r.Lost > 0 {
		t.Errorf("%+v", r)
	}
}

// TestASwarmThatStandsCanBeStopped ends a swarm in the middle of a stand.
func TestASwarmThatStandsCanBeStopped(t *testing.T) {
	labtest.Need(t)
	o := short(serve(t, &server{answer: func(int, []byte, []byte) ([]byte, ending) { return nil, goesOn }}))
	o.Leader = &Leader{}
	o.Leader.stands.Store(true)
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, o, func(Report) { stop() })
	if err != nil || r.Lost != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
