package step

import (
	"maps"

	"netnet-tui/sockopts"
)

// Cured reports whether a script, after its nth step, does to a socket what resolves a warning about that step. A
// duplicate and the copy of another process are the same socket, and a name may be reassigned.
func Cured(steps []Step, nth int, socket string, cure sockopts.Cure) bool {
	if cure == sockopts.NoCure {
		return false
	}
	made := makers{}
	for i, s := range steps[:nth] {
		made.note(s, i+1)
	}
	wanted := made.of(socket)
	for i, s := range steps[nth+1:] {
		if s.Spawned != nil {
			s = *s.Spawned
		}
		s = s.Outside()
		if made.of(s.Socket) == wanted && s.cures(cure) {
			return true
		}
		made.note(s, nth+i+2)
	}
	return false
}

// makers maps each name to a number for the step that made its socket. Sockets that existed before the script have
// negative numbers.
type makers map[string]int

// of returns the maker of a name's socket.
func (m makers) of(name string) int {
	if _, known := m[name]; !known {
		m[name] = -1 - len(m)
	}
	return m[name]
}

// note records which sockets have which names after the nth step.
func (m makers) note(s Step, nth int) {
	if s.Spawned != nil {
		s = *s.Spawned
	}
	s = s.Outside()
	switch s.Verb {
	case "dup3":
		m[s.Other] = m.of(s.Socket)
	case "fork":
		for name, maker := range maps.Clone(m) {
			m[InProcess(s.Process, name)] = maker
		}
	}
	for i, name := range s.Names {
		if s.Verb == "dup" {
			m[name] = m.of(s.Socket)
			continue
		}
		m[name] = nth<<1 + i // distinguishes the two sockets of a pair
	}
}

// cures reports whether the step applies a cure to its socket.
func (s Step) cures(cure sockopts.Cure) bool {
	if cure == sockopts.MadeBlocking {
		on, sets := s.Nonblocking()
		return sets && !on
	}
	if s.Verb != "setsockopt" || s.Option == nil || s.Value == nil {
		return false
	}
	o, ok := s.Option.Set()
	if !ok || o.Name != string(cure) {
		return false
	}
	off, err := o.Parse("off")
	value, wrong := o.Parse(*s.Value)
	return err == nil && wrong == nil && !value.Equal(off)
}
