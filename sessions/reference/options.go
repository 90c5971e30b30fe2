package reference

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sockopts"
)

// Options prints what is known about the options that match a query: everything about one, or a line each about
// several. A query is a name, or words for [Search].
func Options(w io.Writer, query, level string, asJSON bool) error {
	if err := knownLevel(level); err != nil {
		return err
	}
	var at, named []*Entry
	for _, e := range optionEntries() {
		if level != "" && !sameLevel(e, level) {
			continue
		}
		at = append(at, e)
		if e.named(query) {
			named = append(named, e)
		}
	}
	found := named
	if len(named) == 0 {
		found = Search(at, query)
	}
	if len(found) == 0 {
		return noOption(query, level, at)
	}
	if asJSON {
		var views []sockopts.View
		for _, e := range found {
			views = append(views, e.Option.View())
		}
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(views)
	}
	var b strings.Builder
	for i, e := range found {
		if len(found) == 1 || len(named) > 0 {
			if i > 0 {
				b.WriteString("\n")
			}
			whole(&b, e)
			continue
		}
		v := e.Option.View()
		fmt.Fprintf(&b, "%-14s %-28s %-8s %s\n", v.Level, v.Name, v.Direction, v.Summary)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// knownLevel returns what is wrong with a level.
func knownLevel(level string) error {
	names := sockopts.LevelNames()
	same := func(name string) bool { return strings.EqualFold(name, level) }
	if _, ok := sockopts.LevelByName(level); ok || level == "" || slices.ContainsFunc(names, same) {
		return nil
	}
	if near := step.Nearest(level, names); near != "" {
		return fmt.Errorf("there is no level %q (did you mean %s?)", level, near)
	}
	return fmt.Errorf("there is no level %q: write one such as SOL_SOCKET, IPPROTO_IP or IPPROTO_TCP", level)
}

// noOption returns the error that no option of a level matches a query.
func noOption(query, level string, at []*Entry) error {
	of := ""
	if level != "" {
		of = " of " + level
	}
	if query == "" {
		return fmt.Errorf("no option%s is known", of)
	}
	if hint := elsewhereKnown(query); hint != "" {
		return fmt.Errorf("no option%s is known by %q; %s", of, query, hint)
	}
	if near := step.Nearest(query, spellings(at)); near != "" {
		return fmt.Errorf("no option%s is known by %q (did you mean %s?)", of, query, near)
	}
	return fmt.Errorf("no option%s is known by %q: name one, or a part of its description", of, step.Clip(query))
}

// sameLevel reports whether an option is of a level, in any of the level's spellings: SOL_TCP and IPPROTO_TCP are the
// same.
func sameLevel(e *Entry, level string) bool {
	number, ok := sockopts.LevelByName(level)
	return strings.EqualFold(e.Option.View().Level, level) || ok && number == e.Option.LevelNumber()
}

// optionEntries returns the entries of the options, in the catalogue's order.
func optionEntries() []*Entry {
	var entries []*Entry
	for _, o := range sockopts.Everything() {
		v := o.View()
		e := &Entry{
			Name: o.Name, Summary: o.Summary, Where: o.Level, Group: string(o.Purpose), Option: o,
			Head: fmt.Sprintf("%s %d, %s, %s", v.Level, v.Number, v.Direction, v.CType),
		}
		var names []string
		for _, name := range append([]string{o.Name}, o.Aliases...) {
			_, bare, _ := strings.Cut(name, "_")
			names = append(names, name, bare)
		}
		names = append(names, wordsFor(o.Name)...)
		entries = append(entries, e.index(names[1:], v.Level, o.Surprise, o.DefaultFrom, o.Range, o.Capability, o.Needs,
			o.Rescale, o.ReadEffect))
	}
	return entries
}

// wordsFor returns other words that people use for an option.
func wordsFor(option string) []string {
	return map[string][]string{
		"TCP_MAXSEG":  {"MSS", "maximum segment size"},
		"SO_PEERCRED": {"credentials", "peer credentials"},
		"SO_RCVLOWAT": {"low-water mark", "lowat"},
		"SIOCOUTQ":    {"send queue", "unacknowledged bytes"},
		"FIONREAD":    {"receive queue", "bytes available", "Recv-Q"},
		"IP_TOS":      {"DSCP", "type of service"},
	}[option]
}

// whole prints everything that is known about one option.
func whole(b *strings.Builder, e *Entry) {
	fmt.Fprintf(b, "%s  %s\n  %s\n", e.Name, e.Head, e.Summary)
	for _, fact := range e.Facts() {
		fmt.Fprintf(b, "  %-10s %s\n", fact.Name, strings.ReplaceAll(fact.Text, "\n", "\n             "))
	}
}
