package step

import "errors"

// RoleTraffic is what a swarm sends: [protocol] [for 2s].
var RoleTraffic Role = trafficRole{"traffic"}

type trafficRole struct{ role }

func (trafficRole) lacks(s *Step) bool      { return s.Swarm == nil }
func (trafficRole) print(s *Step) []string  { return s.Swarm.traffic() }
func (trafficRole) complete(place) []string { return append(ProtocolNames(), "for") }

func (trafficRole) check(s *Step, _ Param) error {
	if s.Swarm.For < 0 {
		return errors.New("a time below 0 can't pass")
	}
	return nil
}

func (trafficRole) read(p *parser, _ Param) error {
	for !p.done() {
		w := p.take()
		switch {
		case w.raw == "for":
			d, err := p.need("a time, such as 2s")
			if err != nil {
				return err
			}
			if p.step.Swarm.For, err = ParseDuration(d.raw); err != nil || p.step.Swarm.For <= 0 {
				return p.wrong(d, "%q is not a time: write one such as 2s", Clip(d.raw))
			}
		case p.step.Swarm.Protocol == "":
			if err := p.protocol(w); err != nil {
				return err
			}
			p.step.Swarm.Protocol = w.raw
		default:
			return p.wrong(w, "%q is too much: a swarm takes a protocol, and for with a time", Clip(w.raw))
		}
	}
	return nil
}
