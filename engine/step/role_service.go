package step

import (
	"slices"
	"strconv"
	"strings"
)

// service reads a protocol, "with" a readiness, "spin" a time.
func (p *parser) service() error {
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
				return p.wrong(d, "%q is no time to spin for: write one such as 50us", Clip(d.raw))
			}
		default:
			return p.wrong(w, "%q is not understood here: write with and a readiness, or spin and a time", Clip(w.raw))
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

// gear reads how the loop is to go on.
func (p *parser) gear() error {
	w, err := p.need("run, pause, slow, step or iteration")
	if err != nil {
		return err
	}
	gear := Gear{Word: w.raw}
	if !slices.Contains(GearWords, w.raw) {
		return p.wrong(w, "there is no gear %q%s", Clip(w.raw), p.suggest(w.raw, words(GearWords)))
	}
	if gear.TakesNumber() {
		gear.N = 1
		if !p.done() || w.raw == "slow" {
			n, err := p.need("a number of calls a second, such as 5")
			if err != nil {
				return err
			}
			if gear.N, err = strconv.ParseFloat(n.raw, 64); err != nil || !(gear.N > 0 && gear.N <= 1e6) || w.raw != "slow" && gear.N != float64(int(gear.N)) {
				return p.wrong(n, "%q is no number for gear %s: write one such as 5", Clip(n.raw), w.raw)
			}
		}
	}
	p.step.Gear = &gear
	return nil
}

// clients reads how many clients a swarm has.
func (p *parser) clients() error {
	w, err := p.need("a number of clients")
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(w.raw)
	if err != nil || n < 1 || n > MostClients {
		return p.wrong(w, "%q is not a number of clients: write one from 1 to %d", Clip(w.raw), MostClients)
	}
	p.step.Swarm = &Swarm{Clients: n}
	return nil
}

// traffic reads what a swarm says, and for how long.
func (p *parser) traffic() error {
	for !p.done() {
		w := p.take()
		switch {
		case w.raw == "for":
			d, err := p.need("a time, such as 2s")
			if err != nil {
				return err
			}
			if p.step.Swarm.For, err = ParseDuration(d.raw); err != nil || p.step.Swarm.For <= 0 {
				return p.wrong(d, "%q is no time: write one such as 2s", Clip(d.raw))
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

// serviceWords are what can stand behind serve and its socket.
func serviceWords(arguments []string) []string {
	switch last := arguments[len(arguments)-1]; {
	case len(arguments) == 1:
		return ProtocolNames()
	case last == "with":
		return ReadinessNames()
	case last == "spin":
		return []string{"50us"}
	}
	return []string{"with", "spin"}
}
