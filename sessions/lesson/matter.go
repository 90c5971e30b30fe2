package lesson

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Need is something that a lesson cannot run without.
type Need struct {
	Kind string
	Name string // of the sysctl or the capability
}

// The kinds of needs.
const (
	NeedLab       = "lab"       // a network of its own
	NeedSysctl    = "sysctl"    // a sysctl that this kernel has
	NeedPrivilege = "privilege" // a capability, such as CAP_NET_RAW
)

func (n Need) String() string { return strings.TrimSpace(n.Kind + " " + n.Name) }

// mark is the line before and after the head of a file.
const mark = "---"

// layout is the value of layout in the head of a lesson.
const layout = "lesson"

// key is a key of the head, and how it sets the lesson.
type key struct {
	name string
	must bool
	set  func(l *Lesson, value string) error
}

// keys returns all keys.
func keys() []key {
	return []key{
		{"layout", true, func(_ *Lesson, value string) error {
			if value != layout {
				return fmt.Errorf("the layout of a lesson is %s, not %q", layout, step.Clip(value))
			}
			return nil
		}},
		{"title", true, func(l *Lesson, value string) error { l.Title = value; return nil }},
		{"chapter", true, func(l *Lesson, value string) error { l.Chapter = value; return nil }},
		{"know", true, func(l *Lesson, value string) error { l.Know = value; return nil }},
		{"minutes", true, func(l *Lesson, value string) (err error) {
			if l.Minutes, err = strconv.Atoi(value); err != nil || l.Minutes < 1 || l.Minutes > 60 {
				return fmt.Errorf("%q is not a duration: write minutes, from 1 to 60", step.Clip(value))
			}
			return nil
		}},
		{"needs", false, readNeeds},
		{"after", false, func(l *Lesson, value string) error {
			l.After = list(value)
			for _, name := range l.After {
				if !IsName(name) {
					return fmt.Errorf("%q is not the name of a lesson: write lower-case letters, digits and hyphens", step.Clip(name))
				}
			}
			return nil
		}},
		{"shows", false, func(l *Lesson, value string) error { l.Shows = list(value); return nil }},
	}
}

func readNeeds(l *Lesson, value string) error {
	for _, item := range list(value) {
		kind, name, _ := strings.Cut(item, " ")
		need := Need{kind, strings.TrimSpace(name)}
		switch {
		case kind == NeedLab && need.Name == "",
			kind == NeedSysctl && strings.HasPrefix(need.Name, "net."),
			kind == NeedPrivilege && strings.HasPrefix(need.Name, "CAP_"):
			l.Needs = append(l.Needs, need)
		default:
			return fmt.Errorf("%q can't be needed: write lab, sysctl net.ipv4.NAME or privilege CAP_NAME, with commas between", step.Clip(item))
		}
	}
	return nil
}

// list splits a value at its commas.
func list(value string) []string {
	var words []string
	for word := range strings.SplitSeq(value, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// IsLesson reports whether the head of a Markdown file says that it is a lesson.
func IsLesson(all []script.Line) bool {
	if len(all) == 0 || strings.TrimSpace(all[0].Text) != mark {
		return false
	}
	for _, line := range all[1:] {
		if strings.TrimSpace(line.Text) == mark {
			return false
		}
		if name, value, _ := strings.Cut(line.Text, ":"); name == "layout" && strings.TrimSpace(value) == layout {
			return true
		}
	}
	return false
}

// head parses the keys between the two marks, and returns the lines after them.
func (p *parser) head(all []script.Line) []script.Line {
	if len(all) == 0 || strings.TrimSpace(all[0].Text) != mark {
		p.wrong(1, 1, "a lesson begins with --- and its head: layout: lesson, title, chapter, know, minutes, and --- again")
		return nil
	}
	end := slices.IndexFunc(all[1:], func(line script.Line) bool { return strings.TrimSpace(line.Text) == mark })
	if end < 0 {
		p.wrong(1, 1, "the head of the lesson has no end: write --- after it")
		return nil
	}
	end++
	seen := map[string]bool{}
	for _, line := range all[1:end] {
		if strings.TrimSpace(line.Text) != "" {
			p.key(line, seen)
		}
	}
	p.lacking(seen, all[end].Number)
	return all[end+1:]
}

// key parses one line of the head.
func (p *parser) key(line script.Line, seen map[string]bool) {
	name, value, ok := strings.Cut(line.Text, ":")
	value = strings.TrimSpace(value)
	if len(value) > 1 && strings.HasPrefix(value, `"`) && strings.HasSuffix(value, `"`) { // YAML quotes a value that contains a colon
		value = value[1 : len(value)-1]
	}
	all := keys()
	at := slices.IndexFunc(all, func(k key) bool { return k.name == name })
	switch {
	case !ok || at < 0:
		var names []string
		for _, k := range all {
			names = append(names, k.name)
		}
		said := fmt.Sprintf("%q is not a key of a lesson's head: one of %s", step.Clip(name), strings.Join(names, ", "))
		if near := step.Nearest(name, names); near != "" {
			said = fmt.Sprintf("%q is not a key of a lesson's head (did you mean %s?)", step.Clip(name), near)
		}
		p.wrong(line.Number, 1, "%s", said)
	case seen[name]:
		p.wrong(line.Number, 1, "%s appears twice in the head", name)
	case value == "" && all[at].must:
		p.wrong(line.Number, 1, "%s is empty: write its value after the colon", name)
	default:
		if err := all[at].set(p.lesson, value); err != nil {
			p.wrong(line.Number, len(name)+3, "%s", err)
		}
	}
	seen[name] = true
}

// lacking reports the keys that a head lacks.
func (p *parser) lacking(seen map[string]bool, line int) {
	for _, k := range keys() {
		if k.must && !seen[k.name] {
			p.wrong(line, 1, "the head of the lesson lacks %s: write %s: … before this line", k.name, k.name)
		}
	}
}
