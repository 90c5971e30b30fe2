package export

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"netnet-tui/engine"
)

// cLanguage is C as of 2011, with the GNU library.
type cLanguage struct {
	texts []string // of repeated texts: what makes each
	waits string   // the wait that is judged
}

func (cLanguage) comment(text string) string { return "// " + text }

func (cLanguage) words() words {
	return words{
		turn: "if (turn(%d, %d)) {", done: "done();",
		within: "within(%s);", do: "do {", while: "} while (%s);",
		again: "again()", more: "more(%s)",
		hold: "held = %s;", yes: "held", truth: "1",
		rounds: "for (i = 1; i <= %d; i++) {", end: "}",
		start: "i = 1;", next: "i++;",
		stop:   "if (r == -1)\n    break;",
		expect: "expect(%s, %d, %s);", told: "told(%d, %s);", need: "need(%d, %s);",
		sleep: "usleep(%s * 1e6);",
	}
}

func (cLanguage) either(a []string) string { return grouped(a, " || ", " && ") }
func (cLanguage) both(a []string) string   { return grouped(a, " && ", " || ") }

func (cLanguage) not(a string) string {
	if regexp.MustCompile(`^[a-z_]+(\([^()]*\))?$`).MatchString(a) {
		return "!" + a
	}
	return "!(" + a + ")"
}

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

// cTaken are words that no variable of a C program can be called.
var cTaken = strings.Fields(`auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof linux unix main stdin stdout stderr
errno environ signal index rindex time sleep pause alarm free malloc exit abort abs labs div random rand y0 y1 yn j0 j1 jn gamma
read write open close dup dup2 dup3 pipe pipe2 socket socketpair bind listen connect accept accept4 shutdown send recv sendto recvfrom
sendmsg recvmsg sendmmsg recvmmsg writev readv poll select epoll_wait epoll_ctl epoll_create1 fcntl ioctl lseek sendfile splice tee
getsockopt setsockopt getsockname getpeername eventfd timerfd_create timerfd_settime memfd_create fork kill wait waitpid getpid getuid getgid
link unlink access sync select stat creat chdir mkdir rmdir printf puts perror fopen fclose source i held me pids board folder info optarg
optind opterr optopt clone raise remove rename times signal usleep m t self parts pair list filter program message unnamed step printf sin cos tan exp log pow ceil floor round remove system getline`)

// name is an identifier for a name of the script.
func (*cLanguage) name(name string) string { return mangled(name, cTaken, "c.c") }

// variable is a name that nothing else in the program has.
func (l *cLanguage) variable(r Ref) string { return indexed(l.name(r.Name), r) }

