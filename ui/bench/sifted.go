package bench

import (
	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// siftedFrom is what the rows were made from: as long as it stays the same, so do they.
type siftedFrom struct {
	id, beside              status.SocketID // beside is the socket compared with, 0 for none
	version                 uint64
	open, nonblock, cloexec bool
}

func siftedOf(d *engine.Detail) siftedFrom {
	from := siftedFrom{id: d.ID, version: d.Version, open: d.Open, nonblock: d.Nonblock, cloexec: d.Cloexec}
	if d.Beside != nil {
		from.beside = d.Beside.ID
	}
	return from
}
