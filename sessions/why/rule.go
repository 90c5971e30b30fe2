package why

import (
	"cmp"
	"slices"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// rule is a phenomenon: a way in which sockets answer that people ask about.
type rule struct {
	name  string               // of the phenomenon, such as "port-in-use"; "" for a rule that explains an ordinary answer
	calls []engine.Syscall     // that show it, named as [callName] does; nil means any
	ends  []string             // the errnos that show it, "" for success; nil means any
	find  func(scene) *Finding // returns nil unless the evidence shows the phenomenon
}

// rules returns all rules. Of those that fit an event, the first that returns a finding explains the answer of
// the call.
var rules = sync.OnceValue(func() []rule {
	return slices.Concat(rulesOfLengths(), rulesOfControlMessages(), rulesOfPorts(), rulesOfMessages(), rulesOfStreams(), rulesOfWaiting(), rulesOfOptions())
})

// answers reports whether the rule applies to a call that ended with errno.
func (r rule) answers(call engine.Syscall, errno string) bool {
	return (r.calls == nil || slices.Contains(r.calls, call)) && (r.ends == nil || slices.Contains(r.ends, errno))
}

// phenomenon returns the finding of the first rule that has one, or nil.
func (s scene) phenomenon() *Finding {
	if s.plainKind != "" && s.plainKind != status.KindEpoll {
		return nil // all rules are about sockets
	}
	s = s.asSend()
	for _, r := range rules() {
		if !r.answers(s.call.Name, s.call.Errno) {
			continue
		}
		if f := r.find(s); f != nil {
			f.Phenomenon = cmp.Or(f.Phenomenon, r.name)
			return f
		}
	}
	return nil
}

// Phenomena returns the names of all rules that have one.
func Phenomena() []string {
	var names []string
	for _, r := range rules() {
		if r.name != "" && !slices.Contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return names
}
