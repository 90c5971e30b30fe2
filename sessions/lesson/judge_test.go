package lesson

import (
	"os"
	"strings"
	"testing"
)

// The template holds, and its run says which answer was true.
func TestTheTemplateHolds(t *testing.T) {
	t.Parallel()
	status, out, warnings := run(t, template)
	for _, want := range []string{"# What does accept do? It fails with an errno", "# the goal on line 38 is reached with 2 steps"} {
		if !strings.Contains(out, want) {
			t.Errorf("the run does not say %q:\n%s", want, out)
		}
	}
	if status != 0 || warnings != "" {
		t.Errorf("status %d, %s", status, warnings)
	}
}

// So does the lesson in README.md, without its needs.
func TestTheLessonOfREADMEHolds(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(readme), "````markdown\n")
	text, _, found := strings.Cut(text, "````\n")
	before, after, needs := strings.Cut(text, "needs: lab, sysctl net.ipv4.tcp_fin_timeout, privilege CAP_NET_RAW\n")
	if !found || !needs {
		t.Fatal("README shows no lesson with its needs")
	}
	if status, out, warnings := run(t, before+after); status != 0 || warnings != "" {
		t.Errorf("status %d, %s\n%s", status, warnings, out)
	}
}

// A lesson that contradicts the kernel fails, and the error says where and why.
func TestWhatALessonMayNotSay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  []string
		status  int
		warning string
	}{
		"no choice is true":                  {[]string{":: => error", ":: => EPERM"}, 1, "l.md:22: none of the choices is true: accept s nonblock answered EAGAIN"},
		"two choices are true":               {[]string{":: took > 1s", ":: took < 1s"}, 1, `l.md:22: 2 choices are true, such as "It waits for a client"`},
		"the errno stands before":            {[]string{"It fails with an errno", "EAGAIN", "nobody has connected", "would be EAGAIN"}, 1, `l.md:22: the text before the prediction gives it away: "EAGAIN"`},
		"the head gives it away":             {[]string{"It fails with an errno", "EAGAIN", "know: what", "know: EAGAIN, and what"}, 1, `gives it away: "EAGAIN"`},
		"three words stand before":           {[]string{"nobody has connected", "it fails with nobody"}, 1, `gives it away: "it fails with"`},
		"the condition's errno is in a hint": {[]string{":: => error", ":: => EAGAIN", "What does accept do?", "What does accept do, EAGAIN?"}, 1, `gives it away: "EAGAIN"`},
		"the goal is reached already":        {[]string{"s.queue == 2", "s.queue == 0"}, 1, "l.md:38: the goal is reached before the first step"},
		"the solution does not reach it":     {[]string{"s.queue == 2", "s.queue == 3"}, 1, "l.md:38: the solution does not reach the goal: s.queue == 3 does not hold"},
		"the solution is too long":           {[]string{"s.queue == 2", "s.queue == 1"}, 1, "l.md:38: the goal is reached with 1 step already"},
		"another errno in the prose":         {[]string{"It is in LISTEN now", "It answers ENOBUFS now"}, 1, "l.md:20: the prose says ENOBUFS, which the run does not show"},
		"another state in the prose":         {[]string{"It is in LISTEN now", "It is in CLOSE-WAIT now"}, 1, "l.md:20: the prose says CLOSE-WAIT"},
		"a number in the prose":              {[]string{"nobody has connected", "there is room for 77 clients"}, 1, "l.md:20: the prose says 77"},
		"a check that does not hold":         {[]string{"<!-- holds: => EAGAIN -->", "<!-- holds: s.state == ESTABLISHED -->"}, 1, "l.md:34: the prose is not true here: s.state == ESTABLISHED does not hold: it is LISTEN"},
		"an answer that does not hold":       {[]string{"<!-- holds: => EAGAIN -->", "<!-- holds: => EINTR -->"}, 1, "answered EAGAIN"},
		"a time that does not hold":          {[]string{"<!-- holds: => EAGAIN -->", "<!-- holds: took > 1s -->"}, 1, "took > 1s does not hold"},
		"a remark about nothing":             {[]string{"{{answer}}", "{{s.pending}}"}, 1, "l.md:33: {{s.pending}}: the step does not show s.pending"},
		"a setting that is not there":        {[]string{"minutes: 2", "minutes: 2\nneeds: sysctl net.ipv4.no_such_setting"}, 3, "l.md:1: the lesson needs the setting net.ipv4.no_such_setting"},
	} {
		status, _, warnings := run(t, changed(t, c.change...))
		if status != c.status || !strings.Contains(warnings, c.warning) {
			t.Errorf("%s: status %d, want %d; it says\n%swant\n%s", name, status, c.status, warnings, c.warning)
		}
	}
}

