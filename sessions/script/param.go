package script

import (
	"errors"
	"strings"

	"netnet-tui/engine"
)

// param reads one parameter into the step, by its role.
func (p *parser) param(param engine.Param) error {
	switch param.Role {
	case engine.RoleSocket:
		return p.socket(&p.step.Socket)
	case engine.RoleOther:
		return p.socket(&p.step.Other)
	case engine.RoleKind, engine.RolePairKind:
		return p.kind(param.Role == engine.RolePairKind)
	case engine.RoleFlags:
		return p.descriptorFlags()
	case engine.RoleMessage:
		return p.constant(engine.MessageFlags, &p.step.Flags)
	case engine.RoleAddress:
		return p.address()
	case engine.RoleText:
		return p.text()
	case engine.RoleSize:
		return p.size()
	case engine.RoleCount:
		return p.count(param)
	case engine.RoleTimeout:
		return p.timeout()
	case engine.RoleHow:
		return p.constant(engine.Hows, &p.step.Op)
	case engine.RoleOption:
		return p.option()
	case engine.RoleValue:
		return p.value()
	case engine.RoleControl:
		return p.control()
	case engine.RoleRequest:
		return p.request()
	case engine.RoleInterests:
		return p.interests()
	case engine.RoleOp:
		return p.constant(engine.EpollOps, &p.step.Op)
	case engine.RoleEvents:
		return p.events()
	case engine.RoleTarget:
		return p.look()
	case engine.RoleCompare:
		return p.compare()
	case engine.RoleTask:
		return p.task()
	case engine.RoleStep:
		return p.spawned()
	case engine.RoleKey:
		return p.key()
	case engine.RoleSetting:
		return p.setting()
	case engine.RoleService:
		return p.service()
	case engine.RoleGear:
		return p.gear()
	case engine.RoleClients:
		return p.clients()
	case engine.RoleTraffic:
		return p.traffic()
	case engine.RoleLimit:
		return p.limit()
	}
	return errors.New("no way to read a " + string(param.Role))
}

// socket reads the name of a socket that is on the bench by then.
func (p *parser) socket(into *string) error {
	w, err := p.need("a socket's name")
	if err != nil {
		return err
	}
	*into = w.raw
	return p.known.check(p, w, w.raw)
}

// check reports whether a socket is known by name.
func (s *Scope) check(p *parser, at word, name string) error {
	if s.has(name) || s.served(name) || s.Part && engine.IsName(name) {
		return nil
	}
	if len(s.sockets) == 0 {
		return p.wrong(at, "there is no socket %q: none has been made yet", Clip(name))
	}
	return p.wrong(at, "there is no socket %q%s", Clip(name), p.suggest(name, s.recent))
}

// address reads an address, or @s and @s.peer.
func (p *parser) address() error {
	w, err := p.need("an address, such as 127.0.0.1:80 or unix:@name")
	if err != nil {
		return err
	}
	text := w.raw
	if w.quoted { // a path with spaces
		text = w.prefix + string(w.text)
	}
	if err := p.checkAddress(w, text); err != nil {
		return err
	}
	p.step.Address = engine.Address(text)
	return nil
}

func (p *parser) checkAddress(w word, text string) error {
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		return p.known.check(p, w, strings.TrimSuffix(ref, ".peer"))
	}
	if err := engine.Address(text).Check(); err != nil {
		return p.wrong(w, "%s", err)
	}
	return nil
}
