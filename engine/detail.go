package engine

// detail is all about the selected socket.
func (e *Engine) detail(s *entry, q Query, blocked []Blocked) *Detail {
	d := &Detail{Socket: e.row(s, blocked), Can: s.Abilities()}
	if !s.Open || s.Epoll() {
		return d
	}
	if q.Info && s.TCP() {
		d.Info = e.observer.InfoReadings(s.FD)
	}
	if !q.Options {
		return d
	}
	d.Options, d.Version = e.observer.Readings(&s.Subject, e.now())
	if d.Version == q.Have {
		d.Options = nil
	}
	if other, ok := e.bench.byID(q.Compare); ok && other.Open {
		e.observe(other)
		d.Beside = &Beside{Socket: e.row(other, blocked)}
		d.Beside.Options, _ = e.observer.Readings(&other.Subject, e.now())
	}
	return d
}
