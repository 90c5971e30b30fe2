package attach

import (
	"encoding/binary"

	"netnet-tui/engine/system"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// told returns the options of a socket that sock_diag reports without a copy, as bytes. It also updates the socket.
func (p *Process) told(s *Socket) map[sockopts.Quiet][]byte {
	told := map[sockopts.Quiet][]byte{}
	add := func(level, number int, value []byte) {
		if o, ok := sockopts.Getting(level, number); ok {
			if q, ok := o.Quiet(); ok {
				told[q] = value
			}
		}
	}
	if s.Domain != 0 {
		for option, n := range map[int]int{unix.SO_DOMAIN: s.Domain, unix.SO_TYPE: s.Type, unix.SO_PROTOCOL: s.Protocol} {
			add(unix.SOL_SOCKET, option, binary.NativeEndian.AppendUint32(nil, uint32(n)))
		}
	}
	if s.told == nil {
		return told
	}
	_ = system.InNetworkOf(p.PID, func(t system.Tables) { // the remaining options are read by a copy
		now, options, err := t.Options(s.told)
		if err != nil {
			return
		}
		s.describe(now)
		for _, o := range options {
			add(o.Level, o.Number, o.Value)
		}
	})
	return told
}

// flagNames are the flags of a descriptor, and of its open file description, that are entries of the catalogue.
var flagNames = []struct {
	name string
	flag int // in /proc/PID/fdinfo
}{{"O_NONBLOCK", unix.O_NONBLOCK}, {"O_ASYNC", unix.O_ASYNC}, {"FD_CLOEXEC", unix.O_CLOEXEC}}

// flagReadings returns the readings of those flags from fdinfo.
func flagReadings(s Socket) []Reading {
	var list []Reading
	for _, f := range flagNames {
		for _, o := range sockopts.Lookup(f.name) {
			list = append(list, flagReading(s, o, f.flag))
		}
	}
	return list
}

func flagReading(s Socket, o *sockopts.Option, flag int) Reading {
	on := uint32(0)
	if s.Flags&flag != 0 {
		on = 1
	}
	return Reading{Option: o, Value: o.Decode(binary.NativeEndian.AppendUint32(nil, on)), Source: FromFdinfo}
}
