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

// sameCalls checks that a program makes the calls, as seen by strace, that were recorded when its script ran,
// and that exporting the recording gives the same program. The other side is the recording and not a trace of
// the engine, in which the engine's own looks could not be told from the calls of a step.
func sameCalls(t *testing.T, s *Session, target, text string, command []string) {
	t.Helper()
	again := *s
	again.Name, again.Lab = filepath.Base(t.Name()), strings.Contains(text, "unshare -Urn")
	if printed(t, &again, target) != text {
		t.Errorf("exporting the recording of %s gives another program", again.Name)
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		if out, status := run(t, command...); status != 0 {
			t.Fatalf("status %d: %s", status, out)
		}
		t.Skip("its calls can't be traced: ", err)
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

// followed are the calls that are compared, including the newer ones that libraries make in their place.
var followed = []string{"socket", "socketpair", "bind", "listen", "connect", "accept", "accept4", "getsockname", "getpeername", "shutdown", "close",
	"sendto", "recvfrom", "read", "write", "sendmsg", "recvmsg", "sendmmsg", "recvmmsg", "readv", "writev", "sendfile", "splice", "tee", "lseek", "setsockopt",
	"getsockopt", "fcntl", "ioctl", "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "dup", "dup3", "pipe2",
	"eventfd2", "timerfd_create", "timerfd_settime", "memfd_create"}

// newer maps the newer calls to those that they replace.
var newer = map[string]string{"ppoll": "poll", "pselect6": "select", "epoll_pwait": "epoll_wait"}

// sure are calls that neither a look nor a language's runtime makes: making one that was not recorded is an error.
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

// readTrace parses the output of strace -f. An unfinished call is listed where it resumes.
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

// key returns what must be equal in two arguments.
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
	case strings.Contains(arg, "iov_len="): // strace names fewer types of control messages; their lengths identify them as well
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

// asked returns the arguments that a call is given, without those that it fills in.
func asked(name string, args []string) []string {
	switch name {
	case "sendto":
		return slices.Delete(slices.Clone(args), 1, 2) // not the data; the next argument is its length
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
		return true // the newer calls have other arguments
	}
	want, got := asked(made.name, recorded.Args), asked(made.name, made.args)
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if integer.MatchString(got[i]) && !integer.MatchString(want[i]) && !strings.ContainsAny(want[i], "[{\"|") && strings.ToUpper(want[i]) != want[i] {
			continue // a descriptor, which the recording has by name
		}
		if key(want[i]) != key(got[i]) && !(made.name == "setsockopt" && i == 3) {
			return false
		}
	}
	return true
}

// compareCalls checks that a program makes each recorded call, in order, and none that was not recorded.
func compareCalls(t *testing.T, s *Session, made []traceCall) {
	t.Helper()
	at, known := 0, map[string]bool{}
	for i, e := range s.Events {
		for _, call := range e.Calls {
			from := at
			if e.Joined != nil {
				from = 0 // it was started earlier
			}
			found := slices.IndexFunc(made[from:], func(c traceCall) bool { return same(call, c) })
			if found < 0 {
				t.Errorf("step %d, %s: the program does not make %s, but\n%s", i+1, e.Text, call, listed(made[at:min(at+12, len(made))]))
				return
			}
			known[made[from+found].name+" "+made[from+found].errno+" "+made[from+found].args[0]] = true
			if e.Joined == nil && call.Errno != "EAGAIN" { // a retry may be made fewer times
				at = from + found + 1
			}
		}
	}
	again := map[string]int{}
	for _, c := range made {
		if c.name == "dup3" && len(c.args[1]) > 2 { // Go passes descriptors to a new process by dup3
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
