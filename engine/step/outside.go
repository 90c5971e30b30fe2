package step

import "strings"

// Outside is the step with the names that others have for the sockets of its process: of
// "at k x = dup s", k_x and k_s.
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

// Looks reports whether the step only looks, so that it can be made beside a session: nothing is another after it.
func (s Step) Looks() bool {
	verb, ok := FindVerb(s.Verb)
	return ok && (verb.Effect == EffectLooks || s.Verb == "sysctl" && s.Value == nil)
}
