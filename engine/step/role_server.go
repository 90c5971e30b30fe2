package step

// RoleServer is the address of a server: as in [RoleAddress], with udp: before it for a datagram server. The type of a
// socket of the bench, @s, is known without that.
var RoleServer Role = serverRole{addressRole{"server"}}

type serverRole struct{ addressRole }

func (serverRole) read(p *parser, _ Param) error {
	w, text, err := p.address()
	if err != nil {
		return err
	}
	address, _ := Address(text).Server()
	if err := p.checkAddress(w, string(address), Address.Check); err != nil {
		return err
	}
	p.step.Address = Address(text)
	return nil
}

func (serverRole) complete(at place) []string {
	return append(at.addresses(), DatagramPrefix+"127.0.0.1:0")
}
