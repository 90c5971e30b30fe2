package export

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// luaLanguage is LuaJIT, with its ffi.
type luaLanguage struct {
	words
}

// newLua is the language with its words.
func newLua() *luaLanguage {
	return &luaLanguage{words: words{
		mark: "--",
		turn: "if turn(%d, %d) then", done: "done()",
		within: "within(%s)", do: "repeat", while: "until not (%s)",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "true",
		rounds: "for i = 1, %d do", end: "end",
		start: "i = 1", next: "i = i + 1",
		stop:   "if e ~= 0 then break end",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "C.usleep(%s * 1e6)",
		set:   "%s = %s",
		and:   " and ", or: " or ", not: "not ", unequal: "~=",
		literal: `"%s"`, escape: `\%03d`,
		taken: luaTaken(), prelude: "lua.lua",
		local: "_local", peer: "_peer", message: "_message", locally: "locally",

		failed:      "e ~= 0",
		failedWith:  "e == %s",
		went:        "e == 0",
		zero:        "e == 0",
		mask:        "%s",
		whole:       "whole()",
		valueNumber: "value_number()",
		valueText:   "value_text()",
		value:       "value",
		same:        "%s == %s",
		nowhere:     `(%s or "") == ""`,
		optionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		pending:     "ask(%s, 0x541b, 0)",    // FIONREAD
		unsent:      "ask(%s, 0x5411, 0)",    // SIOCOUTQ
		notsent:     "ask(%s, 0x894b, 0)",    // SIOCOUTQNSD
		nonblock:    "flag_of(%s, 3, 0x800)", // F_GETFL, O_NONBLOCK
		cloexec:     "flag_of(%s, 1, 1)",     // F_GETFD, FD_CLOEXEC
		counted:     "counted_",
		from:        ".from",
		came:        "came(%s, %s, %s)",
		notCame:     "%s == nil",
		cameNumber:  "came_number(%s)",
		cameWith:    "has(%s, %d, %s)",
		self:        "i32(C.get%s())",
	}}
}

// luaTaken are words that no variable of a Lua program can be called.
func luaTaken() []string {
	return strings.Fields(`and break do else elseif end false for function goto if in local nil not or repeat return then true until while
ffi bit jit C source declarations string table math io os print error assert type pairs ipairs tonumber tostring require select next unpack
list m pair pids me tries watching r e DATA_SIZE WATCHED REPORTS folder received`)
}

// constant is a constant that the program declares.
func (*luaLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		if isConstant(n.Name) {
			parts = append(parts, "C."+n.Name)
		} else {
			parts = append(parts, strconv.Itoa(n.Value))
		}
	}
	switch {
	case len(parts) == 0 || c.Net16:
		return strconv.Itoa(c.Value)
	case len(parts) == 1:
		return parts[0]
	}
	return "bit.bor(" + strings.Join(parts, ", ") + ")"
}

func (l *luaLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "locally(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s", %d)`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "C.if_nametoindex(" + l.bytes([]byte(a.Zone)) + ")"
		}
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return l.bytes(a.Raw)
}

func (l *luaLanguage) number(n Number) string {
	return fmt.Sprintf("e == 0 and r %s %d", l.compared(n.Op), n.N)
}

func (*luaLanguage) info(fd, name string) string { return infoByOffset(fd, name) }

func (*luaLanguage) show(w *code, look *Look) { w.show(look, "print", "address_text") }
