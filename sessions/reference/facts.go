package reference

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/why"
	"netnet-tui/sockopts"
)

// optionFacts returns everything that the catalogue knows about an option besides its summary.
func optionFacts(o *sockopts.Option) []Fact {
	var facts []Fact
	for _, fact := range []Fact{
		{"surprise", o.Surprise},
		{"default", fallback(o)},
		{"value", writable(o)},
		{"range", o.Range},
		{"unit", unit(o)},
		{"set it", when(o)},
		{"needs", o.Capability},
		{"errnos", refusals(o)},
		{"kernel", begun("needs a kernel with ", o.Needs)},
		{"rescaled", o.Rescale},
		{"reading", o.ReadEffect},
		{"accept", handedOn(o)},
		{"applies to", step.KindsInWords(o.Applies)},
		{"try", o.Try},
		{"since", begun("Linux ", o.Since)},
		{"numbers", numbers(o)},
		{"type", sort(o)},
		{"also", strings.Join(o.Aliases, ", ")},
		{"manual", o.Manual},
		{"macOS", o.MacOS}, {"FreeBSD", o.FreeBSD}, {"Windows", o.Windows},
		{"fields", fields(o)},
	} {
		if fact.Text != "" {
			facts = append(facts, fact)
		}
	}
	return facts
}

// fields returns the fields of the value, one a line.
func fields(o *sockopts.Option) string {
	var lines []string
	for _, f := range o.Fields() {
		name := f.Name
		if f.Unit != "" {
			name += " in " + f.Unit
		}
		lines = append(lines, name+": "+f.Summary)
	}
	return strings.Join(lines, "\n")
}

// refusals returns the errnos that setting and reading the option may return, one a line: those in the catalogue, and
// those in the table of causes that are about this option.
func refusals(o *sockopts.Option) string {
	about := why.CausesAbout(o.Name)
	var lines []string
	for _, r := range o.Refusals() {
		own := func(c why.Cause) bool { return c.Errno == r.Errno } // it says more
		if !slices.ContainsFunc(about, own) {
			lines = append(lines, r.Errno+": "+r.When)
		}
	}
	for _, c := range about {
		lines = append(lines, c.Errno+": "+c.Why)
	}
	return strings.Join(lines, "\n")
}

// begun prefixes a non-empty text.
func begun(beginning, text string) string {
	if text == "" {
		return ""
	}
	return beginning + text
}

// fallback returns the value of a new socket, the kinds that have another value, and the sysctl that determines it.
func fallback(o *sockopts.Option) string {
	if len(o.Fresh) > 0 {
		text := o.Default
		for _, f := range o.Fresh {
			text += "; " + f.Value + " on " + step.KindsInWords(f.On)
		}
		return text
	}
	switch {
	case o.DefaultFrom == "":
		return o.Default
	case o.Default == "":
		return "from " + o.DefaultFrom
	}
	return o.Default + ", from " + o.DefaultFrom
}

// writable describes how the value is written.
func writable(o *sockopts.Option) string {
	if !o.Settable() {
		return ""
	}
	return o.Codec.Hint()
}

// unit returns the unit of the value, unless the way it is written says so.
func unit(o *sockopts.Option) string {
	word := map[string]string{"B": "bytes", "s": "seconds", "ms": "milliseconds", "us": "microseconds"}[o.Unit]
	if strings.Contains(writable(o), word) {
		return ""
	}
	return word
}

// when says when to set the option, and which of getsockopt and setsockopt the kernel lacks for it.
func when(o *sockopts.Option) string {
	switch o.Direction {
	case sockopts.Get:
		return "never: it can only be read"
	case sockopts.Set:
		return string(o.Phase) + "; it can't be read"
	case sockopts.None:
		return "never: it can be neither set nor read"
	case sockopts.GetSet:
	}
	return string(o.Phase)
}

// handedOn says whether accept passes the option on.
func handedOn(o *sockopts.Option) string {
	switch o.Inherited {
	case sockopts.Yes:
		text := "the new socket inherits it from the listener"
		if o.AppliesTo(engine.AFUnix, engine.SockStream, 0) && o.InheritedOn(engine.AFUnix, engine.SockStream, 0) == sockopts.No {
			return text + ", but not from a Unix listener, whose new sockets start with the default"
		}
		return text
	case sockopts.No:
		return "the new socket does not inherit it: it starts with the default"
	case sockopts.Unknown:
	}
	return ""
}

// numbers returns the arguments of the system call.
func numbers(o *sockopts.Option) string {
	number := o.View().Number
	switch o.Call {
	case sockopts.Fcntl:
		return fmt.Sprintf("%s is %#x", o.Name, number)
	case sockopts.Ioctl:
		return fmt.Sprintf("request %#x", number)
	case sockopts.Sockopt:
	}
	level := o.Level
	if manual := o.View().Level; manual != level {
		level += " or " + manual
	}
	return fmt.Sprintf("level %d (%s), option %d", o.LevelNumber(), level, number)
}

// sort returns the kind of value, and its C type.
func sort(o *sockopts.Option) string {
	switch kind := o.Sort(); kind {
	case "-", o.CType:
		return o.CType
	default:
		return kind + ", in C " + o.CType
	}
}
