package export

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// longest returns the ten longest scripts of the tests.
func longest(t *testing.T) []string {
	t.Helper()
	size := map[string]int{}
	for _, name := range scripts(t) {
		size[name] = len(loaded(t, name).Steps)
	}
	names := slices.SortedFunc(maps.Keys(size), func(a, b string) int { return size[b] - size[a] })
	return names[:10]
}

// sameCalls holds the calls that a program makes, as strace has them, against those that were recorded of
// its script; the recording makes the same program. The looks of an engine are calls as well, which nothing
// tells from those of a step in a trace of it: so its side is the recording, where each call is one of a step.
func sameCalls(t *testing.T, s *Session, target, text string, command []string) {
	t.Helper()
	again := *s
	again.Name, again.Lab = filepath.Base(t.Name()), strings.Contains(text, "unshare -Urn")
	if printed(t, &again, target) != text {
		t.Errorf("the recording of %s makes another program of it", again.Name)
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		if out, status := run(t, command...); status != 0 {
			t.Fatalf("status %d: %s", status, out)
		}
		t.Skip("its calls are not seen: ", err)
	}
	log := filepath.Join(t.TempDir(), "log")
	traced := append([]string{strace, "-f", "-qq", "-o", log, "-e", "trace=" + strings.Join(followed, ",")}, command...)
	if out, status := run(t, traced...); status != 0 {
		t.Fatalf("status %d: %s", status, out)
	}
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	compareCalls(t, s, readTrace(string(trace)))
}

// followed are the calls that are compared, including the newer ones made in their place.
var followed = []string{"socket", "socketpair", "bind", "listen", "connect", "accept", "accept4", "getsockname", "getpeername", "shutdown", "close",
	"sendto", "recvfrom", "read", "write", "sendmsg", "recvmsg", "sendmmsg", "recvmmsg", "readv", "writev", "sendfile", "splice", "tee", "lseek", "setsockopt",
	"getsockopt", "fcntl", "ioctl", "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "dup", "dup3", "pipe2",
	"eventfd2", "timerfd_create", "timerfd_settime", "memfd_create"}

// newer maps a call that a library makes to the one it stands for.
var newer = map[string]string{"ppoll": "poll", "pselect6": "select", "epoll_pwait": "epoll_wait"}

// sure are calls that neither a look nor a runtime makes: one that was not recorded is an error.
var sure = []string{"socket", "socketpair", "bind", "listen", "connect", "accept", "accept4", "shutdown", "sendto", "recvfrom", "sendmsg", "recvmsg",
	"sendmmsg", "recvmmsg", "readv", "setsockopt", "sendfile", "splice", "tee", "dup3"}

// traceCall is a call in a trace.
type traceCall struct {
	name  string
	args  []string
	errno string
}

func (c traceCall) String() string {
	return c.name + "(" + strings.Join(c.args, ", ") + ") " + c.errno
}

var tracedLine = regexp.MustCompile(`^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$`)

// readTrace parses the output of strace -f. An unfinished call is listed where it was resumed.
func readTrace(text string) []traceCall {
	begun := map[string]string{}
	var calls []traceCall
	for line := range strings.Lines(text) {
		m := tracedLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			continue
		}
		rest := m[4]
		if before, ok := strings.CutSuffix(rest, " <unfinished ...>"); ok {
			begun[m[1]] = before
			continue
		}
		name := m[3]
		if name == "" {
			name = m[2]
			rest = begun[m[1]] + rest
		}
		at := strings.LastIndex(rest, ") ")
		if end := regexp.MustCompile(`\) += `).FindAllStringIndex(rest, -1); len(end) > 0 {
			at = end[len(end)-1][0]
		}
		if at < 0 {
			continue
		}
		c := traceCall{name: name, args: arguments(rest[:at])}
		if older, ok := newer[name]; ok {
			c.name = older
		}
		if m := regexp.MustCompile(`= -1 (E[A-Z0-9]+)`).FindStringSubmatch(rest[at:]); m != nil {
			c.errno = m[1]
		}
		calls = append(calls, c)
	}
	return calls
}

