package step

import "strings"

// RoleAddress is an address, or @s and @s.peer.
var RoleAddress Role = addressRole{"address"}

type addressRole struct{ role }

func (addressRole) lacks(s *Step) bool     { return s.Address == "" }
func (addressRole) print(s *Step) []string { return []string{Word(string(s.Address))} }

func (addressRole) read(p *parser, _ Param) error {
	w, text, err := p.address()
	if err != nil {
		return err
	}
	if err := p.checkAddress(w, text, Address.Check); err != nil {
		return err
	}
	p.step.Address = Address(text)
	return nil
}

// address takes a word that is an address.
func (p *parser) address() (w word, text string, err error) {
	w, err = p.need("an address, such as 127.0.0.1:80 or unix:@name")
	if err != nil || !w.quoted {
		return w, w.raw, err
	}
	return w, w.prefix + string(w.text), nil // a path with spaces
}

// checkAddress checks an address with check, and that the socket of @s and @s.peer exists.
func (p *parser) checkAddress(w word, text string, check func(Address) error) error {
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		return p.scope.check(p, w, strings.TrimSuffix(ref, ".peer"))
	}
	if err := check(Address(text)); err != nil {
		return p.wrong(w, "%s", err)
	}
	return nil
}

func (addressRole) complete(at place) []string {
	return append(at.addresses(), "none")
}

// addresses returns the addresses of sockets, and examples of other forms.
func (at place) addresses() []string {
	var list []string
	for _, name := range at.Bench {
		list = append(list, "@"+name, "@"+name+".peer")
	}
	return append(list, "127.0.0.1:0", "[::1]:0", "localhost:0", "unix:@name", "netlink:0", "vsock:local:0", "packet:lo")
}
