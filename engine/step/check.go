package step

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds of what one step may ask for.
const (
	LongestText = 256 << 20 // bytes sent or received
	MostClients = 20_000    // of one swarm
	mostWatched = 1 << 16   // sockets of a poll
	mostWanted  = 1 << 16   // alternatives of an outcome
)

// Check reports what is wrong with a step as it stands: a verb that there is not, a field
// that its verb needs and that is missing, a number that makes no sense. What depends on
// the sockets of the bench is left to the step itself. The parser makes no such step, but
// an engine is sent steps by whoever holds its input.
func (s Step) Check() error {
	verb, ok := FindVerb(s.Verb)
	if !ok {
		return fmt.Errorf("there is no verb %q", clipped(s.Verb))
	}
	if len(s.Names) > verb.Gives {
		return fmt.Errorf("%s has %d names for %s", s.Verb, len(s.Names), plural(verb.Gives, "descriptor"))
	}
	for _, name := range s.Names {
		if !IsName(name) {
			return fmt.Errorf("%q is not a name: a letter, then letters, digits and _", clipped(name))
		}
	}
	if s.Within < 0 || len(s.Want) > mostWanted {
		return fmt.Errorf("%s has a time below 0, or more than %d outcomes", s.Verb, mostWanted)
	}
	for _, p := range verb.Params {
		if s.Lacks(p) {
			return fmt.Errorf("%s lacks its %s: %s", s.Verb, p.Role, verb.Signature())
		}
		if err := s.sane(p); err != nil {
			return fmt.Errorf("%s: %w", s.Verb, err)
		}
	}
	return nil
}

// clipped is the beginning of a word, short enough for a message.
func clipped(word string) string {
	const most = 40
	if len(word) <= most {
		return word
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// IsName reports whether a socket can have the name: a letter, then letters, digits and _,
// and the primes of a name that was given to another socket.
func IsName(name string) bool {
	for i, c := range []byte(strings.TrimRight(name, "'")) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != "" && name[0] != '\''
}

// Lacks reports whether the field of a parameter is missing, which an optional one may be.
func (s Step) Lacks(p Param) bool {
	switch p.Role {
	case RoleSocket:
		return s.Socket == ""
	case RoleOther:
		return s.Other == ""
	case RoleAddress:
		return s.Address == ""
	case RoleText:
		return s.Text == nil
	case RoleTimeout:
		return s.Timeout == nil && !p.Optional
	case RoleCount:
		return s.Count == nil && !p.Optional
	case RoleOption:
		return s.Option == nil
	case RoleValue, RoleSetting:
		return s.Value == nil
	case RoleControl, RoleRequest:
		return s.Request == "" || (s.On == nil) == Settable(s.Request)
	case RoleInterests:
		return len(s.Interests) == 0
	case RoleTarget:
		return s.Target == nil || s.Target.Socket == "" && s.Target.MIB == "" || s.Verb == "expect" && s.Target.Field == "" && s.Target.MIB == ""
	case RoleCompare:
		return s.Value == nil || !slices.Contains(Comparisons, s.Compare)
	case RoleTask:
		return s.Task == ""
	case RoleStep:
		return s.Spawned == nil || s.Spawned.Spawned != nil
	case RoleKey, RoleLimit:
		return s.Key == ""
	case RoleService:
		return s.Service == nil || s.Service.Protocol == ""
	case RoleGear:
		return s.Gear == nil || !slices.Contains(GearWords, s.Gear.Word)
	case RoleClients, RoleTraffic:
		return s.Swarm == nil
	}
	return false
}

// sane reports what is wrong with the numbers of a parameter.
func (s Step) sane(p Param) error {
	switch p.Role {
	case RoleKind, RolePairKind, RoleFlags, RoleMessage, RoleHow, RoleOp, RoleEvents:
		for _, n := range []int{s.Domain, s.Type, s.Protocol, s.Flags, s.Op} {
			if n < math.MinInt32 || n > math.MaxUint32 {
				return fmt.Errorf("%d is not a constant of C, which has 32 bits", n)
			}
		}
	case RoleText:
		if s.Text.Times < 0 || s.Text.Times > LongestText || s.Text.Len() > LongestText {
			return fmt.Errorf("one step sends at most %s", FormatSize(LongestText))
		}
	case RoleSize:
		if s.Size < 0 || s.Size > LongestText {
			return fmt.Errorf("one step receives at most %s", FormatSize(LongestText))
		}
	case RoleCount:
		if s.Count != nil && (*s.Count < math.MinInt32 || *s.Count > math.MaxInt32) {
			return fmt.Errorf("%d is out of bounds: a number of C has 32 bits", *s.Count)
		}
	case RoleTimeout:
		if s.Timeout != nil && *s.Timeout < 0 && !p.Optional {
			return errors.New("a time below 0 can't pass")
		}
	case RoleInterests:
		if len(s.Interests) > mostWatched {
			return fmt.Errorf("at most %d sockets can be watched in one step", mostWatched)
		}
		for _, i := range s.Interests {
			if i.Socket == "" || i.Events < 0 || i.Events > math.MaxUint16 {
				return fmt.Errorf("%#x is not a set of events of a socket", i.Events)
			}
		}
	case RoleTask:
		if !IsName(s.Task) {
			return fmt.Errorf("%q is not a name: a letter, then letters, digits and _", clipped(s.Task))
		}
	case RoleStep:
		return s.Spawned.spawnable()
	case RoleService:
		if s.Service.Spin < 0 || s.Service.Spin > time.Hour {
			return fmt.Errorf("%s is not a time to spin for", s.Service.Spin)
		}
	case RoleGear:
		if s.Gear.TakesNumber() && !(s.Gear.N > 0 && s.Gear.N <= 1e6) {
			return fmt.Errorf("%v is not a number for gear %s", s.Gear.N, s.Gear.Word)
		}
	case RoleLimit:
		if s.Key != "nofile" {
			return fmt.Errorf("there is no limit %q: nofile is the number of descriptors", clipped(s.Key))
		}
	case RoleClients:
		if s.Swarm.Clients < 1 || s.Swarm.Clients > MostClients {
			return fmt.Errorf("%d clients are out of bounds: from 1 to %d", s.Swarm.Clients, MostClients)
		}
	case RoleTraffic:
		if s.Swarm.For < 0 {
			return errors.New("a time below 0 can't pass")
		}
	}
	return nil
}

// spawnable reports why a step can't be spawned: only one system call can.
func (s Step) spawnable() error {
	if verb, ok := FindVerb(s.Verb); ok && (verb.Group == GroupControl || verb.Group == GroupShorthand) {
		return fmt.Errorf("a spawned call is one system call, and %s is not", s.Verb)
	}
	if s.Within != 0 || len(s.Want) > 0 {
		return errors.New("a spawned call has neither within nor an outcome: they belong to join")
	}
	return s.Check()
}
