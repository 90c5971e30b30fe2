package step

import (
	"fmt"
	"strconv"
)

// RoleClients is how many clients a swarm has.
var RoleClients Role = clientsRole{"clients"}

type clientsRole struct{ role }

func (clientsRole) lacks(s *Step) bool     { return s.Swarm == nil }
func (clientsRole) print(s *Step) []string { return []string{strconv.Itoa(s.Swarm.Clients)} }

func (clientsRole) check(s *Step, _ Param) error {
	if s.Swarm.Clients < 1 || s.Swarm.Clients > MostClients {
		return fmt.Errorf("%d clients are out of bounds: from 1 to %d", s.Swarm.Clients, MostClients)
	}
	return nil
}

func (clientsRole) read(p *parser, _ Param) error {
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
