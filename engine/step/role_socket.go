package step

// The names of sockets.
var (
	RoleSocket Role = &socketRole{"socket", func(s *Step) *string { return &s.Socket }}
	RoleOther  Role = &socketRole{"other", func(s *Step) *string { return &s.Other }} // a second one
)

// socketRole is the name of a socket.
type socketRole struct {
	role
	field func(*Step) *string
}

func (r socketRole) lacks(s *Step) bool         { return *r.field(s) == "" }
func (r socketRole) print(s *Step) []string     { return []string{*r.field(s)} }
func (r socketRole) complete(at place) []string { return at.Bench }

// read takes the name of a socket, which must exist at this point of the script.
func (r socketRole) read(p *parser, _ Param) error {
	w, err := p.need("a socket's name")
	if err != nil {
		return err
	}
	*r.field(&p.step) = w.raw
	return p.scope.check(p, w, w.raw)
}
