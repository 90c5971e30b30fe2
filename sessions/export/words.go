package export

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// words are the pieces of a language that a program is put together from. %s and %d are what varies.
type words struct {
	mark              string // begins a comment
	turn, done        string // around the statements of one process
	within            string // begins a time: %s seconds
	do, while         string // around a try, with the condition to go on
	again, more       string // whether the answer may be another in a moment; whether to try again: %s is whether to pause
	hold              string // keeps a condition: %s
	rounds, end       string // around the rounds of repeat, %d; and the end of any block
	start, next       string // the first round of until, and the next
	stop              string // leaves the rounds after a failure
	expect            string // %s holds, %d, %s
	told, need, sleep string // %d, %s; seconds
	yes, truth        string // the condition that was kept, and what is true
	set               string // gives a variable, %s, a value, %s

	and, or, not, unequal string // operators
	literal, escape       string // of bytes, %s; and of a byte that is not printable, %d
	trigraphs             bool   // ? may begin one, and is escaped

	taken                []string // that no variable can be called
	prelude              string   // the file of its functions
	local, peer, message string   // what is behind the name of a variable, for the last addresses and the last message of its descriptor
	locally              string   // the function that asks for the local address

	functions                            bool   // bytes are compared by functions, which are told how many they are
	failed, failedWith, went, zero       string // of the last call: %s is the errno; zero is that it answered no number
	mask                                 string // events that are compared, %s
	whole, valueNumber, valueText, value string // what was read of a sysctl; what was read of an option
	same, nowhere                        string // of addresses: %s, %s; %s
	optionIs                             string // asks for an option, %s, %s, %s, %d, and looks at its value, %s
	pending, unsent, notsent             string // %s
	nonblock, cloexec                    string // %s
	infoNumber, counted                  string // before a field of TCP_INFO; before the name of a counter, as it was at first
	from, reference                      string // behind a message, for its sender; before one, for a function
	came                                 string // a control message: of %s, by its level %s and type %s
	notCame, cameNumber, cameWith        string // %s; %s; %s has at %d the bytes %s
	self                                 string // bytes of the number of the own process, user or group: %[1]s is pid, uid or gid
}

func (k *words) either(parts []string) string { return grouped(parts, k.or, k.and) }
func (k *words) both(parts []string) string   { return grouped(parts, k.and, k.or) }

// negate is the opposite of an expression.
func (k *words) negate(a string) string {
	if simple().MatchString(a) {
		return k.not + a
	}
	return k.not + "(" + a + ")"
}

// simple matches an expression that needs no parentheses behind "not".
var simple = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z_]+(\([^()]*\))?$`) })

// grouped joins expressions; one with the other operator in it stands in parentheses.
func grouped(parts []string, operator, other string) string {
	list := slices.Clone(parts)
	for i, part := range list {
		if len(list) > 1 && strings.Contains(part, other) {
			list[i] = "(" + part + ")"
		}
	}
	return strings.Join(list, operator)
}

// compared is an operator of a script in the language.
func (k *words) compared(operator string) string {
	if operator == "!=" {
		return k.unequal
	}
	return operator
}

// bytes is a literal of bytes. An escape has as many digits as there can be, so no byte runs into the
// next.
func (k *words) bytes(p []byte) string {
	var b strings.Builder
	for _, c := range p {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c > '~' || c == '?' && k.trigraphs:
			fmt.Fprintf(&b, k.escape, c)
		default:
			b.WriteByte(c)
		}
	}
	return fmt.Sprintf(k.literal, b.String())
}

// given is bytes as arguments of a function.
func (k *words) given(p []byte) string {
	if k.functions {
		return fmt.Sprintf("%s, %d", k.bytes(p), len(p))
	}
	return k.bytes(p)
}

// bytesAre compares bytes.
func (k *words) bytesAre(got, operator string, p []byte) string {
	if !k.functions {
		return got + " " + k.compared(operator) + " " + k.bytes(p)
	}
	is := got + "(" + k.given(p) + ")"
	if operator == "!=" {
		return k.not + is
	}
	return is
}

// name is an identifier for a name of the script: not one of the language's own, or of the
// prelude's. Names in capitals are those of macros and constants.
func (k *words) name(name string) string {
	known := reserved()[k.prelude]
	derived := slices.ContainsFunc([]string{"_message", "_local", "_peer", "Message", "Local", "Peer"}, func(suffix string) bool {
		return known[name+suffix] || strings.HasSuffix(name, suffix)
	})
	if slices.Contains(k.taken, name) || len(name) > 1 && strings.ToUpper(name) == name || known[name] || derived || own.MatchString(name) {
		return name + "_"
	}
	return name
}

// own matches the names that a program gives besides those of the script.
var own = regexp.MustCompile(`^(?:text_|call_|counted)`)

// reserved are the identifiers of each prelude. Those of one letter are local to a function there.
var reserved = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for file, list := range allSections() {
		all[file] = map[string]bool{}
		for _, s := range list {
			for _, word := range identifier.FindAllString(unsaid.ReplaceAllString(s.body, ""), -1) {
				if len(word) > 2 || word == s.key() {
					all[file][word] = true
				}
			}
		}
	}
	return all
})

// variable is a descriptor as an expression.
func (k *words) variable(r Ref) string { return k.kept(r, "") }

// kept is the variable beside that of a descriptor, by what is behind its name.
func (k *words) kept(r Ref, suffix string) string {
	name := k.name(r.Name) + suffix
	switch {
	case r.Many == 0:
		return name
	case r.Index == 0:
		return name + "[i]"
	}
	return fmt.Sprintf("%s[%d]", name, r.Index)
}

// keptAddress is the variable for the address that a descriptor had, or its peer.
func (k *words) keptAddress(r Ref, peer bool) string {
	if peer {
		return k.kept(r, k.peer)
	}
	return k.kept(r, k.local)
}

// messageOf is the variable for what came with the last message of a descriptor.
func (k *words) messageOf(r Ref) string { return k.kept(r, k.message) }

// descriptor is the variable of a descriptor; "" of none.
func (k *words) descriptor(r Ref) string {
	if r.Variable == nil {
		return ""
	}
	return k.variable(r)
}

// descriptors are the variables of several, with commas between.
func (k *words) descriptors(refs []Ref) string {
	var names []string
	for _, r := range refs {
		names = append(names, k.variable(r))
	}
	return strings.Join(names, ", ")
}
