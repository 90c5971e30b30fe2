package reference

import (
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
)

// view is an entry as plain data.
type view struct {
	Name    string   `json:"name"`
	Group   string   `json:"group"`
	Head    string   `json:"head"`
	Summary string   `json:"summary"`
	Facts   []Fact   `json:"facts"`
	Try     []string `json:"try,omitempty"`
}

// others is how many further entries are listed after the one that is printed.
const others = 12

// About prints everything that is known about the best match of a query, and names the other matches. An empty query
// lists everything but options. As JSON it prints all matches, best first.
func About(w io.Writer, query string, sysctl Sysctl, asJSON bool) error {
	found := Search(Entries(sysctl), query)
	if len(found) == 0 {
		return nothingKnown(query, sysctl)
	}
	if asJSON {
		var views []view
		for _, e := range found {
			views = append(views, view{e.Name, e.Group, e.Head, e.Summary, e.Facts(), e.Try()})
		}
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(views)
	}
	var b strings.Builder
	if strings.TrimSpace(query) == "" {
		contents(&b, found)
	} else {
		found[0].print(&b, query)
		if rest := found[1:min(len(found), 1+others)]; len(rest) > 0 {
			b.WriteString("\nothers that match:\n")
			list(&b, rest)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// nothingKnown returns the error that no entry matches a query.
func nothingKnown(query string, sysctl Sysctl) error {
	if near := step.Nearest(query, spellings(Entries(sysctl))); near != "" {
		return fmt.Errorf("nothing is known of %q (did you mean %s?)", query, near)
	}
	return fmt.Errorf("nothing is known of %q: look for a state, an idea, a call, an option, an errno or a sysctl, such as TIME-WAIT, backlog or EPIPE", step.Clip(query))
}

// spellings returns the names that people may misspell: those of the entries, and those of options without the prefix
// for their level.
func spellings(entries []*Entry) []string {
	var names, short []string
	for _, e := range entries {
		names = append(names, e.Name)
		if e.Option != nil {
			short = append(short, bare(e.Name))
		}
	}
	return append(names, short...)
}

// elsewhereKnown says how to look up a query that names a topic; "" if it names none.
func elsewhereKnown(query string) string {
	e, ok := Find(topicEntries(nil), query)
	if !ok {
		return ""
	}
	return "netnet-tui about " + e.Name + " says what it is"
}

// print prints everything that is known about the entry. For an errno, that is its meaning as the result of the call
// that the query names, if any.
func (e *Entry) print(b *strings.Builder, query string) {
	if e.Errno() {
		e.errno.print(b, query)
		return
	}
	whole(b, e)
}

// contents lists entries by group, without options, of which there are hundreds.
func contents(b *strings.Builder, entries []*Entry) {
	group := ""
	for _, e := range entries {
		if e.Option != nil {
			continue
		}
		if e.Group != group {
			group = e.Group
			fmt.Fprintf(b, "%s\n", group)
		}
		list(b, []*Entry{e})
	}
	b.WriteString("options: netnet-tui options lists them\n")
}

// list prints one line for each entry.
func list(b *strings.Builder, entries []*Entry) {
	for _, e := range entries {
		fmt.Fprintf(b, "  %-26s %s\n", e.Name, e.Summary)
	}
}
