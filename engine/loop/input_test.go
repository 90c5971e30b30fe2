package loop

import (
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/sockets"
)

// hesitant uses nothing, and stops.
type hesitant struct {
	protocol.Stream
	pieces []int
}

func (h *hesitant) Data(c protocol.Conn, p []byte) int {
	h.pieces = append(h.pieces, len(p))
	c.Stop()
	return 0
}

func TestAProtocolThatHasStoppedIsHandedNothing(t *testing.T) {
	l, err := New(Options{Buffer: 10}, sockets.Linux{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	h := &hesitant{}
	c := &conn{loop: l, listener: &listener{stream: h}}
	if rest := l.deliver(c, make([]byte, 25)); len(rest) != 25 || len(h.pieces) != 1 {
		t.Errorf("it was handed %v bytes, and %d are left", h.pieces, len(rest))
	}
}
