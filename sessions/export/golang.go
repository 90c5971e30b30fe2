package export

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// goLanguage is Go, with golang.org/x/sys/unix.
type goLanguage struct {
	words
}

// newGo is the language with its words.
func newGo() *goLanguage {
	return &goLanguage{words: words{
		mark: "//",
		when: "if %s {", do: "for {", over: "if %s {\nbreak\n}\n}",
		truth: "true", falsehood: "false",
		rounds: "for i = 1; i <= %[1]d; i++ {", end: "}",
		next:  "i++",
		stop:  "if err != nil {\nbreak\n}",
		sleep: "time.Sleep(time.Duration(%s * float64(time.Second)))",
		and:   " && ", or: " || ", not: "!", unequal: "!=",
		literal: `"%s"`, escape: `\x%02x`,
		taken: goTaken(), prelude: "go.txt", gap: "\n",
		local: "Local", peer: "Peer", message: "Message", locally: "local",

		failed:      "err != nil",
		failedWith:  "err == %s",
		went:        "err == nil",
		zero:        "err == nil",
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

		bound: "const %s = %d", constants: spelling{name: "unix.%s", own: goLacks, number: "%#x", between: "|", several: "%s"},
		raw: "[]byte(%s)", device: "device(%s)",
		ints: "ints(%s)", anInt: "ints(%d)", own: "os.Get%s()", credentials: "ints(%s)",
		print: "fmt.Println", printableAddress: "addressText",

		declared: declared{
			one: "%s", between: ", ", line: "var %s = %s",
			many: "var %s [%d]int",
			kept: "var %[1]s []byte // before it was closed", manyKept: "var %s [%d][]byte // before they were closed",
			message: "var %[1]s message // the last that it has received", manyMessages: "var %s [%d]message // the last that each has received",
			received: "var %[1]s message // the last that others have received",
			task:     "var %s task // %s",
		},
		control: control{
			wait:   "unix.Wait4(pids[%d], nil, 0, nil)",
			kill:   "err = unix.Kill(pids[%d], %s)",
			sysctl: "err = setSysctl(%s, %s)", readSysctl: "r, err = getSysctl(%s), nil",
			limit: "err = limitDescriptors(%d)",
			none:  "err = nil", interrupt: "interrupt(&%s)", waited: "waited(&%s, %s)",
			finish: "r, err = finish(&%s)", made: "%s = r",
			last:   "for int(board[0].Load()) != %d && board[1].Load() == 0 { // every process lives until the last step is made\n\ttime.Sleep(200 * time.Microsecond)\n}\nif failed := board[1].Load(); me != 0 || failed != 0 {\n\tstop(int(failed))\n}",
			count:  "counted%s := counter(%s)",
			folder: "remove := ownFolder()", leave: "remove()",
		},
	}}
}

// goTaken are words that no variable of a Go program can be called.
func goTaken() []string {
	return strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map package range
return select struct switch type var append cap clear close complex copy delete imag len make max min new panic print println real recover
bool byte error float64 int int16 int32 int64 string uint8 uint16 uint32 uint64 uintptr any true false nil iota main init err i held me
fmt os strings strconv slices time unsafe runtime signal syscall unix netip binary atomic source dataSize reportsSize r descriptors pids boardFD`)
}

func (l *goLanguage) compare(n program.Number) string {
	if l.silent {
		return fmt.Sprintf("err == nil && 0 %s %d", n.Op, n.N)
	}
	return fmt.Sprintf("err == nil && r %s %d", n.Op, n.N)
}
