package step

import (
	"fmt"
	"strings"
	"time"
)

// RoleService is what serve does: protocol [pktinfo] [with readiness] [spin 50us].
var RoleService Role = serviceRole{"service"}

type serviceRole struct{ role }

func (serviceRole) lacks(s *Step) bool     { return s.Service == nil || s.Service.Protocol == "" }
func (serviceRole) print(s *Step) []string { return s.Service.words() }

func (serviceRole) check(s *Step, _ Param) error {
	if s.Service.Spin < 0 || s.Service.Spin > time.Hour {
		return fmt.Errorf("%s is not a time to spin for", s.Service.Spin)
	}
	return nil
}

func (serviceRole) read(p *parser, _ Param) error {
	w, err := p.need("a protocol, such as echo")
	if err != nil {
		return err
	}
	if err := p.protocol(w); err != nil {
		return err
	}
	service := Service{Protocol: w.raw}
	p.step.Service = &service
	for !p.done() {
		switch w := p.take(); w.raw {
		case "pktinfo":
			service.PktInfo = true
		case "with":
			if service.Readiness, err = p.readiness(); err != nil {
				return err
			}
		case "spin":
			d, err := p.need("a time, such as 50us")
			if err != nil {
				return err
			}
			if service.Spin, err = ParseDuration(d.raw); err != nil || service.Spin <= 0 {
				return p.wrong(d, "%q is not a time to spin for: write one such as 50us", Clip(d.raw))
			}
		default:
			return p.wrong(w, "%q is not understood here: write pktinfo, with and a readiness, or spin and a time", Clip(w.raw))
		}
		p.step.Service = &service
	}
	return nil
}

func (p *parser) readiness() (string, error) {
	w, err := p.need("a readiness, such as epoll")
	if err != nil {
		return "", err
	}
	if CheckReadiness(w.raw) != nil {
		return "", p.wrong(w, "there is no readiness %q%s; choose one of %s", Clip(w.raw), p.suggest(w.raw, ReadinessNames), strings.Join(ReadinessNames(), ", "))
	}
	return w.raw, nil
}

// protocol checks the name of a protocol.
func (p *parser) protocol(w word) error {
	err := CheckProtocol(w.raw)
	switch {
	case err == nil && !w.quoted:
		return nil
	case strings.Contains(w.raw, ":") && err != nil:
		return p.wrong(w, "%s", err)
	}
	return p.wrong(w, "there is no protocol %q%s; choose one of %s", Clip(w.raw), p.suggest(w.raw, ProtocolNames), strings.Join(ProtocolNames(), ", "))
}

// complete offers what can follow serve and its socket.
func (serviceRole) complete(at place) []string {
	switch last := at.arguments[len(at.arguments)-1]; {
	case len(at.arguments) == 1:
		return ProtocolNames()
	case last == "with":
		return ReadinessNames()
	case last == "spin":
		return []string{"50us"}
	}
	return []string{"pktinfo", "with", "spin"}
}
