package code

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sockopts"
)

// Variables declares the variables that text uses.
func (w *Writer) Variables(text string) string {
	k, d := w.words, &w.words.Declared
	used := Identifiers(text)
	var b strings.Builder
	declare := func(format, name string, n any) {
		if format != "" {
			fmt.Fprintf(&b, format+"\n", name, n)
		}
	}
	var plain []string
	for _, v := range w.Program.Variables {
		name, kept, messages := k.Name(v.Name), d.Kept, d.Message
		if v.Many > 0 {
			kept, messages = d.ManyKept, d.ManyMessages
		}
		switch {
		case used[name] && v.Many == 0:
			plain = append(plain, fmt.Sprintf(d.One, name))
		case used[name]:
			declare(d.Many, name, v.Many+1)
		}
		for _, suffix := range []string{k.Local, k.Peer} {
			if used[name+suffix] {
				declare(kept, name+suffix, v.Many+1)
			}
		}
		if used[name+k.Message] {
			declare(messages, name+k.Message, v.Many+1)
		}
	}
	if used["unnamed"] {
		plain = append(plain, fmt.Sprintf(d.One, "unnamed"))
	}
	for names := range slices.Chunk(plain, 12) {
		declare(d.Line, strings.Join(names, d.Between), strings.Join(slices.Repeat([]string{"-1"}, len(names)), ", "))
	}
	if used["received"] {
		declare(d.Received, "received", "")
	}
	for _, f := range sockopts.InfoFields() {
		if d.Place != "" && used[k.place(f.Name)] {
			fmt.Fprintf(&b, d.Place+"\n", k.place(f.Name), f.Offset, f.Size, f.Shift, f.Bits)
		}
	}
	for _, t := range w.Program.Tasks {
		declare(d.Task, k.Name(t.Name), Harmless(t.Text))
	}
	return b.String()
}

// place returns the variable with the place of a field of TCP_INFO.
func (k *Words) place(name string) string {
	name = "tcpi_" + name
	if !k.Camel {
		return name
	}
	parts := strings.Split(name, "_")
	for i := 1; i < len(parts); i++ {
		parts[i] = capital(parts[i])
	}
	return strings.Join(parts, "")
}

// PlainName makes an identifier from a counter's name.
func PlainName(name string) string { return strings.ReplaceAll(name, ".", "_") }
