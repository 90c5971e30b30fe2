package engine

import (
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// detail is all about the selected socket.
func (e *Engine) detail(s *entry, q Query, blocked []Blocked) *Detail {
	d := &Detail{Socket: e.row(s, blocked), Can: abilities(s.Socket)}
	if !q.Options || !s.Open || s.Kind == kindEpoll {
		return d
	}
	fresh := e.freshValues(s)
	for _, o := range sockopts.For(s.Domain, s.Type, s.Protocol) {
		reading := e.reading(s, o)
		if reading.Errno == "ENOPROTOOPT" || reading.Errno == "EOPNOTSUPP" {
			continue // this kernel was built without it
		}
		reading.Fresh = fresh[o.Name]
		reading.Changed = reading.Errno == "" && !reading.Unread && reading.Fresh != "" && reading.Fresh != reading.Value && !individual(o)
		d.Options = append(d.Options, reading)
	}
	if tcp(s.Domain, s.Type, s.Protocol) {
		d.Info = e.infoReadings(s)
	}
	return d
}

// reading reads an option, unless that would change something.
func (e *Engine) reading(s *entry, o *sockopts.Option) OptionReading {
	r := OptionReading{Name: o.Name, Level: o.Level, Asked: s.asked[o.Name], Runs: o.Name == "TCP_TIMESTAMP"}
	if !o.Readable() || o.ReadEffect != "" {
		r.Unread = true
		return r
	}
	result := option{o.LevelNumber(), o.Number, o}.read(e.kernel, s.FD)
	if result.Errno != 0 {
		r.Errno = sockets.ErrnoName(result.Errno)
		return r
	}
	r.Value = result.Value.String()
	return r
}

// individual tells whether an option's value is another on every socket, so that
// comparing it with a fresh one's says nothing.
func individual(o *sockopts.Option) bool {
	switch o.Name {
	case "SO_COOKIE", "TCP_INFO", "SO_MEMINFO", "SO_ACCEPTCONN", "SO_PEERCRED", "TCP_TIMESTAMP":
		return true
	}
	return false
}

// freshKind is what decides which values a new socket has.
type freshKind struct{ domain, typ, protocol int }

// freshValues are the option values of a new socket of the same kind on this
// kernel with its settings. They are read once a kind, from a socket made for that.
func (e *Engine) freshValues(s *entry) map[string]string {
	kind := freshKind{s.Domain, s.Type, s.Protocol}
	if values, ok := e.fresh[kind]; ok {
		return values
	}
	values := map[string]string{}
	fd, err := e.kernel.Socket(s.Domain, s.Type|unix.SOCK_CLOEXEC, s.Protocol)
	if err != nil {
		return values
	}
	defer func() { _ = e.kernel.Close(fd) }()
	e.fresh[kind] = values
	probe := &entry{Socket: Socket{FD: fd}}
	for _, o := range sockopts.For(s.Domain, s.Type, s.Protocol) {
		values[o.Name] = e.reading(probe, o).Value
	}
	return values
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
