package fork

import (
	"encoding/binary"

	"netnet-tui/sockets"
)

// there returns a message to be sent, with its descriptors numbered as in the process. A number that is not one of the
// process's descriptors is left unchanged: the kernel answers EBADF.
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

// here renumbers the descriptors of a message received by a process with [Number].
func here(process int, m *sockets.Message) {
	m.Control = renumbered(m.Control, func(fd int) int { return Number(process, fd) })
}

// renumbered returns control messages with different numbers for the descriptors in them (unix(7), SCM_RIGHTS).
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
	return joined[:min(len(joined), len(control))] // the kernel truncates the last message if there is no room for it
}
