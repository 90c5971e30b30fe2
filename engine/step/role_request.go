package step

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Requests of fcntl and ioctl, with their arguments.
var (
	RoleControl Role = &requestRole{"control", sockets.SysFcntl}
	RoleRequest Role = &requestRole{"request", sockets.SysIoctl}
)

// requestRole is a request by its C name, with its argument if it takes one.
type requestRole struct {
	role
	call sockets.Syscall
}

// Asked returns the request of fcntl or ioctl.
func (s *Step) Asked() (*sockets.Request, bool) {
	return sockets.FindRequest(sockets.Syscall(s.Verb), s.Request)
}

// Argument returns the request's argument as [sockets.Request.Memory] reads it.
func (s *Step) Argument() string {
	switch r, ok := s.Asked(); {
	case s.On != nil:
		return formatBool(*s.On)
	case s.Value == nil:
	case ok && r.Takes != nil && r.Takes.Bytes:
		if n, err := ParseNumber(*s.Value); err == nil {
			return strconv.FormatInt(n, 10)
		}
		return *s.Value
	default:
		return *s.Value
	}
	return ""
}

// Nonblocking reports whether the request sets whether calls may block (sets), and whether it makes them non-blocking
// (on).
func (s *Step) Nonblocking() (on, sets bool) {
	r, ok := s.Asked()
	switch {
	case !ok:
	case s.On != nil:
		return *s.On, r.Name == "O_NONBLOCK" || r.Number == sockets.Fionbio
	case r.Call == sockets.SysFcntl && r.Number == unix.F_SETFL && s.Value != nil:
		flags, err := sockets.StatusFlags.Parse(*s.Value)
		return flags&unix.O_NONBLOCK != 0, err == nil
	}
	return false, false
}

func (requestRole) lacks(s *Step) bool {
	r, ok := s.Asked()
	return !ok || (s.On != nil) != r.Switch() || (s.Value != nil) != (r.Takes != nil && !r.Switch())
}

func (requestRole) check(s *Step, _ Param) error {
	r, ok := s.Asked()
	switch {
	case !ok:
		return fmt.Errorf("there is no request %q", Clip(s.Request))
	case !r.Keeps() && len(s.Names) > 0:
		return fmt.Errorf("%s makes no descriptor, so there is nothing to call %s", r.Name, Clip(s.Names[0]))
	case s.Value != nil:
		_, err := canonical(r.Takes, *s.Value)
		return err
	}
	return nil
}

func (requestRole) print(s *Step) []string {
	switch {
	case s.On != nil:
		return []string{s.Request, formatBool(*s.On)}
	case s.Value != nil:
		return []string{s.Request, Word(*s.Value)}
	}
	return []string{s.Request}
}

// complete offers the requests, or the arguments of the request already typed.
func (r requestRole) complete(at place) []string {
	if len(at.arguments) == 0 {
		return nil
	}
	asked, ok := sockets.FindRequest(r.call, at.arguments[len(at.arguments)-1])
	switch {
	case !ok:
		return sockets.RequestNames(r.call)
	case asked.Takes == nil:
		return nil
	case asked.Switch():
		return []string{"on", "off"}
	}
	list := slices.Clone(asked.Takes.Words)
	if asked.Shape == sockets.ByInterface || asked.Shape == sockets.ByDriver {
		list = append(list, at.Values["SO_BINDTODEVICE"]...)
	}
	if asked.Takes.Names != nil {
		list = append(list, asked.Takes.Names.Spellings()...)
	}
	return list
}

func (r requestRole) read(p *parser, _ Param) error {
	names := sockets.RequestNames(r.call)
	w, err := p.need("a request, such as " + strings.Join(names[:3], ", "))
	if err != nil {
		return err
	}
	asked, ok := sockets.FindRequest(r.call, w.raw)
	if !ok {
		return p.wrong(w, "%s knows no %q%s: write one of %s", p.verb.Name, Clip(w.raw), p.suggest(w.raw, words(names)), strings.Join(names, " "))
	}
	p.step.Request = asked.Name
	if len(p.names) > 0 && !asked.Keeps() {
		return p.wrong(p.names[0], "%s makes no descriptor, so there is nothing to call %s", asked.Name, Clip(p.names[0].raw))
	}
	if asked.Takes == nil {
		return nil
	}
	if w, err = p.need("a value: " + asked.Takes.Hint); err != nil {
		return err
	}
	if asked.Switch() {
		on, err := parseBool(strings.ToLower(w.raw))
		if err != nil {
			return p.wrong(w, "%q is neither on nor off", Clip(w.raw))
		}
		p.step.On = &on
		return nil
	}
	text := w.raw
	if w.quoted {
		text = w.prefix + string(w.text)
	}
	if text, err = canonical(asked.Takes, text); err != nil {
		return p.refused(w, err)
	}
	p.step.Value = &text
	return nil
}

// canonical returns the canonical form of an argument; a number of bytes gets a unit.
func canonical(form *sockets.Form, text string) (string, error) {
	if !form.Bytes {
		return form.Canonical(text)
	}
	n, err := ParseNumber(text)
	if err != nil {
		return "", err
	}
	if _, err = form.Canonical(strconv.FormatInt(n, 10)); err != nil || n < 0 {
		return strconv.FormatInt(n, 10), err
	}
	return FormatSize(n), nil
}

// requestAnswer returns the kind of answer that a request gives, and the names of its numbers.
func (s *Step) requestAnswer() (Answer, *Constants) {
	r, ok := s.Asked()
	switch {
	case !ok || r.Gives == nil:
		return AnswerZero, nil
	case r.Makes():
		return AnswerDescriptor, nil
	case r.Gives.Names != nil:
		return AnswerFlags, r.Gives.Names
	case r.Gives.Numeric:
		return AnswerNumber, nil
	}
	return AnswerSetting, nil
}

// RequestResult returns the answer to a request: the call's result, and what was filled in.
func (s *Step) RequestResult(result int, memory []byte, errno unix.Errno) Result {
	answer, names := s.requestAnswer()
	r := Result{Answer: answer, Flags: names, Errno: errno}
	asked, ok := s.Asked()
	if errno != 0 || !ok || asked.Gives == nil {
		return r
	}
	raw := asked.Answer(result, memory)
	r.Number = asked.Gives.Number(raw)
	if answer == AnswerDescriptor {
		r.Number = int64(result)
	}
	if answer == AnswerSetting {
		r.Data = []byte(asked.Gives.Decode(raw))
	}
	return r
}
