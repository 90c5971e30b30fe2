package lesson

import (
	"strings"
	"testing"

	"netnet-tui/sessions/script"
)

func parsed(text string) (*Lesson, error) { return Parse("l.md", script.Lines([]byte(text))) }

// A mistake in a lesson is reported with its place and what to write instead.
func TestMistakesHaveTheirPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change []string
		want   string
	}{
		"no head":                     {[]string{"---\nlayout", "layout"}, "l.md:1:1: a lesson begins with ---"},
		"a head without an end":       {[]string{"minutes: 2\n---\n", "minutes: 2\n"}, "l.md:1:1: the head of the lesson has no end"},
		"an unknown key":              {[]string{"minutes: 2", "minute: 2"}, "l.md:6:1: \"minute\" is not a key of a lesson's head (did you mean minutes?)"},
		"a key that is missing":       {[]string{"know: what accept does when nobody is waiting\n", ""}, "l.md:6:1: the head of the lesson lacks know"},
		"a key twice":                 {[]string{"minutes: 2", "minutes: 2\nminutes: 2"}, "l.md:7:1: minutes appears twice"},
		"an empty key":                {[]string{"title: TITLE", "title:"}, "l.md:3:1: title is empty"},
		"another layout":              {[]string{"layout: lesson", "layout: page"}, `l.md:2:9: the layout of a lesson is lesson, not "page"`},
		"minutes":                     {[]string{"minutes: 2", "minutes: two"}, `l.md:6:10: "two" is not a duration`},
		"an unknown need":             {[]string{"minutes: 2", "minutes: 2\nneeds: root"}, `l.md:7:8: "root" can't be needed: write lab`},
		"a lesson before":             {[]string{"minutes: 2", "minutes: 2\nafter: ../x"}, `l.md:7:8: "../x" is not the name of a lesson`},
		"a line that does not parse":  {[]string{"listen s 5", "lissten s 5"}, "l.md:17:1: there is no verb \"lissten\" (did you mean listen?)"},
		"a socket that is not there":  {[]string{"listen s 5", "listen t 5"}, `l.md:17:8: there is no socket "t"`},
		"a block without an end":      {[]string{"  d = client @s\n```", "  d = client @s"}, "l.md:38:1: this block has no end"},
		"a block without a step":      {[]string{"accept s nonblock\n", "# accept\n"}, "l.md:30:1: this block has no step"},
		"no block":                    {[]string{"```netnet", "```text", "```predict", "```text", "```goal", "```text", "{{answer}}", "", "{{duration}}", "", "{{why}}", "", "<!-- holds: => EAGAIN -->", ""}, "l.md:1:1: the lesson has no step"},
		"a choice without condition":  {[]string{" :: took > 1s", ""}, "l.md:24:1: this choice lacks the condition"},
		"an empty condition":          {[]string{":: took > 1s", ":: &&"}, "a condition is missing here"},
		"an unknown errno":            {[]string{":: => error", ":: => EAGIAN"}, "l.md:25:32: there is no errno EAGIAN (did you mean EAGAIN?)"},
		"an outcome of another verb":  {[]string{":: => error", `:: => "text"`}, "l.md:25:32: accept answers a descriptor, not a text"},
		"an unknown field":            {[]string{":: => error", ":: s.sate == LISTEN"}, `l.md:25:29: a socket has no "sate" (did you mean state?)`},
		"another socket in a choice":  {[]string{":: => error", ":: t.state == LISTEN"}, `l.md:25:29: there is no socket "t"`},
		"a step in a choice":          {[]string{":: => error", ":: close s"}, "l.md:25:29: "},
		"a time without a comparison": {[]string{":: took > 1s", ":: took 1s"}, "l.md:24:28: took compares a time"},
		"a step that is not there":    {[]string{":: => error", ":: step 9 => EAGAIN"}, `l.md:25:29: "9" is not a step before this: there are 4 steps so far`},
		"a goal's form in a choice":   {[]string{":: => error", ":: made accept => ok"}, "l.md:25:29: made and never are for goals"},
		"one choice":                  {[]string{"- It waits for a client :: took > 1s\n- It fails with an errno :: => error\n", ""}, "l.md:22:1: the prediction has only one choice"},
		"no choice":                   {[]string{"- It waits for a client :: took > 1s\n- It fails with an errno :: => error\n- It gives a descriptor that is not connected :: => ok\n", ""}, "l.md:22:1: the prediction has no choices"},
		"no question":                 {[]string{"What does accept do?\n", ""}, "l.md:22:1: the prediction has no question"},
		"a question behind":           {[]string{"What does accept do?\n", "", ":: => ok", ":: => ok\nWhat?"}, "the question comes before its choices"},
		"choices and a value":         {[]string{"What does accept do?", "What?\nvalue: answer"}, "l.md:22:1: a prediction has choices or a value, not both"},
		"an outcome gives it away":    {[]string{"accept s nonblock", "accept s nonblock => EAGAIN"}, "l.md:30:1: this step gives the answer that the prediction on line 22 asks for"},
		"no step behind a prediction": {[]string{"```netnet\naccept s nonblock\n```", "", "{{answer}}", "", "<!-- holds: => EAGAIN -->", ""}, "l.md:22:1: no step follows this prediction"},
		"no condition of a goal":      {[]string{"reach: s.queue == 2\n", ""}, "l.md:38:1: the goal has no condition"},
		"no best number":              {[]string{"best: 2\n", ""}, "l.md:38:1: the goal lacks its best number"},
		"a best number":               {[]string{"best: 2", "best: x"}, `l.md:41:7: "x" is not a number of steps`},
		"no hint":                     {[]string{"hint: client makes a socket and connects it, in one step.\nhint: @s is the address of s.\n", ""}, "l.md:38:1: the goal has no hint"},
		"no solution":                 {[]string{"solution:\n  c = client @s\n  d = client @s\n", ""}, "l.md:38:1: the goal has no solution"},
		"a solution that is too long": {[]string{"best: 2", "best: 1"}, "l.md:38:1: the solution has 2 steps, more than the best number, 1"},
		"a key of a goal":             {[]string{"best: 2", "beast: 2"}, "this is not a key of a goal"},
		"a remark of nothing":         {[]string{"It is in LISTEN now", "It is in LISTEN {{step 7 why}} now"}, "l.md:20:17: no such step was made before this remark: there are 3 steps so far"},
		"a word of a remark":          {[]string{"{{answer}}", "{{step 4 reason}}"}, `l.md:33:13: "reason" is not a remark: write {{step 4 why}}`},
		"a remark without an end":     {[]string{"{{answer}}", "{{answer"}, "this remark has no end"},
		"a comment":                   {[]string{"<!-- holds:", "<!-- hold:"}, "l.md:34:5: a comment in a lesson is"},
		"a check of nothing":          {[]string{"It is in", "It <!-- holds: x.state == LISTEN --> is in"}, `l.md:20:16: there is no socket "x"`},
		"an address outside":          {[]string{"c = client @s", "c = client 192.0.2.1:80"}, "l.md:45:1: 192.0.2.1:80 may lead out of the lesson"},
		"a port of this machine":      {[]string{"c = client @s", "c = client 127.0.0.1:5432"}, "127.0.0.1:5432 may lead out of the lesson"},
		"a path of this machine":      {[]string{"s = socket tcp nonblock\n", "s = socket tcp nonblock\nu = socket unix\nconnect u unix:/run/x\n"}, "unix:/run/x may lead out"},
		"a spawned call":              {[]string{"listen s 5", "listen s 5\nspawn w connect s 127.0.0.1:22"}, "127.0.0.1:22 may lead out"},
		"another program":             {[]string{"listen s 5", "p = attach 1:2"}, "a lesson can't take descriptors of other programs"},
	} {
		_, err := parsed(changed(t, c.change...))
		switch {
		case err == nil:
			t.Errorf("%s: it is read", name)
		case !strings.Contains(err.Error(), c.want):
			t.Errorf("%s: it says\n%v\nwant\n%s", name, err, c.want)
		}
	}
}

