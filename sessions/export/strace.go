package export

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// printStrace writes the calls as strace -f -y -T prints them. Everything else is in comments.
func printStrace(s *Session) (string, error) {
	var b strings.Builder
	comment := func(format string, args ...any) {
		b.WriteString("# " + step.Printable(fmt.Sprintf(format, args...)) + "\n")
	}
	comment("The calls of %s, as strace -f -y -T prints them, with the names of descriptors in <>.", filepath.Base(s.Name))
	if s.Cut != "" {
		comment("%s", s.Cut)
	}
	for i, e := range s.Events {
		note := s.Note(i)
		for _, line := range note.Above {
			comment("%s", line)
		}
		comment("%s", note.Line(fmt.Sprintf("%d: %s", s.Steps[i].Line, e.Text)))
		if e.Skipped > 0 {
			comment("%d earlier calls are not in the recording", e.Skipped)
		}
		for _, c := range e.Calls {
			b.WriteString(step.Printable(straceLine(c)) + "\n")
			if c.Times > 1 {
				comment("the same %d times", c.Times)
			}
		}
		switch {
		case e.Problem != "":
			comment("could not be run: %s", e.Problem)
		case len(e.Calls) == 0 && e.Got != "":
			comment("answer: %s", e.Got)
		}
		if e.Held != nil && !*e.Held {
			comment("does not hold: the answer is %s", e.Got)
		}
	}
	for _, one := range s.Steps[len(s.Events):] {
		comment("%d: %s (not run)", one.Line, one)
	}
	return b.String(), nil
}

// straceLine formats a call as strace does.
func straceLine(c engine.Call) string {
	args := make([]string, len(c.Args))
	for i, arg := range c.Args {
		args[i] = straceArgument(c, arg)
	}
	answer := c.Answer()
	if c.Note != "" && strings.HasPrefix(c.Note, "<") {
		answer = strings.Replace(answer, " <", "<", 1)
	}
	for _, w := range c.Values.Watched {
		answer = strings.Replace(answer, "fd="+w.FD.Name+",", "fd="+decorated(w.FD)+",", 1)
	}
	process := ""
	if c.Process != "" {
		process = "[pid " + c.Process + "] "
	}
	return fmt.Sprintf("%s%s(%s) = %s <%.6f>", process, c.Name, strings.Join(args, ", "), answer, float64(c.NS)/1e9)
}

// decorated formats a descriptor with its name, as strace -y does.
func decorated(d engine.Descriptor) string {
	if d.Name == "" || d.Name == strconv.Itoa(d.Number) {
		return strconv.Itoa(d.Number)
	}
	return fmt.Sprintf("%d<%s>", d.Number, d.Name)
}

// shortAddress matches addresses as netnet-tui prints them, and quoted texts, so that none is found inside those.
var shortAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\{AF_INET, ([0-9.]+):(\d+)\}|\{AF_INET6, \[([^\]]*)\]:(\d+)\}|\{(AF_UNIX), (@?"(?:[^"\\]|\\.)*")\}|\{(AF_[A-Z]+)([,}])`)
})

// straceArgument formats an argument as strace does.
func straceArgument(c engine.Call, arg string) string {
	for _, d := range []engine.Descriptor{c.Values.FD, c.Values.Other} {
		if d.Name != "" && arg == d.Name {
			return decorated(d)
		}
	}
	for _, w := range c.Values.Watched {
		arg = strings.Replace(arg, "fd="+w.FD.Name+",", "fd="+decorated(w.FD)+",", 1)
	}
	return shortAddress().ReplaceAllStringFunc(arg, func(text string) string {
		m := shortAddress().FindStringSubmatch(text)
		switch {
		case m[1] != "":
			return fmt.Sprintf(`{sa_family=AF_INET, sin_port=htons(%s), sin_addr=inet_addr("%s")}`, m[2], m[1])
		case m[4] != "":
			host, zone, _ := strings.Cut(m[3], "%")
			scope := "0"
			if zone != "" {
				scope = fmt.Sprintf("if_nametoindex(%q)", zone)
			}
			return fmt.Sprintf(`{sa_family=AF_INET6, sin6_port=htons(%s), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "%s", &sin6_addr), sin6_scope_id=%s}`, m[4], host, scope)
		case m[5] != "":
			return "{sa_family=AF_UNIX, sun_path=" + m[6] + "}"
		case m[7] != "":
			return "{sa_family=" + m[7] + m[8]
		}
		return text
	})
}
