package program

import (
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// address fills in the address of the call.
func (l *lowering) address(s step.Step, c *Call) error {
	if s.Address == "" {
		return nil
	}
	domain := c.FD.domain()
	if s.Verb == "server" || s.Verb == "client" {
		domain = engine.AFInet
	}
	a, err := l.written(s.Address, domain)
	c.Address = a
	return err
}

// domain returns the domain of a descriptor; 0 if it has none.
func (r Ref) domain() int {
	if r.Variable == nil {
		return 0
	}
	return r.Variable.Domain
}

// written parses an address as written in a script.
func (l *lowering) written(address step.Address, domain int) (*Address, error) {
	text := string(address)
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		name, peer := strings.CutSuffix(ref, ".peer")
		e, ok := l.names.find(name, l.step.At)
		if !ok {
			return nil, missing("there is no descriptor %s", name)
		}
		if !e.open {
			e.ref.LocalLater, e.ref.PeerLater = e.ref.LocalLater || !peer, e.ref.PeerLater || peer
		}
		of := e.ref
		return &Address{Text: text, Of: &of, Peer: peer, Raw: later(e.open)}, nil
	}
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		text = "127.0.0.1:" + port
		if domain == engine.AFInet6 {
			text = "[::1]:" + port
		}
	}
	addr, err := engine.ParseAddr(text)
	if err == nil {
		addr, err = addr.Resolve()
	}
	if err != nil {
		return nil, missing("%s", err)
	}
	a := &Address{Text: addr.String(), Raw: addr.Raw(), Family: addr.Family}
	switch {
	case addr.Cut(): // too short for its family
	case addr.Family == engine.AFInet || addr.Family == engine.AFInet6:
		a.Host, a.Zone, a.Port = addr.IP.Addr().WithZone("").String(), addr.IP.Addr().Zone(), addr.IP.Port()
	case addr.Family == engine.AFUnix && addr.Path != "":
		a.Path = addr.Path
		if !strings.HasPrefix(addr.Path, "/") && !slices.Contains(l.program.Paths, addr.Path) {
			l.program.Paths = append(l.program.Paths, addr.Path)
		}
	case addr.Family == engine.AFUnix && addr.Name != "":
		a.Path = "@" + addr.Name
	}
	return a, nil
}

// later returns Raw for the address of a descriptor: not nil if that is closed, so its saved address is used.
func later(open bool) []byte {
	if open {
		return nil
	}
	return []byte{}
}
