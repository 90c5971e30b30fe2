package export

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// pythonLanguage is Python 3, with ctypes.
type pythonLanguage struct {
	words
}

// newPython is the language with its words.
func newPython() *pythonLanguage {
	return &pythonLanguage{words: words{
		mark: "#",
		turn: "if turn(%d, %d):", done: "done()",
		within: "within(%s)", do: "while True:", while: "    if not (%s):\n        break",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "True",
		rounds: "for i in range(1, %d + 1):", end: "",
		start: "i = 1", next: "i += 1",
		stop:   "if e:\n    break",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "time.sleep(%s)",
		set:   "%s = %s",
		and:   " and ", or: " or ", not: "not ", unequal: "!=",
		literal: `b"%s"`, escape: `\x%02x`,
		taken: pythonTaken(), prelude: "python.py",
		local: "_local", peer: "_peer", message: "_message", locally: "local",

		failed:      "e != 0",
		failedWith:  "e == %s",
		went:        "e == 0",
		zero:        "e == 0",
		mask:        "(%s)",
		whole:       "whole()",
		valueNumber: "value_number()",
		valueText:   "value_text()",
		value:       "value",
		same:        "%s == %s",
		nowhere:     "not %s",
		optionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		pending:     "ask(%s, 0x541b, 0)",            // FIONREAD
		unsent:      "ask(%s, 0x5411, 0)",            // SIOCOUTQ
		notsent:     "ask(%s, 0x894b, 0)",            // SIOCOUTQNSD
		nonblock:    "flag_of(%s, 3, os.O_NONBLOCK)", // F_GETFL
		cloexec:     "flag_of(%s, 1, 1)",             // F_GETFD, FD_CLOEXEC
		counted:     "counted_",
		from:        ".sender",
		came:        "came(%s, %s, %s)",
		notCame:     "%s is None",
		cameNumber:  "came_number(%s)",
		cameWith:    "has(%s, %d, %s)",
		self:        "ints(os.get%s())",
	}}
}

// pythonTaken are words that no variable of a Python program can be called.
func pythonTaken() []string {
	return strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for from global if import
in is lambda nonlocal not or pass raise return try while with yield match case type ctypes errno mmap os resource select signal socket struct sys tempfile
threading time bytes int len list max min next open print range set str sum zip dict getattr hex memoryview me pids tries r e i held source folder received
DATA_SIZE REPORTS _name m fd`)
}

// constant is a constant that the program declares.
func (*pythonLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		if isConstant(n.Name) {
			parts = append(parts, n.Name)
		} else {
			parts = append(parts, fmt.Sprintf("%#x", n.Value))
		}
	}
	if len(parts) == 0 || c.Net16 {
		return strconv.Itoa(c.Value)
	}
	return strings.Join(parts, " | ")
}

func (l *pythonLanguage) address(a *Address) string {
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
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "socket.if_nametoindex(" + plainLiteral(a.Zone) + ")"
		}
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return l.bytes(a.Raw)
}

func (l *pythonLanguage) number(n Number) string {
	return fmt.Sprintf("e == 0 and r %s %d", n.Op, n.N)
}

func (*pythonLanguage) info(fd, name string) string { return infoByOffset(fd, name) }

func (*pythonLanguage) show(w *code, look *Look) { w.show(look, "print", "address_text") }