// These look like mistakes, but are not.
func TestWhatALessonMaySay(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][]string{
		"both errnos stand before":    {"It fails with an errno", "EAGAIN", "that is not connected :: => ok", "or EINTR :: => ok | EINTR", "nobody has connected", "it is neither EAGAIN nor EINTR <!-- source: errno(3), EINTR -->"},
		"a number with its source":    {"nobody has connected.", "MSL is 2 minutes.\n<!-- source: RFC 9293 3.4.2: 2 minutes -->"},
		"a document's number":         {"nobody has connected.", "see RFC 9293 and accept(2)."},
		"a check of an earlier step":  {"<!-- holds: => EAGAIN -->", "<!-- holds: step 3 => 0 && step 4 => EAGAIN && step 3 took < 1s -->"},
		"a goal of an answer":         {"s.queue == 2", "made client @s => ok && within 1s s.queue == 2"},
		"a goal without an answer":    {"s.queue == 2", "never accept => ok && s.queue == 2"},
		"a block of another language": {"It is in LISTEN now", "```c\nlisten(s, 512);\n```\n\nIt is in LISTEN now"},
		"a setting that is there":     {"minutes: 2", "minutes: 2\nneeds: sysctl net.ipv4.tcp_fin_timeout"},
	} {
		if status, _, warnings := run(t, changed(t, change...)); status != 0 {
			t.Errorf("%s: status %d\n%s", name, status, warnings)
		}
	}
}

// A value is what came, with the tolerance that the lesson gives.
func TestAValueIsAsked(t *testing.T) {
	t.Parallel()
	ask := func(what string) string {
		text := changed(t, "- It waits for a client :: took > 1s\n- It fails with an errno :: => error\n- It gives a descriptor that is not connected :: => ok\n", what)
		return strings.Replace(text, "What does accept do?", "What comes?", 1)
	}
	for what, want := range map[string]string{"value: answer\n": "What comes? EAGAIN", "value: s.backlog\nabout: 20%\n": "What comes? 5"} {
		if status, out, warnings := run(t, ask(what)); status != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: status %d, %s\n%s", what, status, warnings, out)
		}
	}
	if status, _, warnings := run(t, strings.Replace(ask("value: s.backlog\n"), "nobody has", "of 5 nobody has", 1)); status != 1 || !strings.Contains(warnings, `"5"`) {
		t.Errorf("the value stands before: status %d, %s", status, warnings)
	}
	for _, c := range []struct {
		typed, came string
		about       int
		right       bool
	}{
		{"5", "5", 0, true}, {"4", "5", 0, false}, {"4", "5", 20, true}, {"eagain", "EAGAIN", 0, true}, {"64 KiB", "65536", 0, true},
		{"40ms", "44ms", 10, true}, {"40ms", "44 ms", 5, false}, {"", "0", 50, false}, {"x", "5", 100, false},
	} {
		if got := (Value{About: c.about}).Right(c.typed, c.came); got != c.right {
			t.Errorf("%q for %q, about %d%%: %v", c.typed, c.came, c.about, got)
		}
	}
}
