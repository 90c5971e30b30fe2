package export

import (
	"fmt"
	"slices"
	"strings"
)

// variables declares those that a text uses.
func (w *code) variables(text string) string {
	k, d := w.words, &w.words.declared
	used := identifiers(text)
	var b strings.Builder
	declare := func(format, name string, n any) {
		if format != "" {
			fmt.Fprintf(&b, format+"\n", name, n)
		}
	}
	var plain []string
	for _, v := range w.program.Variables {
		name, kept, messages := k.name(v.Name), d.kept, d.message
		if v.Many > 0 {
			kept, messages = d.manyKept, d.manyMessages
		}
		switch {
		case used[name] && v.Many == 0:
			plain = append(plain, fmt.Sprintf(d.one, name))
		case used[name]:
			declare(d.many, name, v.Many+1)
		}
		for _, suffix := range []string{k.local, k.peer} {
			if used[name+suffix] {
				declare(kept, name+suffix, v.Many+1)
			}
		}
		if used[name+k.message] {
			declare(messages, name+k.message, v.Many+1)
		}
	}
	if used["unnamed"] {
		plain = append(plain, fmt.Sprintf(d.one, "unnamed"))
	}
	for names := range slices.Chunk(plain, 12) {
		declare(d.line, strings.Join(names, d.between), strings.Join(slices.Repeat([]string{"-1"}, len(names)), ", "))
	}
	if used["received"] {
		declare(d.received, "received", "")
	}
	for _, t := range w.program.Tasks {
		declare(d.task, k.name(t.Name), harmless(t.Text))
	}
	return b.String()
}

// plainName is a name without what no identifier has.
func plainName(name string) string { return strings.ReplaceAll(name, ".", "_") }
