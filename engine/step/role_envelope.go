package step

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sockets/control"
)

// The optional parts of a message, in this order.
var (
	RoleTo       Role = toRole{"to"}                                                                               // to address [len n]
	RoleItems    Role = itemsRole{"with"}                                                                          // with IP_TTL=5 …
	RoleRoom     Role = roomRole{"control"}                                                                        // control 64
	RoleEnvelope Role = &envelopeRole{constantRole{"flags", MessageFlags, func(s *Step) *int { return &s.Flags }}} // the flags of the message
)

// The keywords before these parts.
const (
	toWord      = "to"
	withWord    = "with"
	controlWord = "control"
)

// DefaultRoom is how many bytes of control messages recvmsg makes room for by default.
const DefaultRoom = 1024

// takes consumes the keyword that begins a part, if it is next.
func (p *parser) takes(keyword string) bool {
	if !strings.EqualFold(p.peek(), keyword) {
		return false
	}
	p.take()
	return true
}

// toRole is the address that a message goes to, optionally with a wrong length.
type toRole struct{ role }

func (toRole) lacks(s *Step) bool         { return s.Address == "" }
func (toRole) complete(at place) []string { return envelopeWords(at) }

func (toRole) print(s *Step) []string {
	words := append([]string{toWord}, RoleAddress.print(s)...)
	if !RoleLength.lacks(s) {
		words = append(words, RoleLength.print(s)...)
	}
	return words
}

func (toRole) check(s *Step, param Param) error { return RoleLength.check(s, param) }

func (toRole) read(p *parser, param Param) error {
	if !p.takes(toWord) {
		return nil
	}
	if err := RoleAddress.read(p, param); err != nil {
		return err
	}
	return RoleLength.read(p, param)
}

// itemsRole is the control messages sent with a message.
type itemsRole struct{ role }

func (itemsRole) lacks(s *Step) bool         { return len(s.Items) == 0 }
func (itemsRole) complete(at place) []string { return envelopeWords(at) }

func (itemsRole) print(s *Step) []string {
	words := []string{withWord}
	for _, item := range s.Items {
		words = append(words, Word(item.String()))
	}
	return words
}

func (itemsRole) check(s *Step, _ Param) error {
	if len(s.Items) > mostItems {
		return fmt.Errorf("one step sends at most %d control messages", mostItems)
	}
	for _, item := range s.Items {
		if _, err := control.Parse(item.Name, item.Value); err != nil {
			return err
		}
	}
	return nil
}

// read takes NAME=value as often as it occurs.
func (itemsRole) read(p *parser, _ Param) error {
	if !p.takes(withWord) {
		return nil
	}
	for again := true; again; again = strings.Contains(p.peek(), "=") && len(p.step.Items) < mostItems {
		w, err := p.need("a control message, such as IP_TTL=5")
		if err != nil {
			return err
		}
		name, value, ok := strings.Cut(w.raw, "=")
		if !ok || w.quoted {
			return p.wrong(w, "%q is not a control message: write NAME=value, such as IP_TTL=5 or SCM_RIGHTS=a,b", Clip(w.raw))
		}
		item, err := control.Parse(name, value)
		if err != nil {
			return p.refused(w, err)
		}
		for _, socket := range itemNames(item) {
			if err := p.scope.check(p, w, socket); err != nil {
				return err
			}
		}
		p.step.Items = append(p.step.Items, item)
	}
	return nil
}

// itemNames returns the names of the descriptors in a control message.
func itemNames(item control.Item) []string {
	if kind, ok := control.Find(item.Name); ok && kind.Reach == control.ReachRights {
		return control.Rights(item.Value)
	}
	return nil
}

// roomRole is the size of the buffer for control messages.
type roomRole struct{ role }

func (roomRole) lacks(s *Step) bool         { return s.Room == nil }
func (roomRole) print(s *Step) []string     { return []string{controlWord, FormatSize(int64(*s.Room))} }
func (roomRole) complete(at place) []string { return envelopeWords(at) }

func (roomRole) check(s *Step, _ Param) error {
	if s.Room != nil && (*s.Room < 0 || *s.Room > longestRoom) {
		return fmt.Errorf("there are at most %s for control messages", FormatSize(longestRoom))
	}
	return nil
}

func (roomRole) read(p *parser, _ Param) error {
	if !p.takes(controlWord) {
		return nil
	}
	room, err := p.size(longestRoom)
	p.step.Room = &room
	return err
}

// envelopeRole is the flags of a message, after all its optional parts.
type envelopeRole struct{ constantRole }

func (envelopeRole) complete(at place) []string { return envelopeWords(at) }

// envelopeWords returns what may follow the parts of a message.
func envelopeWords(at place) []string {
	last := len(at.arguments) - 1
	sends := strings.HasPrefix(at.verb, "send")
	switch {
	case last >= 0 && at.arguments[last] == toWord && sends:
		return RoleAddress.complete(at)
	case last >= 0 && at.arguments[last] == lengthWord && sends:
		return lengths()
	case last >= 0 && at.arguments[last] == withWord && sends:
		return itemWords(at)
	case last >= 0 && at.arguments[last] == controlWord && !sends:
		return []string{"0", "64", "1KiB"}
	}
	var list []string
	if slices.Contains(at.arguments, withWord) {
		list = itemWords(at)
	}
	if last >= 1 && at.arguments[last-1] == toWord && sends {
		list = append(list, lengthWord)
	}
	for _, keyword := range keywords[at.verb] {
		if !slices.Contains(at.arguments, keyword) {
			list = append(list, keyword)
		}
	}
	return append(list, MessageFlags.Spellings()...)
}

// keywords are the words that begin a part, by verb.
var keywords = map[string][]string{"sendmsg": {toWord, withWord}, "sendmmsg": {toWord}, "recvmsg": {controlWord}}

// itemWords returns the control messages that can be sent; SCM_RIGHTS with the names of descriptors.
func itemWords(at place) []string {
	if names, ok := strings.CutPrefix(at.typed, "SCM_RIGHTS="); ok {
		before := names[:strings.LastIndexByte(names, ',')+1]
		list := []string{}
		for _, name := range at.Bench {
			list = append(list, "SCM_RIGHTS="+before+name)
		}
		return list
	}
	return append(suffixed(control.Names(true), "="), "SCM_CREDENTIALS=self,self,self", "IP_PKTINFO=127.0.0.1", "IPV6_PKTINFO=::1")
}