// What a page and a list need of a lesson is there as data.
func TestALessonIsData(t *testing.T) {
	t.Parallel()
	l, err := parsed(changed(t, "minutes: 2", "minutes: 2\nneeds: lab, sysctl net.ipv4.tcp_fin_timeout\nafter: a-socket\nshows: EAGAIN, accept-empty", "client @s\n", "client 127.0.0.1:7000\n"))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, b := range l.Blocks {
		kinds = append(kinds, string(b.Kind))
	}
	if got := strings.Join(kinds, " "); got != "prose netnet prose predict netnet prose goal" {
		t.Errorf("its blocks are %s", got)
	}
	if l.Name != "l" || l.Title != "TITLE" || !l.Lab() || l.Needs[1].String() != "sysctl net.ipv4.tcp_fin_timeout" || l.After[0] != "a-socket" || l.Shows[1] != "accept-empty" || l.Minutes != 2 {
		t.Errorf("its head is %+v", l)
	}
	if n := len(l.Steps()); n != 4 || l.Blocks[4].First != 4 || l.Asked(4) != l.Blocks[3].Predict || l.Asked(1) != nil {
		t.Errorf("it has %d steps", n)
	}
	if p := l.Blocks[3].Predict; p.Question != "What does accept do?" || len(p.Choices) != 3 || p.Choices[1].Text != "It fails with an errno" || p.Choices[1].When[0].Text != "=> error" {
		t.Errorf("its prediction is %+v", p)
	}
	if g := l.Blocks[6].Goal; g.Best != 2 || len(g.Hints) != 2 || len(g.Solution) != 2 || g.Reach[0].Text != "s.queue == 2" || g.Text[0] != "Have two clients wait in the accept queue of s." {
		t.Errorf("its goal is %+v", g)
	}
	for file, want := range map[string]string{"assets/lessons/101-a-socket.md": "a-socket", "x.md": "x", "40-ms.md": "ms"} {
		if got := NameOf(file); got != want {
			t.Errorf("%s is called %s", file, got)
		}
	}
}

// FuzzParse has any text read as a lesson.
func FuzzParse(f *testing.F) {
	f.Add(template)
	f.Add("---\nlayout: lesson\n---\n```goal\n  x\nhint:\n x\n```\n{{ step 1 x }}<!-- holds: a && && -->")
	f.Fuzz(func(_ *testing.T, text string) {
		if l, err := parsed(text); err == nil {
			l.Script(script.Source{})
			_ = l.Cramped()
		}
	})
}
