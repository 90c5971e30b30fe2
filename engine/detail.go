package engine

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// detail is all about the selected socket.
func (e *Engine) detail(s *entry, q Query, blocked []Blocked) *Detail {
	d := &Detail{Socket: e.row(s, blocked), Can: abilities(s.Socket)}
	if !s.Open || s.Kind == kindEpoll {
		return d
	}
	if q.Info && step.IsTCP(s.Domain, s.Type, s.Protocol) {
		d.Info = e.infoReadings(s)
	}
	if !q.Options {
		return d
	}
	d.Options, d.Version = e.readings(s)
	if d.Version == q.Have {
		d.Options = nil
	}
	if other, ok := e.bench.byID(q.Compare); ok && other.Open {
		other.Condition = e.look(other)
		d.Beside = &Beside{Socket: e.row(other, blocked)}
		d.Beside.Options, _ = e.readings(other)
	}
	return d
}

func (e *Engine) infoReadings(s *entry) []InfoReading {
	raw := make([]byte, infoRoom)
	n, err := e.kernel.Getsockopt(s.FD, unix.SOL_TCP, unix.TCP_INFO, raw)
	if err != nil {
		return nil
	}
	var readings []InfoReading
	for _, field := range sockopts.DecodeInfo(raw[:n]).Fields() {
		readings = append(readings, InfoReading{Name: field.Name, Value: field.String()})
	}
	return readings
}
