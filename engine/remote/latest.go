package remote

import (
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// latest holds the options that a client was last sent, so that the same ones need not be sent with every frame.
type latest struct {
	lock sync.Mutex
	sent sent
}

// sent is a version of a socket's options.
type sent struct {
	version uint64
	options []status.OptionReading
}

func (l *latest) get() sent {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.sent
}

// complete restores the options of a frame that omits them, because the query said that the client had them. It stores
// those of a frame that includes them.
func (l *latest) complete(f *engine.Frame, had sent) {
	switch d := f.Detail; {
	case d == nil || d.Version == 0:
	case d.Version == had.version:
		d.Options = had.options
	default:
		l.lock.Lock()
		defer l.lock.Unlock()
		l.sent = sent{d.Version, d.Options}
	}
}
