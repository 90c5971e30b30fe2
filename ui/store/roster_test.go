package store

import (
	"slices"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func TestNewNamesAreNobodys(t *testing.T) {
	r := &New(nil).Roster
	if r.Free("", "s") != "s" {
		t.Errorf("on an empty bench it is %s", r.Free("", "s"))
	}
	r.Posted(engine.Step{Names: []string{"s"}})
	if r.Free("", "s") != "s2" || !slices.Contains(r.Names(), "s") {
		t.Errorf("while s is on its way it is %s among %v", r.Free("", "s"), r.Names())
	}
	r.Take(engine.Frame{Events: []engine.Event{{Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s", After: &status.Condition{State: "LISTEN"}}}}}}})
	if r.Free("", "s") != "s2" || !r.Listening() {
		t.Errorf("when s is there it is %s", r.Free("", "s"))
	}
	r.Take(engine.Frame{Events: []engine.Event{{Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s", Closed: true, After: &status.Condition{State: "CLOSED"}}}}}}})
	if r.Free("", "s") != "s" || r.Listening() {
		t.Errorf("when s is closed it is %s", r.Free("", "s"))
	}
}

// A closed descriptor still has a condition: what TCP knows about it.
func TestClosedSocketsAreNobodysPeer(t *testing.T) {
	r := &New(nil).Roster
	listener := func(id status.SocketID, closed bool) {
		r.Take(engine.Frame{
			Sockets: []status.Socket{{ID: id, Name: "s", Kind: "tcp4", Domain: 2, Type: 1, Open: true}},
		})
		r.observe(status.Observed{ID: id, Name: "s", Closed: closed, After: &status.Condition{State: status.StateListen, Local: "127.0.0.1:7000"}})
	}
	client := status.Socket{ID: 9, Kind: "tcp4", Domain: 2, Type: 1}
	listener(1, false)
	if peer, ok := r.Peer(client); !ok || peer.ID != 1 {
		t.Errorf("the listener is not offered: %v", peer)
	}
	listener(1, true)
	if peer, ok := r.Peer(client); ok {
		t.Errorf("a closed socket is offered: %v", peer)
	}
}
