package remote

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/sockets/labtest"
)

// BenchmarkStep measures a recv that answers EAGAIN, made by an engine in another process. Package engine has the same
// benchmark for one in this process.
func BenchmarkStep(b *testing.B) {
	labtest.Need(b)
	c, err := Start(engine.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Do(line("a, b = socketpair unix nonblock")); err != nil {
		b.Fatal(err)
	}
	s := line("recv a 100")
	for b.Loop() {
		if e, err := c.Do(s); err != nil || e.Errno() != "EAGAIN" {
			b.Fatal(e, err)
		}
	}
}

// BenchmarkRecordedStep makes the same steps with an engine that records and with one that does not, alternately, and
// reports how much longer they take: the median over groups of a hundred.
func BenchmarkRecordedStep(b *testing.B) {
	for name, text := range map[string]string{"recv": "recv a 100", "send": `send a "hello"`, "show": "show a.fd"} {
		b.Run(name, func(b *testing.B) { compareRecorded(b, line(text)) })
	}
}

func compareRecorded(b *testing.B, s engine.Step) {
	labtest.Need(b)
	var clients [2]*Client
	for i, to := range []*Recording{nil, tape(b)} {
		c, err := StartRecorded(engine.Options{}, to)
		if err != nil {
			b.Fatal(err)
		}
		defer c.Close()
		for _, text := range []string{"s = server 127.0.0.1:0", "a = client @s", "b = accept s"} {
			if _, err := c.Do(line(text)); err != nil {
				b.Fatal(err)
			}
		}
		clients[i] = c
	}
	var took [2][]time.Duration
	for n := 0; b.Loop(); n++ {
		for i := range clients {
			which := (i + n) % 2 // neither is always first
			begun := time.Now()
			for range 100 {
				if _, err := clients[which].Do(s); err != nil {
					b.Fatal(err)
				}
			}
			took[which] = append(took[which], time.Since(begun)/100)
		}
	}
	for i := range took {
		slices.Sort(took[i])
	}
	without, with := took[0][len(took[0])/2], took[1][len(took[1])/2]
	b.ReportMetric(float64(without.Nanoseconds()), "ns/step")
	b.ReportMetric(float64(with.Nanoseconds()), "ns/recorded")
	b.ReportMetric(100*(float64(with)/float64(without)-1), "%more")
}
