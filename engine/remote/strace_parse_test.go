package remote

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets"
)

// seenCall is one system call as strace(1) prints it.
type seenCall struct {
	process string // its ID; "" means the first one of the trace
	name    string
	args    []string
	answer  string
	line    string
}

var (
	whole   = regexp.MustCompile(`^(\w+)\((.*)\)\s+= (.*)$`)
	clone   = regexp.MustCompile(`^(?:v?fork|clone3?)\((.*)\)\s+= (\d+)$`)
	resumed = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)
)

// parseStrace parses the log of strace -f, in the order in which calls returned.
func parseStrace(t *testing.T, log string) []seenCall {
	t.Helper()
	begun := map[string]string{}    // the first half of a call, by thread
	threadOf := map[string]string{} // the thread that made a thread; "" if that was a process
	var calls []seenCall
	for line := range strings.Lines(log) {
		pid, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		text = strings.TrimSpace(text)
		if first, ok := strings.CutSuffix(text, "<unfinished ...>"); ok {
			begun[pid] = strings.TrimSpace(first)
			continue
		}
		if rest := resumed.FindStringSubmatch(text); rest != nil {
			text = begun[pid] + rest[1]
		}
		m := whole.FindStringSubmatch(text)
		if m == nil {
			continue // the end of a thread, a signal
		}
		if m[1] == "execve" { // everything before it was Go starting a program
			calls = slices.DeleteFunc(calls, func(c seenCall) bool { return c.process == pid })
			continue
		}
		if begins := clone.FindStringSubmatch(text); begins != nil {
			if threadOf[begins[2]] = ""; strings.Contains(begins[1], "CLONE_THREAD") {
				threadOf[begins[2]] = pid
			}
			continue
		}
		calls = append(calls, seenCall{process: pid, name: m[1], args: splitArgs(m[2]), answer: m[3], line: text})
	}
	if len(calls) == 0 {
		t.Fatal("strace saw nothing")
	}
	for i := range calls {
		for threadOf[calls[i].process] != "" {
			calls[i].process = threadOf[calls[i].process]
		}
		if _, begun := threadOf[calls[i].process]; !begun {
			calls[i].process = ""
		}
	}
	return calls
}

// splitArgs splits at the commas that are outside quotes and brackets.
func splitArgs(text string) []string {
	var args []string
	depth, quoted, from := 0, false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		case c == ',' && depth == 0:
			args = append(args, strings.TrimSpace(text[from:i]))
			from = i + 1
		}
	}
	return append(args, strings.TrimSpace(text[from:]))
}

// is reports whether strace saw the call that an engine reports: the same name, arguments and answer.
func (c seenCall) is(traced engine.Call, fds map[string]string) bool {
	if c.name != string(traced.Name) || !c.answers(traced) {
		return false
	}
	args := c.args
	if len(args) != len(traced.Args) {
		return false
	}
	for i, arg := range args {
		value := i == 3 && (traced.Name == engine.SysSetsockopt || traced.Name == engine.SysGetsockopt)
		if !sameArg(traced.Args[i], arg, fds) && !sameNumber(traced.Args[i], arg) && !(value && sameValue(traced, arg)) {
			return false
		}
	}
	return true
}

func (c seenCall) answers(traced engine.Call) bool {
	if traced.Errno == "EINTR" && strings.HasPrefix(c.answer, "? ERESTARTSYS") {
		return true // the kernel's internal code for EINTR
	}
	got, _, _ := strings.Cut(c.answer, " ")
	if traced.Errno != "" {
		return strings.HasPrefix(c.answer, "-1 "+traced.Errno+" ")
	}
	n, err := strconv.ParseInt(got, 0, 64)
	return err == nil && n == traced.Ret
}

var (
	namedFD     = regexp.MustCompile(`(fd=|^\[|^)(\w+)`)
	otherFamily = regexp.MustCompile(`\{sa_family=(AF_NETLINK|AF_PACKET|AF_VSOCK),`)
	unfilled    = regexp.MustCompile(`\bifc_buf=0x[0-9a-f]+`)
	flagSet     = regexp.MustCompile(`[A-Z_0-9]+(\|[A-Z_0-9]+)+`)
	userData    = regexp.MustCompile(`, data=(\{[^}]*\}|[^}]*)`)
)

// inOrder sorts flags, which strace prints in a different order than the engine.
func inOrder(text string) string {
	return flagSet.ReplaceAllStringFunc(text, func(flags string) string {
		parts := strings.Split(flags, "|")
		slices.Sort(parts)
		return strings.Join(parts, "|")
	})
}

// quotedText matches a C string.
var quotedText = regexp.MustCompile(`"(\\.|[^"\\])*"`)

// requoted writes the bytes of strings as the engine does: strace uses octal escapes.
func requoted(text string) string {
	return quotedText.ReplaceAllStringFunc(text, func(quoted string) string {
		raw, err := unquoted(quoted)
		if err != nil {
			return quoted
		}
		return sockets.Quote([]byte(raw))
	})
}

// sameArg compares an argument as the engine prints it with strace's.
func sameArg(traced, seen string, fds map[string]string) bool {
	// Without _OLD it is the kernel's present name of SO_TIMESTAMP.
	traced, seen = inOrder(traced), strings.TrimSuffix(inOrder(requoted(seen)), "_OLD")
	if strings.HasPrefix(traced, "{msg_") || strings.HasPrefix(traced, "[{msg_") || strings.HasPrefix(traced, "[{iov_") {
		return sameMessage(traced, seen, fds)
	}
	if strings.HasPrefix(traced, "{if") || strings.HasPrefix(traced, "{type=") { // of ioctl and fcntl: compared as a whole
		return traced == unfilled.ReplaceAllString(withAddresses(seen), "ifc_buf=0x…")
	}
	if strings.HasPrefix(traced, "{AF_") {
		return traced == withAddresses(seen)
	}
	withFDs := namedFD.ReplaceAllStringFunc(traced, func(match string) string {
		m := namedFD.FindStringSubmatch(match)
		if fd, ok := fds[m[2]]; ok {
			return m[1] + fd
		}
		return match
	})
	switch {
	case traced == seen, withFDs == seen:
		return true
	case traced == "0x…": // nothing was filled in
		return strings.HasPrefix(seen, "0x") || strings.HasPrefix(seen, `"`) && strings.HasSuffix(seen, `"...`) // a text with a negative length
	case strings.HasPrefix(traced, "["): // an option's struct
		return strings.HasPrefix(seen, "{") ||
			strings.Contains(traced, "data=") && userData.ReplaceAllString(traced, "") == userData.ReplaceAllString(seen, "")
	case strings.HasPrefix(traced, "{"): // of pselect6, which counts the time down, or of epoll_ctl
		cut, _, _ := strings.Cut(traced, ", data=")
		return strings.HasPrefix(seen, strings.TrimSuffix(cut, "}"))
	}
	return false
}