// mangled is an identifier that is not one of the language's own, or of the prelude's. Names in
// capitals are those of macros and constants.
func mangled(name string, taken []string, prelude string) string {
	derived := slices.ContainsFunc([]string{"_message", "_local", "_peer", "Message", "Local", "Peer"}, func(suffix string) bool {
		return reserved()[prelude][name+suffix] || strings.HasSuffix(name, suffix)
	})
	if slices.Contains(taken, name) || len(name) > 1 && strings.ToUpper(name) == name || reserved()[prelude][name] || derived || own.MatchString(name) {
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

// indexed is one of several descriptors.
func indexed(name string, r Ref) string {
	switch {
	case r.Many == 0:
		return name
	case r.Index == 0:
		return name + "[i]"
	}
	return fmt.Sprintf("%s[%d]", name, r.Index)
}

// constant is a constant of C.
func (l *cLanguage) constant(c Const) string {
	if len(c.Names) == 0 {
		if c.Value > 9999 && c.Value != 0 {
			return fmt.Sprintf("%#x", c.Value)
		}
		return strconv.Itoa(c.Value)
	}
	var parts []string
	for _, n := range c.Names {
		if isConstant(n.Name) {
			parts = append(parts, n.Name)
		} else {
			parts = append(parts, fmt.Sprintf("%#x", n.Value))
		}
	}
	text := strings.Join(parts, " | ")
	if c.Net16 {
		return "htons(" + text + ")"
	}
	return text
}

// bytes is a literal of bytes. Octal escapes have three digits at most, so no byte runs into the next.
func (*cLanguage) bytes(p []byte) string {
	var b strings.Builder
	for _, c := range p {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c > '~' || c == '?': // ? for the sake of trigraphs
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// address is an expression for one.
func (l *cLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "local(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s", %d)`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if a.Zone != "" {
			scope = fmt.Sprintf("if_nametoindex(%s)", l.bytes([]byte(a.Zone)))
			if _, err := strconv.Atoi(a.Zone); err == nil {
				scope = a.Zone
			}
		}
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return fmt.Sprintf("path(%s, %d)", l.bytes(append([]byte{0}, a.Path[1:]...)), len(a.Path))
	case a.Path != "":
		return fmt.Sprintf("path(%s, %d)", l.bytes([]byte(a.Path)), len(a.Path))
	}
	return fmt.Sprintf("address(%s, %d)", l.bytes(a.Raw), len(a.Raw))
}

func (l *cLanguage) keptAddress(r Ref, peer bool) string {
	which := "local"
	if peer {
		which = "peer"
	}
	return l.name(r.Name) + "_" + which + strings.TrimPrefix(l.variable(r), l.name(r.Name))
}

func (l *cLanguage) keep(w *code, r Ref) {
	if r.localLater {
		w.line("%s = local(%s);", l.keptAddress(r, false), l.variable(r))
	}
	if r.peerLater {
		w.line("%s = peer(%s);", l.keptAddress(r, true), l.variable(r))
	}
}

// data is a condition about what a call has answered.
func (l *cLanguage) data(c Condition) string {
	switch c := c.(type) {
	case Failed:
		if c.Errno.Value == 0 {
			return "r == -1"
		}
		return "failed(" + l.constant(c.Errno) + ")"
	case Went:
		return "r != -1"
	case Number:
		if c.N < 0 || strings.HasPrefix(c.Op, "<") || c.Op == "!=" {
			return fmt.Sprintf("r != -1 && r %s %d", c.Op, c.N)
		}
		return fmt.Sprintf("r %s %d", c.Op, c.N)
	case Count:
		return fmt.Sprintf("r == 8 && count() %s %d", c.Op, c.N)
	case Data:
		if c.Contains {
			return fmt.Sprintf("contains(%s, %d)", l.bytes(c.Text), len(c.Text))
		}
		return fmt.Sprintf("got(%s, %d)", l.bytes(c.Text), len(c.Text))
	case ReadyOnly:
		parts := []string{fmt.Sprintf("r == %d", len(c))}
		how := "polled"
		if l.waits == "epoll_wait" {
			how = "reported"
		}
		for _, watch := range c {
			parts = append(parts, fmt.Sprintf("%s(%s) == (%s)", how, l.variable(watch.Ref), l.constant(watch.Events)))
		}
		return l.both(parts)
	case AddressIs:
		return "r == 0 && " + l.addressIs("to", c.Address)
	case ValueIs:
		return "r == 0 && " + l.valueIs(c)
	case SettingIs:
		if c.Number {
			return fmt.Sprintf("r != -1 && strtoll((char *)data, NULL, 10) %s %d", c.Op, c.N)
		}
		is := fmt.Sprintf("got(%s, %d)", l.bytes([]byte(c.Text)), len(c.Text))
		if c.Op == "!=" {
			return "!" + is
		}
		return is
	}
	return "0"
}

// valueIs compares the value that was asked for.
func (l *cLanguage) valueIs(v ValueIs) string {
	var is string
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("value_number() %s %d", v.Op, v.N)
	case v.Text:
		text := strings.TrimRight(string(v.Bytes), "\x00")
		is = fmt.Sprintf("value_text(%s, %d)", l.bytes([]byte(text)), len(text))
	default:
		is = fmt.Sprintf("value_is(%s, %d)", l.bytes(v.Bytes), len(v.Bytes))
	}
	if v.Op == "!=" {
		return "!" + is
	}
	return is
}

// addressIs compares an address. Of a packet socket's, what was left out may be anything.
func (l *cLanguage) addressIs(got string, a *Address) string {
	if a.Of == nil && a.Family == engine.AFPacket {
		var parts []string
		for _, f := range packetFields(a.Raw) {
			parts = append(parts, fmt.Sprintf("has(%s, %d, %s, %d)", got, f.At, l.bytes(f.Bytes), len(f.Bytes)))
		}
		return l.both(parts)
	}
	return fmt.Sprintf("same(%s, %s)", got, l.address(a))
}

// packetFields are the fields of struct sockaddr_ll that were written (packet(7)).
func packetFields(raw []byte) []FieldWant {
	fields := []FieldWant{{At: 0, Bytes: raw[:2]}, {At: 4, Bytes: raw[4:8]}}
	for _, f := range [][2]int{{2, 4}, {8, 10}, {10, 11}} {
		if part := raw[f[0]:f[1]]; strings.Trim(string(part), "\x00") != "" {
			fields = append(fields, FieldWant{At: f[0], Bytes: part})
		}
	}
	if n := int(raw[11]); n > 0 {
		fields = append(fields, FieldWant{At: 11, Bytes: raw[11:min(12+n, len(raw))]})
	}
	return fields
}
