package server

import "netnet-tui/engine/status"

// sample holds the rates of one second.
type sample struct{ connections, accepts, messages, bytes float64 }

// kept is how many samples are kept, one a second.
const kept = 60

// rates holds samples, taken between frames once a second.
type rates struct {
	samples []sample
	began   bool
	t       float64
	totals  status.Totals
	loop    status.Loop
	calls   map[status.CallCount]uint64 // by name and errno, with Count 0
	work    float64                     // the share of the last second that was not spent waiting
	wakeups float64                     // per second
	perCall map[status.CallCount]float64
}

// take looks at a frame; the first one of each second adds a sample.
func (r *rates) take(t float64, s *status.Server) {
	if r.began && t-r.t < 1 {
		return
	}
	if since := t - r.t; r.began && since > 0 {
		a, b := r.totals, s.Totals
		r.samples = append(r.samples, sample{
			connections: float64(b.Open), accepts: float64(b.Accepted-a.Accepted) / since,
			messages: float64(b.Messages-a.Messages) / since, bytes: float64(b.In+b.Out-a.In-a.Out) / since,
		})
		r.samples = r.samples[max(0, len(r.samples)-kept):]
		working, waiting := s.Loop.Working-r.loop.Working, s.Loop.Waiting-r.loop.Waiting
		if working+waiting > 0 {
			r.work = float64(working) / float64(working+waiting)
		}
		r.wakeups = float64(s.Loop.Wakeups-r.loop.Wakeups) / since
		r.perCall = map[status.CallCount]float64{}
	}
	calls := map[status.CallCount]uint64{}
	for _, c := range s.Calls {
		key := status.CallCount{Name: c.Name, Errno: c.Errno}
		calls[key] = c.Count
		if r.began {
			r.perCall[key] = float64(c.Count-r.calls[key]) / (t - r.t)
		}
	}
	r.began, r.t, r.totals, r.loop, r.calls = true, t, s.Totals, s.Loop, calls
}

// last returns the newest sample.
func (r *rates) last() sample {
	if len(r.samples) == 0 {
		return sample{}
	}
	return r.samples[len(r.samples)-1]
}

// values returns one of the figures of all samples.
func (r *rates) values(of func(sample) float64) []float64 {
	list := make([]float64, len(r.samples))
	for i, s := range r.samples {
		list[i] = of(s)
	}
	return list
}
