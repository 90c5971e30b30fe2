package step

import (
	"errors"
	"strings"
)

// param reads one parameter into the step, by its role.
func (p *parser) param(param Param) error {
	switch param.Role {
	case RoleSocket:
		return p.socket(&p.step.Socket)
	case RoleOther:
		return p.socket(&p.step.Other)
	case RoleKind, RolePairKind:
		return p.kind(param.Role == RolePairKind)
	case RoleFlags:
		return p.descriptorFlags()
	case RoleMessage:
		return p.constant(MessageFlags, &p.step.Flags)
	case RoleAddress:
		return p.address()
	case RoleText:
		return p.text()
	case RoleSize:
		return p.size()
	case RoleCount:
		return p.count(param)
	case RoleTimeout:
		return p.timeout()
	case RoleHow:
		return p.constant(Hows, &p.step.Op)
	case RoleOption:
		return p.option()
	case RoleValue:
		return p.value()
	case RoleControl:
		return p.control()
	case RoleRequest:
		return p.request()
	case RoleInterests:
		return p.interests()
	case RoleOp:
		return p.constant(EpollOps, &p.step.Op)
	case RoleEvents:
		return p.events()
	case RoleTarget:
		return p.look()
	case RoleCompare:
		return p.compare()
	case RoleTask:
		return p.task()
	case RoleStep:
		return p.spawned()
	case RoleKey:
		return p.key()
	case RoleSetting:
		return p.setting()
	case RoleService:
		return p.service()
	case RoleGear:
		return p.gear()
	case RoleClients:
		return p.clients()
	case RoleTraffic:
		return p.traffic()
	case RoleLimit:
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
	if s.has(name) || s.served(name) || s.Part && IsName(name) {
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
	p.step.Address = Address(text)
	return nil
}

func (p *parser) checkAddress(w word, text string) error {
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		return p.known.check(p, w, strings.TrimSuffix(ref, ".peer"))
	}
	if err := Address(text).Check(); err != nil {
		return p.wrong(w, "%s", err)
	}
	return nil
}
