package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// goLanguage is Go, with golang.org/x/sys/unix.
type goLanguage struct {
	words
	none bool // the call that is judged answers nothing but an error
}

func (*goLanguage) tabs() {}

// newGo is the language with its words.
func newGo() *goLanguage {
	return &goLanguage{words: words{
		mark: "//",
		turn: "if turn(%d, %d) {", done: "done()",
		within: "within(%s)", do: "for {", while: "if !(%s) {\nbreak\n}\n}",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "true",
		rounds: "for i = 1; i <= %d; i++ {", end: "}",
		start: "i = 1", next: "i++",
		stop:   "if err != nil {\nbreak\n}",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "time.Sleep(time.Duration(%s * float64(time.Second)))",
		set:   "%s = %s",
		and:   " && ", or: " || ", not: "!", unequal: "!=",
		literal: `"%s"`, escape: `\x%02x`,
		taken: goTaken(), prelude: "go.txt",
		local: "Local", peer: "Peer", message: "Message", locally: "local",

		failed:      "err != nil",
		failedWith:  "err == %s",
		went:        "err == nil",
		zero:        "err == nil",
		mask:        "%s",
		whole:       "whole()",
		valueNumber: "valueNumber(value)",
		valueText:   "valueText(value)",
		value:       "string(value)",
		same:        "same(%s, %s)",
		nowhere:     "len(%s) == 0",
		optionIs:    "func() bool {\nvalue, err := getOption(%s, %s, %s, %d)\nreturn err == nil && %s\n}()",
		pending:     "number(ask(%s, unix.SIOCINQ, 0))",
		unsent:      "number(ask(%s, unix.SIOCOUTQ, 0))",
		notsent:     "number(ask(%s, unix.SIOCOUTQNSD, 0))",
		nonblock:    "flagOf(%s, unix.F_GETFL, unix.O_NONBLOCK)",
		cloexec:     "flagOf(%s, unix.F_GETFD, unix.FD_CLOEXEC)",
		counted:     "counted",
		from:        ".from",
		came:        "came(%s, %s, %s)",
		notCame:     "%s == nil",
		cameNumber:  "cameNumber(%s)",
		cameWith:    "has(%s, %d, %s)",
		self:        "ints(os.Get%s())",
	}}
}

// goTaken are words that no variable of a Go program can be called.
func goTaken() []string {
	return strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map package range
return select struct switch type var append cap clear close complex copy delete imag len make max min new panic print println real recover
bool byte error float64 int int16 int32 int64 string uint8 uint16 uint32 uint64 uintptr any true false nil iota main init err i held me
fmt os strings strconv slices time unsafe runtime signal syscall unix netip binary atomic source dataSize reportsSize r descriptors pids boardFD`)
}

// constant is a constant of golang.org/x/sys/unix, or of the program itself where that lacks it.
func (*goLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		switch {
		case !isConstant(n.Name):
			parts = append(parts, fmt.Sprintf("%#x", n.Value))
		case slices.Contains(goLacks(), n.Name):
			parts = append(parts, n.Name)
		default:
			parts = append(parts, "unix."+n.Name)
		}
	}
	if len(parts) == 0 || c.Net16 {
		return strconv.Itoa(c.Value)
	}
	return strings.Join(parts, "|")
}

func (l *goLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "local(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s:%d")`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "device(" + l.bytes([]byte(a.Zone)) + ")"
		}
		return fmt.Sprintf(`ipv6("[%s]:%d", %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return "raw(" + l.bytes(a.Raw) + ")"
}

func (l *goLanguage) number(n Number) string {
	if l.none {
		return fmt.Sprintf("err == nil && 0 %s %d", n.Op, n.N)
	}
	return fmt.Sprintf("err == nil && r %s %d", n.Op, n.N)
}

func (*goLanguage) info(fd, name string) string { return infoByOffset(fd, name) }

func (*goLanguage) show(w *code, look *Look) { w.show(look, "fmt.Println", "addressText") }
