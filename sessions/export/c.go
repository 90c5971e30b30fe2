package export

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// cLanguage is C as of 2011, with the GNU library.
type cLanguage struct {
	words
	texts []string // of repeated texts: what makes each
	waits string   // the wait that is judged
}

// newC is the language with its words.
func newC() *cLanguage {
	return &cLanguage{words: words{
		mark: "//",
		turn: "if (turn(%d, %d)) {", done: "done();",
		within: "within(%s);", do: "do {", while: "} while (%s);",
		again: "again()", more: "more(%s)",
		hold: "held = %s;", yes: "held", truth: "1",
		rounds: "for (i = 1; i <= %d; i++) {", end: "}",
		start: "i = 1;", next: "i++;",
		stop:   "if (r == -1)\n    break;",
		expect: "expect(%s, %d, %s);", told: "told(%d, %s);", need: "need(%d, %s);",
		sleep: "usleep(%s * 1e6);",
		set:   "%s = %s;",
		and:   " && ", or: " || ", not: "!", unequal: "!=",
		literal: `"%s"`, escape: `\%03o`, trigraphs: true,
		taken: cTaken(), prelude: "c.c",
		local: "_local", peer: "_peer", message: "_message", locally: "local",
	}}
}

// cTaken are words that no variable of a C program can be called.
func cTaken() []string {
	return strings.Fields(`auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof linux unix main stdin stdout stderr
errno environ signal index rindex time sleep pause alarm free malloc exit abort abs labs div random rand y0 y1 yn j0 j1 jn gamma
read write open close dup dup2 dup3 pipe pipe2 socket socketpair bind listen connect accept accept4 shutdown send recv sendto recvfrom
sendmsg recvmsg sendmmsg recvmmsg writev readv poll select epoll_wait epoll_ctl epoll_create1 fcntl ioctl lseek sendfile splice tee
getsockopt setsockopt getsockname getpeername eventfd timerfd_create timerfd_settime memfd_create fork kill wait waitpid getpid getuid getgid
link unlink access sync select stat creat chdir mkdir rmdir printf puts perror fopen fclose source i held me pids board folder info optarg
optind opterr optopt clone raise remove rename times signal usleep m t self parts pair list filter program message unnamed step printf sin cos tan exp log pow ceil floor round remove system getline`)
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
