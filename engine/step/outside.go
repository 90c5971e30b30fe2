package step

import "strings"

// Outside returns the step with the names by which other processes know its sockets: k_x and k_s for "at k x = dup s".
func (s Step) Outside() Step {
	if s.At == "" {
		return s
	}
	name := func(there string) string {
		if there == "" {
			return ""
		}
		return InProcess(s.At, there)
	}
	s.Names = namesOutside(s.At, s.Names)
	s.Socket, s.Other = name(s.Socket), name(s.Other)
	if ref, ok := strings.CutPrefix(string(s.Address), "@"); ok {
		s.Address = Address("@" + name(ref))
	}
	s.At = ""
	return s
}

func namesOutside(process string, names []string) []string {
	outside := make([]string, len(names))
	for i, name := range names {
		outside[i] = InProcess(process, name)
	}
	return outside
}

// Looks reports whether the step only looks, so that it can be made beside a session without changing it.
func (s Step) Looks() bool {
	verb, ok := FindVerb(s.Verb)
	return ok && (verb.Effect == EffectLooks || s.Verb == "sysctl" && s.Value == nil)
}
