package bench

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/part"
)

// figure is a number whose history is kept.
type figure int

// The figures.
const (
	figureRecv figure = iota // Recv-Q: bytes to be read
	figureSend               // Send-Q: bytes that have not been acknowledged
	figureCwnd               // the congestion window, in segments
	figureRTT                // the round-trip time measured by TCP, in microseconds
	figures
)

// infoOf maps figures to fields of TCP_INFO.
var infoOf = map[figure]string{figureCwnd: "snd_cwnd", figureRTT: "rtt"}

// moment holds the figures of a socket at a time when any of them had changed; unknown ones are NaN.
type moment struct {
	t       float64 // in seconds of the session
	figures [figures]float64
}

// The limits of the history.
const (
	mostMoments = 512 // per socket; older ones are dropped
	mostCourses = 64  // sockets; the one whose figures have not changed for longest is dropped
)

// History records how the figures of sockets have changed, according to frames and events, and with their
// time.
type History struct{ courses map[status.SocketID][]moment }

// take records the figures in a frame.
func (h *History) take(f engine.Frame) {
	for _, e := range f.Events {
		if e.Evidence == nil {
			continue
		}
		for _, o := range e.Evidence.Sockets {
			if o.Before != nil {
				h.note(o.ID, e.T, o.Before, nil)
			}
			if o.After != nil && !o.Closed {
				h.note(o.ID, e.T+e.Took, o.After, ofEvidence(o.Detail))
			}
		}
	}
	for i := range f.Sockets {
		if s := &f.Sockets[i]; s.Open {
			h.note(s.ID, f.T, &s.Condition, nil)
		}
	}
	if d := f.Detail; d != nil && d.Open {
		h.note(d.ID, f.T, &d.Condition, ofReadings(d.Info))
	}
}

// ofEvidence returns the fields of TCP_INFO in the evidence of an event.
func ofEvidence(d *status.Detail) func(string) (float64, bool) {
	if d == nil || d.Info == nil {
		return nil
	}
	return func(name string) (float64, bool) { return float64(d.Info[name]), true }
}

// ofReadings returns those in a frame, or nil if it has none.
func ofReadings(readings []status.InfoReading) func(string) (float64, bool) {
	if readings == nil {
		return nil
	}
	return func(name string) (float64, bool) {
		for _, r := range readings {
			if strings.TrimPrefix(r.Name, "tcpi_") == name {
				return leading(r.Value)
			}
		}
		return 0, false
	}
}

// leading returns the number at the beginning of a text.
func leading(text string) (float64, bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(text)
	}
	n, err := strconv.ParseFloat(text[:end], 64)
	return n, err == nil
}

// note records a look at a socket.
func (h *History) note(id status.SocketID, t float64, c *status.Condition, info func(string) (float64, bool)) {
	if c.Pending == nil && c.Unsent == nil {
		return
	}
	if h.courses == nil {
		h.courses = map[status.SocketID][]moment{}
	}
	course := h.courses[id]
	now := moment{t: t, figures: [figures]float64{math.NaN(), math.NaN(), math.NaN(), math.NaN()}}
	if n := len(course); n > 0 {
		now.figures = course[n-1].figures
		now.t = max(t, course[n-1].t) // an event may arrive after a frame that was made later
	}
	for f, n := range map[figure]*int{figureRecv: c.Pending, figureSend: c.Unsent} {
		if n != nil {
			now.figures[f] = float64(*n)
		}
	}
	for f, name := range infoOf {
		if info == nil {
			break
		}
		if n, ok := info(name); ok {
			now.figures[f] = n
		}
	}
	if n := len(course); n > 0 && same(course[n-1].figures, now.figures) {
		return
	}
	if n := len(course); n > 0 && course[n-1].t == now.t { // the same frame repeats it
		course = course[:n-1]
	}
	course = append(course, now)
	h.courses[id] = course[max(len(course)-mostMoments, 0):]
	h.bound()
}

func same(a, b [figures]float64) bool {
	for i := range a {
		if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			return false
		}
	}
	return true
}

// bound drops what has not changed for longest.
func (h *History) bound() {
	for len(h.courses) > mostCourses {
		oldest, at := status.SocketID(0), math.Inf(1)
		for id, course := range h.courses {
			if last := course[len(course)-1].t; last < at || last == at && id < oldest {
				oldest, at = id, last
			}
		}
		delete(h.courses, oldest)
	}
}

// now returns the latest value of a figure, or false if it is unknown.
func (h *History) now(id status.SocketID, f figure) (float64, bool) {
	course := h.courses[id]
	if len(course) == 0 || math.IsNaN(course[len(course)-1].figures[f]) {
		return 0, false
	}
	return course[len(course)-1].figures[f], true
}

// span returns how long the figures of a socket have been changing, in seconds.
func (h *History) span(id status.SocketID) float64 {
	course := h.courses[id]
	if len(course) < 2 {
		return 0
	}
	return course[len(course)-1].t - course[0].t
}

// graph returns the history of a figure in w columns, from the first look to the last change: while nothing
// changes, it stands still. It returns "" if the figure has never changed.
func (h *History) graph(id status.SocketID, f figure, w int) string {
	course := slices.DeleteFunc(slices.Clone(h.courses[id]), func(m moment) bool { return math.IsNaN(m.figures[f]) })
	changes := slices.ContainsFunc(course, func(m moment) bool { return m.figures[f] != course[0].figures[f] })
	if !changes || w < 1 {
		return ""
	}
	from, to := h.courses[id][0].t, course[len(course)-1].t
	column := max(to-from, 1e-9) / float64(w)
	values := make([]float64, w)
	at := 0
	for i := range values {
		for at+1 < len(course) && course[at+1].t <= from+float64(i)*column {
			at++
		}
		values[i] = course[at].figures[f]
		for next := at + 1; next < len(course) && (course[next].t < from+float64(i+1)*column || i == w-1); next++ {
			values[i] = max(values[i], course[next].figures[f])
		}
	}
	values[w-1] = course[len(course)-1].figures[f]
	return part.Spark(values, w, 1)[0]
}
