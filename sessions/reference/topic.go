package reference

import (
	"slices"
	"strings"
)

// topic is something else that can be looked up besides options and errnos: a state, an idea, a call, or a kernel
// setting.
type topic struct {
	name     string
	also     string // other words for it, separated by commas
	what     string // one sentence: what it is
	answers  string // for a call: what it returns
	here     string // how to see it in this program
	surprise string
	others   string // what macOS and BSD do differently
	try      string // lines of script that run on an empty bench
	read     string // further reading: entries, manual pages, RFCs

	group group // set by [topics]
}

// group is what a topic is listed under.
type group struct {
	name  string
	kind  string // what a topic of the group is
	where string // shown next to the name of a topic in a list
}

// sysctlsGroup is the group of the kernel settings.
const sysctlsGroup = "sysctls"

// topics returns all topics, by group, in the order of display.
func topics() []topic {
	var all []topic
	for _, t := range []struct {
		group group
		of    []topic
	}{
		{group{"TCP states", "TCP state", "state"}, states()},
		{group{"ideas", "idea", ""}, slices.Concat(ideasOfConnections(), ideasOfEnding(), ideasOfData(), ideasOfWaiting(), ideasOfAddresses(), ideasOfDescriptors())},
		{group{"calls", "call", "call"}, slices.Concat(callsThatMake(), callsThatMove(), callsThatAsk(), callsThatWait())},
		{group{"words of a script", "word of a script", "script"}, scriptWords()},
		{group{"flags", "flag", "flag"}, flags()},
		{group{sysctlsGroup, "kernel setting", "sysctl"}, sysctls()},
	} {
		for _, one := range t.of {
			one.group = t.group
			all = append(all, one)
		}
	}
	return all
}

// topicEntries returns the entries of the topics, by group.
func topicEntries(sysctl Sysctl) []*Entry {
	var entries []*Entry
	for _, t := range topics() {
		e := &Entry{Name: t.name, Summary: t.what, Head: t.head(), Group: t.group.name, Where: t.group.where, topic: &t, sysctl: sysctl}
		var names []string
		for also := range strings.SplitSeq(t.also, ",") {
			if also = strings.TrimSpace(also); also != "" {
				names = append(names, also)
			}
		}
		entries = append(entries, e.index(names, t.answers, t.here, t.surprise, t.others, t.read))
	}
	return entries
}

// head says what sort of thing it is.
func (t topic) head() string {
	if t.also == "" {
		return t.group.kind
	}
	return t.group.kind + ", also " + t.also
}

// facts returns everything that is known about a topic besides what it is.
func (t topic) facts(sysctl Sysctl) []Fact {
	var facts []Fact
	for _, f := range []Fact{
		{"now", t.now(sysctl)},
		{"surprise", t.surprise},
		{"answers", t.answers},
		{"see it", t.here},
		{"try", t.try},
		{"elsewhere", t.others},
		{"read on", t.read},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// now returns the current value of a kernel setting.
func (t topic) now(sysctl Sysctl) string {
	if t.group.name != sysctlsGroup || sysctl == nil {
		return ""
	}
	value, ok := sysctl(t.name)
	if !ok {
		return "this kernel does not show it"
	}
	if value == "" {
		return "empty"
	}
	return strings.Join(strings.Fields(value), " ")
}