// arguments splits arguments at commas outside brackets and quoted texts.
func arguments(text string) []string {
	var args []string
	depth, from, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
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

var (
	constantNames = regexp.MustCompile(`\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\bPOLL[A-Z]+\b|\bEPOLL[A-Z]+\b`)
	lengths       = regexp.MustCompile(`\b(?:iov_len|cmsg_len|msg_iovlen)=\d+`)
	integer       = regexp.MustCompile(`^-?\d+$`)
	hosts         = regexp.MustCompile(`\d+\.\d+\.\d+\.\d+|\[?::[0-9a-f.:]*\]?`)
	texts         = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// key returns the part of an argument that must be the same.
func key(arg string) string {
	switch {
	case strings.HasPrefix(arg, `"`):
		return "text"
	case strings.HasPrefix(arg, "{AF_") || strings.HasPrefix(arg, "{sa_family="):
		family := constantNames.FindString(strings.Replace(arg, "sa_family=", "", 1))
		bare := texts.ReplaceAllStringFunc(arg, func(s string) string {
			if hosts.MatchString(s) {
				return strings.Trim(s, `"`)
			}
			return ""
		})
		return family + " " + strings.Trim(hosts.FindString(bare), "[]")
	case strings.Contains(arg, "iov_len="): // strace knows fewer types of control messages by name: their lengths say as much
		return strings.Join(lengths.FindAllString(arg, -1), " ")
	case arg == "IPPROTO_IP" || strings.HasPrefix(arg, "htons(0") && !strings.HasPrefix(arg, "htons(0x"):
		return "0"
	case strings.ContainsAny(arg, "[{"):
		found := constantNames.FindAllString(texts.ReplaceAllString(arg, ""), -1)
		found = slices.DeleteFunc(found, func(name string) bool { return strings.HasPrefix(name, "AF_") || strings.HasPrefix(name, "SOL_") })
		slices.Sort(found)
		return strings.Join(slices.Compact(found), " ")
	case strings.Contains(arg, "|"):
		parts := strings.Split(arg, "|")
		slices.Sort(parts)
		return strings.Join(parts, "|")
	}
	return strings.TrimSuffix(arg, "_OLD")
}

// asked returns the arguments passed to a call, without those it fills in.
func asked(name string, args []string) []string {
	switch name {
	case "sendto":
		return slices.Delete(slices.Clone(args), 1, 2) // how much it is says the next one
	case "accept", "getsockname", "getpeername":
		return args[:1]
	case "accept4":
		return []string{args[0], args[3]}
	case "recvfrom":
		return []string{args[0], args[2], args[3]}
	case "read":
		return []string{args[0], args[2]}
	case "getsockopt":
		return args[:3]
	case "recvmsg":
		return []string{args[0], args[2]}
	case "recvmmsg":
		return []string{args[0], args[2], args[3]}
	case "readv":
		return []string{args[0], args[2]}
	case "ioctl", "poll", "select", "epoll_wait", "close", "fcntl", "timerfd_settime":
		return args[:min(2, len(args))]
	case "socketpair":
		return args[:3]
	case "pipe2":
		return args[1:]
	case "sendmmsg":
		return []string{args[0], args[2], args[3]}
	case "setsockopt":
		return []string{args[0], args[1], args[2], args[4]}
	case "sendfile":
		return []string{args[0], args[1], args[3]}
	}
	return args
}

// same reports whether a call of a program matches the recorded one.
func same(recorded engine.Call, made traceCall) bool {
	if string(recorded.Name) != made.name || recorded.Errno != made.errno {
		return false
	}
	if made.name == "poll" || made.name == "select" || made.name == "epoll_wait" {
		return true // their arguments differ where a newer call is made
	}
	want, got := asked(made.name, recorded.Args), asked(made.name, made.args)
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if integer.MatchString(got[i]) && !integer.MatchString(want[i]) && !strings.ContainsAny(want[i], "[{\"|") && strings.ToUpper(want[i]) != want[i] {
			continue // a descriptor by its name
		}
		if key(want[i]) != key(got[i]) && !(made.name == "setsockopt" && i == 3) {
			return false
		}
	}
	return true
}

// compareCalls looks for each recorded call among those of a program, in their order, and for calls
// of the program that were not recorded.
func compareCalls(t *testing.T, s *Session, made []traceCall) {
	t.Helper()
	at, known := 0, map[string]bool{}
	for i, e := range s.Events {
		for _, call := range e.Calls {
			from := at
			if e.Joined != nil {
				from = 0 // it was begun before
			}
			found := slices.IndexFunc(made[from:], func(c traceCall) bool { return same(call, c) })
			if found < 0 {
				t.Errorf("step %d, %s: the program does not make %s; it makes\n%s", i+1, e.Text, call, listed(made[at:min(at+12, len(made))]))
				return
			}
			known[made[from+found].name+" "+made[from+found].errno+" "+made[from+found].args[0]] = true
			if e.Joined == nil && call.Errno != "EAGAIN" { // a try that is repeated may be made fewer times
				at = from + found + 1
			}
		}
	}
	again := map[string]int{}
	for _, c := range made {
		if c.name == "dup3" && len(c.args[1]) > 2 { // by which Go gives descriptors to a process
			continue
		}
		if slices.Contains(sure, c.name) && !known[c.name+" "+c.errno+" "+c.args[0]] && c.errno != "EAGAIN" {
			again[c.String()]++
		}
	}
	if len(again) > 0 {
		t.Errorf("these calls were not recorded: %v", again)
	}
}

func listed(calls []traceCall) string {
	var b strings.Builder
	for _, c := range calls {
		fmt.Fprintln(&b, "  ", c)
	}
	return b.String()
}
