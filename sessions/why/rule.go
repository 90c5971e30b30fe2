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
	name  string               // of the phenomenon, such as "port-in-use"; "" says of a usual answer what it means here
	calls []engine.Syscall     // that show it, named as [callName] does; nil is any
	ends  []string             // the errnos it answers, "" is success; nil is any
	find  func(scene) *Finding // nil unless the evidence shows the phenomenon
}

// rules are all there are. Of those that fit an event, the first that finds something has the word
// about the answer of the call.
var rules = sync.OnceValue(func() []rule {
	return slices.Concat(rulesOfLengths(), rulesOfControlMessages(), rulesOfPorts(), rulesOfMessages(), rulesOfStreams(), rulesOfWaiting(), rulesOfOptions())
})

// answers reports whether the rule is about such an answer.
func (r rule) answers(call engine.Syscall, errno string) bool {
	return (r.calls == nil || slices.Contains(r.calls, call)) && (r.ends == nil || slices.Contains(r.ends, errno))
}

// phenomenon is what the first rule finds that knows the answer; nil if none does.
func (s scene) phenomenon() *Finding {
	if s.plainKind != "" && s.plainKind != status.KindEpoll {
		return nil // all are about sockets
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

// Phenomena are the names of all rules that have one.
func Phenomena() []string {
	var names []string
	for _, r := range rules() {
		if r.name != "" && !slices.Contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return names
}
