package engine

import (
	"time"

	"netnet-tui/engine/step"
)

// part sets one or more fields of a step that a test builds.
type part func(*Step)

func stepOf(verb string, with ...part) Step {
	s := Step{Verb: verb}
	for _, p := range with {
		p(&s)
	}
	return s
}

func named(names ...string) part   { return func(s *Step) { s.Names = names } }
func sock(name string) part        { return func(s *Step) { s.Socket = name } }
func other(name string) part       { return func(s *Step) { s.Other = name } }
func addr(a step.Address) part     { return func(s *Step) { s.Address = a } }
func flags(f int) part             { return func(s *Step) { s.Flags = f } }
func op(o int) part                { return func(s *Step) { s.Op = o } }
func texted(body string) part      { return func(s *Step) { s.Text = &step.Text{Body: []byte(body)} } }
func size(n int) part              { return func(s *Step) { s.Size = n } }
func count(n int) part             { return func(s *Step) { s.Count = &n } }
func timeout(d time.Duration) part { return func(s *Step) { s.Timeout = &d } }
func within(d time.Duration) part  { return func(s *Step) { s.Within = d } }
func value(v string) part          { return func(s *Step) { s.Value = &v } }
func asking(r string) part         { return func(s *Step) { s.Request = r } }
func turned(on bool) part          { return func(s *Step) { s.On = &on } }
func ofTask(name string) part      { return func(s *Step) { s.Task = name } }
func spawned(child Step) part      { return func(s *Step) { s.Spawned = &child } }
func key(k string) part            { return func(s *Step) { s.Key = k } }
func limit(n uint64) part          { return func(s *Step) { s.Limit = n } }

func kind(domain, typ int) part {
	return func(s *Step) { s.Domain, s.Type = domain, typ }
}

func ofProtocol(p int) part { return func(s *Step) { s.Protocol = p } }

func times(n int64, body string) part {
	return func(s *Step) { s.Text = &step.Text{Times: n, Body: []byte(body)} }
}

func ofOption(name string) part { return func(s *Step) { s.Option = &step.OptionRef{Name: name} } }

func at(level, name string, number int) part {
	return func(s *Step) { s.Option = &step.OptionRef{Level: level, Name: name, Number: number} }
}

func interested(name string, events int) part {
	return func(s *Step) { s.Interests = append(s.Interests, step.Interest{Socket: name, Events: events}) }
}

func target(socket, field string) part {
	return func(s *Step) { s.Target = &step.Target{Socket: socket, Field: field} }
}

func counter(name string) part {
	return func(s *Step) { s.Target = &step.Target{MIB: name} }
}

func compared(operator, want string) part {
	return func(s *Step) { s.Compare, s.Value = operator, &want }
}

// wants sets the outcomes, given as words; one of them must hold.
func wants(words ...string) part {
	return func(s *Step) {
		for _, w := range words {
			s.Want = append(s.Want, step.Outcome{Word: w})
		}
	}
}

func wantsText(body string) part {
	return func(s *Step) { s.Want = append(s.Want, step.Outcome{Quoted: true, Text: []byte(body)}) }
}
