package reference

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/why"
)

// errnoEntry is an errno with everything that is known about it.
type errnoEntry struct {
	Name   string       `json:"name"`
	Number int          `json:"number"`
	Text   string       `json:"text"`
	Causes []errnoCause `json:"causes"`
}

// errnoCause is what an errno means when one call returns it.
type errnoCause struct {
	Call   engine.Syscall `json:"call,omitempty"` // absent if any call
	When   string         `json:"when,omitempty"`
	Why    string         `json:"why"`
	Remedy string         `json:"remedy"`
	place  int            // among all causes, which are in the order of a connection's life
}

// namesOf returns the names that errnos can be looked up by: their own, and those of the calls.
func namesOf(list []errnoEntry) []string {
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	for _, e := range list {
		for _, c := range e.Causes {
			if name := string(c.Call); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Errnos prints what is known about the errnos that match a query: a name, a number, or a call that returns them. An
// empty query matches all.
func Errnos(w io.Writer, query string, asJSON bool) error {
	var found []errnoEntry
	for _, e := range knownErrnos() {
		if e.matches(query) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		if hint := elsewhereKnown(query); hint != "" {
			return fmt.Errorf("no call on sockets is known to answer %q; %s", query, hint)
		}
		if near := step.Nearest(query, namesOf(knownErrnos())); near != "" {
			return fmt.Errorf("no call on sockets is known to answer %q (did you mean %s?)", query, near)
		}
		return fmt.Errorf("no call on sockets is known to answer %q: name an errno, its number, or a call", step.Clip(query))
	}
	if asJSON {
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(found)
	}
	var b strings.Builder
	for i, e := range found {
		if i > 0 {
			b.WriteString("\n")
		}
		e.print(&b, query)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// knownErrnos returns the errnos with a known cause, by number.
func knownErrnos() []errnoEntry {
	by := map[string]*errnoEntry{}
	for i, c := range why.Causes() {
		e, ok := by[c.Errno]
		if !ok {
			number, text := step.ErrnoNumber(c.Errno)
			e = &errnoEntry{Name: c.Errno, Number: number, Text: text}
			by[c.Errno] = e
		}
		e.Causes = append(e.Causes, errnoCause{Call: c.Call, When: c.When, Why: c.Why, Remedy: c.Remedy, place: i})
	}
	entries := make([]errnoEntry, 0, len(by))
	for _, e := range by {
		entries = append(entries, *e)
	}
	slices.SortFunc(entries, func(a, b errnoEntry) int { return a.Number - b.Number })
	return entries
}

// matches reports whether a query names the errno, or a call that returns it.
func (e errnoEntry) matches(query string) bool {
	number, _ := step.ErrnoNumber(strings.ToUpper(query)) // EWOULDBLOCK is another name of EAGAIN
	return query == "" || number == e.Number || query == fmt.Sprint(e.Number) ||
		slices.ContainsFunc(e.Causes, func(c errnoCause) bool { return c.of(query) })
}

// of reports whether the cause belongs to a call, by its name in a trace or a script.
func (c errnoCause) of(call string) bool {
	return c.Call != "" && why.SameCall(c.Call, engine.Syscall(call))
}

// fact returns the cause in words: the call, why it returns the errno, and what to do.
func (c errnoCause) fact() Fact {
	call := string(c.Call)
	if call == "" {
		call = "any call"
	}
	if c.When != "" {
		call += ", " + c.When
	}
	return Fact{call, c.Why + "\n→ " + c.Remedy}
}

func (e errnoEntry) print(b *strings.Builder, query string) {
	fmt.Fprintf(b, "%s (%d)  %s\n", e.Name, e.Number, e.Text)
	whole := !slices.ContainsFunc(e.Causes, func(c errnoCause) bool { return c.of(query) })
	for _, c := range e.Causes {
		if whole || c.of(query) {
			fact := c.fact()
			fmt.Fprintf(b, "  %s\n    %s\n", fact.Name, strings.ReplaceAll(fact.Text, "\n", "\n    "))
		}
	}
}

// errnoEntries returns the entries of the errnos, by number.
func errnoEntries() []*Entry {
	var entries []*Entry
	for _, errno := range knownErrnos() {
		e := &Entry{Name: errno.Name, Summary: errno.Text, Head: fmt.Sprintf("errno %d", errno.Number), Group: errnosGroup, errno: errno}
		var calls, texts []string
		for _, c := range errno.Causes {
			if c.Call != "" && !slices.Contains(calls, string(c.Call)) {
				calls = append(calls, string(c.Call))
			}
			texts = append(texts, c.Why, c.Remedy)
		}
		e.Where = strings.Join(calls, " ")
		names := append(errno.names(), calls...)
		entries = append(entries, e.index(names, texts...))
	}
	return entries
}

// names returns other words for the errno: the name without its E, the number, and the other name that a few have.
func (e errnoEntry) names() []string {
	names := []string{strings.TrimPrefix(e.Name, "E"), strconv.Itoa(e.Number), e.Text}
	for _, second := range []string{"EWOULDBLOCK", "ENOTSUP"} {
		if number, _ := step.ErrnoNumber(second); number == e.Number {
			names = append(names, second)
		}
	}
	return names
}
