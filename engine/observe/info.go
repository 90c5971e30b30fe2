package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// infoRoom is the size of the buffer for TCP_INFO, in bytes: more than any kernel fills so far.
const infoRoom = 512

// Info reads TCP_INFO of a socket. The error is that of getsockopt(2).
func (o *Observer) Info(fd int) (sockopts.Info, error) {
	raw := make([]byte, infoRoom)
	n, err := o.looker.Getsockopt(fd, o.info, raw)
	if err != nil {
		return sockopts.Info{}, err
	}
	return sockopts.DecodeInfo(raw[:n]), nil
}

// InfoReadings returns the fields of TCP_INFO; nil for a socket that has none.
func (o *Observer) InfoReadings(fd int) []status.InfoReading {
	info, err := o.Info(fd)
	if err != nil {
		return nil
	}
	var readings []status.InfoReading
	for _, field := range info.Fields() {
		readings = append(readings, status.InfoReading{Name: field.Name, Value: field.String()})
	}
	return readings
}

// ReadQuietly reads an option if that changes nothing. It returns "" if it would, or if the kernel refuses.
func (o *Observer) ReadQuietly(fd int, option *sockopts.Option) string {
	q, ok := option.Quiet()
	if !ok {
		return ""
	}
	raw := make([]byte, option.Size())
	n, err := o.looker.Getsockopt(fd, q, raw)
	if err != nil {
		return ""
	}
	return option.Decode(raw[:n]).String()
}
