package fork

import (
	"encoding/binary"

	"netnet-tui/sockets"
)

// there is a message to send whose descriptors are numbered as the process has them. A number
// that is not one of its descriptors stays what it is: the kernel answers EBADF.
func there(process int, m *sockets.Message) *sockets.Message {
	sent := *m
	sent.Control = renumbered(m.Control, func(number int) int {
		if of, fd := Split(number); of == process {
			return fd
		}
		return number
	})
	return &sent
}

// here numbers the descriptors that have come with a message to a process.
func here(process int, m *sockets.Message) {
	m.Control = renumbered(m.Control, func(fd int) int { return Number(process, fd) })
}

// renumbered are control messages with other numbers for the descriptors in them (unix(7),
// SCM_RIGHTS).
func renumbered(control []byte, number func(int) int) []byte {
	list, changed := sockets.SplitControl(control), false
	for _, c := range list {
		if !c.Rights() {
			continue
		}
		changed = true
		for at := 0; at+4 <= len(c.Data); at += 4 {
			fd := int(int32(binary.NativeEndian.Uint32(c.Data[at:])))
			binary.NativeEndian.PutUint32(c.Data[at:], uint32(int32(number(fd))))
		}
	}
	if !changed {
		return control
	}
	joined := sockets.JoinControl(list)
	return joined[:min(len(joined), len(control))] // the kernel leaves out the end of the last one where there is no room for it
}
