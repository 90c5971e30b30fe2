package step

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sockopts"
)

// What show and expect look at.
var (
	RoleTarget Role = targetRole{"target", false} // s, s.state, mib.NAME
	RoleField  Role = targetRole{"target", true}  // the same, but a field must be named
)

// targetRole is a [Target].
type targetRole struct {
	role
	field bool // a field must be named
}

func (r targetRole) lacks(s *Step) bool {
	return s.Target == nil || s.Target.MIB == "" && (s.Target.Socket == "" || r.field && s.Target.Field == "")
}

func (targetRole) print(s *Step) []string { return []string{s.Target.String()} }

// complete offers the fields of the socket whose name has been typed.
func (targetRole) complete(at place) []string {
	socket, _, ok := strings.Cut(at.typed, ".")
	switch {
	case !ok:
		return append(suffixed(at.Bench, "."), "mib.")
	case socket == "mib":
		return suffixed([]string{"mib."}, at.Counters()...)
	}
	return suffixed([]string{socket + "."}, fieldNames()...)
}

// counterName matches the name of a kernel counter.
var counterName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.]*$`) })

// read takes s, s.state, s.TCP_NODELAY, s.info.rtt or mib.NAME.
func (r targetRole) read(p *parser, _ Param) error {
	w, err := p.need("what to look at, such as s.state")
	if err != nil {
		return err
	}
	if r.field { // "s.pending==5" may be written without spaces
		if at := strings.IndexAny(w.raw, "=!<>"); at > 0 && !w.quoted {
			rest := word{raw: w.raw[at:], prefix: w.raw[at:], column: w.column + at}
			p.words = append([]word{rest}, p.words...)
			w.raw = w.raw[:at]
		}
	}
	socket, field, _ := strings.Cut(w.raw, ".")
	if socket == "mib" && field != "" {
		if !counterName().MatchString(field) {
			return p.wrong(w, "%q is not a name of a counter", Clip(field))
		}
		p.step.Target = &Target{MIB: field}
		return nil
	}
	if err := p.scope.check(p, w, socket); err != nil {
		return err
	}
	if field == "" && (r.field || strings.HasSuffix(w.raw, ".")) {
		return p.wrong(w, "name a field of %s, such as %s.state", Clip(socket), Clip(socket))
	}
	if field != "" && !hasField(field) {
		return p.wrong(w, "a socket has no %q%s", Clip(field), p.suggest(field, fieldNames))
	}
	p.step.Target = &Target{Socket: socket, Field: field}
	return nil
}

func fieldNames() []string {
	names := slices.Concat(socketFields(), optionNames())
	for _, field := range sockopts.InfoFieldNames() {
		names = append(names, InfoPrefix+field)
	}
	return append(names, suffixed([]string{MessagePrefix}, messageFields()...)...)
}
