package step

import (
	"fmt"
	"strings"
)

// Limits of what one step may request.
const (
	longestText = 256 << 20 // bytes sent or received
	MostClients = 20_000    // of one swarm
	mostWatched = 1 << 16   // sockets of a poll
	mostParts   = 4096      // of a vector, four times the kernel's limit (IOV_MAX, readv(2))
	mostItems   = 1024      // control messages
	mostRights  = 253       // descriptors sent with a message (SCM_MAX_FD, unix(7))
	longestRoom = 1 << 20   // bytes for control messages
	mostWanted  = 1 << 16   // alternatives of an outcome
)

// Check returns an error if the step itself is invalid: an unknown verb, a missing field that its verb needs, or a
// number that makes no sense. Errors that depend on the sockets of the bench are left to execution. The parser makes
// only valid steps, but an engine accepts steps from whoever holds its input.
func (s *Step) Check() error {
	verb, ok := FindVerb(s.Verb)
	if !ok {
		return fmt.Errorf("there is no verb %q", Clip(s.Verb))
	}
	if len(s.Names) > verb.Names() {
		return fmt.Errorf("%s has %d names for %s", s.Verb, len(s.Names), plural(verb.Names(), "descriptor"))
	}
	for _, name := range s.Names {
		if !isName(name) {
			return fmt.Errorf(notAName, Clip(name))
		}
	}
	if s.Within < 0 || len(s.Want) > mostWanted || len(s.Until) > mostWanted {
		return fmt.Errorf("%s has a time below 0, or more than %d outcomes", s.Verb, mostWanted)
	}
	if s.At != "" && (!oneWord(s.At) || !verb.Forkable() || s.Spawned != nil) {
		return fmt.Errorf("at %s can't stand before %s", Clip(s.At), s.Verb)
	}
	if err := s.checkRepeated(verb); err != nil {
		return err
	}
	for _, p := range verb.Params {
		if s.Lacks(p) {
			return fmt.Errorf("%s lacks its %s: %s", s.Verb, p.Role, verb.Signature())
		}
		if err := p.Role.check(s, p); err != nil {
			return fmt.Errorf("%s: %w", s.Verb, err)
		}
	}
	return nil
}

// notAName is the message for a word that can't be a name.
const notAName = "%q is not a name: a letter, then letters, digits and _"

// isName reports whether a socket can have the name: a letter, then letters, digits and _, and the primes of a renamed
// socket.
func isName(name string) bool {
	for i, c := range []byte(strings.TrimRight(name, "'")) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != "" && name[0] != '\''
}

// Lacks reports whether the step lacks a parameter that its verb needs.
func (s *Step) Lacks(p Param) bool { return !p.Optional && p.Role.lacks(s) }

// checkRepeated returns an error if the repetition of the step is invalid.
func (s *Step) checkRepeated(verb *Verb) error {
	switch {
	case s.Repeat < 0 || s.Repeat > MostTimes:
		return fmt.Errorf("%s is to be repeated %d times: write a number from 1 to %d", s.Verb, s.Repeat, MostTimes)
	case s.Repeats() && !verb.Repeatable():
		return fmt.Errorf("repeat and until stand before a step about sockets, and %s is not one", s.Verb)
	case s.Repeat > 0 && len(s.Until) > 0, len(s.Until) > 0 && len(s.Want) > 0:
		return fmt.Errorf("%s has until together with repeat or with an outcome after it", s.Verb)
	}
	return nil
}
