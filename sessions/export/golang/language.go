package golang

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// language is Go with golang.org/x/sys/unix.
type language struct {
	code.Words
}

// newLanguage returns the language with its words.
func newLanguage() *language {
	return &language{Words: code.Words{
		Mark: "//",
		When: "if %s {", Do: "for {", Over: "if %s {\nbreak\n}\n}",
		Truth: "true", Falsehood: "false",
		Rounds: "for i = 1; i <= %[1]d; i++ {", End: "}",
		Next:  "i++",
		Stop:  "if err != nil {\nbreak\n}",
		Sleep: "time.Sleep(time.Duration(%s * float64(time.Second)))",
		And:   " && ", Or: " || ", Not: "!", Unequal: "!=",
		Literal: `"%s"`, Escape: `\x%02x`,
		Camel: true, Taken: taken(), Prelude: prelude, Gap: "\n",
		Local: "Local", Peer: "Peer", Message: "Message", Locally: "local",

		Failed:      "err != nil",
		FailedWith:  "err == %s",
		Went:        "err == nil",
		Zero:        "err == nil",
		Whole:       "whole()",
		ValueNumber: "valueNumber(value)",
		ValueText:   "valueText(value)",
		Value:       "string(value)",
		Same:        "same(%s, %s)",
		Nowhere:     "len(%s) == 0",
		OptionIs:    "func() bool {\nvalue, err := getOption(%s, %s, %s, %d)\nreturn err == nil && %s\n}()",
		Pending:     "number(ask(%s, unix.SIOCINQ, 0))",
		Unsent:      "number(ask(%s, unix.SIOCOUTQ, 0))",
		Notsent:     "number(ask(%s, unix.SIOCOUTQNSD, 0))",
		Nonblock:    "flagOf(%s, unix.F_GETFL, unix.O_NONBLOCK)",
		Cloexec:     "flagOf(%s, unix.F_GETFD, unix.FD_CLOEXEC)",
		Counted:     "counted",
		From:        ".from",
		Came:        "came(%s, %s, %s)",
		NotCame:     "%s == nil",
		CameNumber:  "cameNumber(%s)",
		CameWith:    "has(%s, %d, %s)",
		Self:        "ints(os.Get%s())",

		Bound: "const %s = %d", Constants: code.Spelling{Name: "unix.%s", Own: lacks, Number: "%#x", Between: "|", Several: "%s"},
		Raw: "[]byte(%s)", Device: "device(%s)",
		Ints: "ints(%s)", AnInt: "ints(%d)", Own: "os.Get%s()", Credentials: "ints(%s)",
		Print: "fmt.Println", PrintableAddress: "addressText",

		Declared: code.Declared{
			One: "%s", Between: ", ", Line: "var %s = %s",
			Many: "var %s [%d]int",
			Kept: "var %[1]s []byte // before it was closed", ManyKept: "var %s [%d][]byte // before they were closed",
			Message: "var %[1]s message // the last message that it received", ManyMessages: "var %s [%d]message // the last message that each received",
			Received: "var %[1]s message // the last message that any other received",
			Task:     "var %s task // %s",
			Place:    "var %s = place{%d, %d, %d, %d}",
		},
		Control: code.Control{
			Wait:   "unix.Wait4(pids[%d], nil, 0, nil)",
			Kill:   "err = unix.Kill(pids[%d], %s)",
			Sysctl: "err = setSysctl(%s, %s)", ReadSysctl: "r, err = getSysctl(%s), nil",
			Limit: "err = limitDescriptors(%d)",
			None:  "err = nil", Interrupt: "interrupt(&%s)", Waited: "waited(&%s, %s)",
			Finish: "r, err = finish(&%s)", Made: "%s = r",
			Last:   "for int(board[0].Load()) != %d && board[1].Load() == 0 { // every process stays until the last step is done\n\ttime.Sleep(200 * time.Microsecond)\n}\nif failed := board[1].Load(); me != 0 || failed != 0 {\n\tstop(int(failed))\n}",
			Count:  "counted%s := counter(%s)",
			Folder: "remove := ownFolder()", Leave: "remove()",
		},
	}}
}

// taken returns the names that no variable of a Go program can have.
func taken() []string {
	return strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map package range
return select struct switch type var append cap clear close complex copy delete imag len make max min new panic print println real recover
bool byte error float64 int int16 int32 int64 string uint8 uint16 uint32 uint64 uintptr any true false nil iota main init err i held me
fmt os strings strconv slices time unsafe runtime signal syscall unix netip binary atomic source dataSize reportsSize r descriptors pids boardFD`)
}

// Compare returns a comparison of a call's result.
func (l *language) Compare(n program.Number) string {
	if l.Silent {
		return fmt.Sprintf("err == nil && 0 %s %d", n.Op, n.N)
	}
	return fmt.Sprintf("err == nil && r %s %d", n.Op, n.N)
}
