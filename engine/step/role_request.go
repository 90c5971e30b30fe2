package step

import (
	"slices"
	"strings"
)

// What fcntl does and what ioctl asks, with on or off where it sets.
var (
	RoleControl Role = &requestRole{"control", func() []string { return controls }}
	RoleRequest Role = &requestRole{"request", requestNames}
)

// requestRole is a request by its C name.
type requestRole struct {
	role
	names func() []string
}

func (requestRole) lacks(s *Step) bool {
	return s.Request == "" || (s.On == nil) == settable(s.Request)
}

func (requestRole) print(s *Step) []string {
	if s.On == nil {
		return []string{s.Request}
	}
	return []string{s.Request, formatBool(*s.On)}
}

func (r requestRole) complete(place) []string { return slices.Concat(r.names(), []string{"on", "off"}) }

func (r requestRole) read(p *parser, _ Param) error {
	names := r.names()
	w, err := p.need("a request: one of " + strings.Join(names, " "))
	if err != nil {
		return err
	}
	at := slices.Index(names, w.raw)
	if at < 0 {
		return p.wrong(w, "%s knows no %q%s: write one of %s", p.verb.Name, Clip(w.raw), p.suggest(w.raw, words(names)), strings.Join(names, " "))
	}
	p.step.Request = names[at]
	if !settable(p.step.Request) {
		return nil
	}
	if w, err = p.need("a value: on or off"); err != nil {
		return err
	}
	on, err := parseBool(strings.ToLower(w.raw))
	if err != nil {
		return p.wrong(w, "%q is neither on nor off", Clip(w.raw))
	}
	p.step.On = &on
	return nil
}

// controls are what fcntl does here: the flags it can set, then the commands that ask.
var controls = []string{"O_NONBLOCK", "FD_CLOEXEC", "F_GETFL", "F_GETFD"}

// settable reports whether a request of fcntl or ioctl takes on or off.
func settable(request string) bool {
	return request == "O_NONBLOCK" || request == "FD_CLOEXEC" || request == "FIONBIO"
}
