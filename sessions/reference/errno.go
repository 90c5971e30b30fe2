package reference

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/explain"
)

// errnoEntry is an errno with all that is known of it.
type errnoEntry struct {
	Name   string       `json:"name"`
	Number int          `json:"number"`
	Text   string       `json:"text"`
	Causes []errnoCause `json:"causes"`
}

// errnoCause is what an errno means of one call.
type errnoCause struct {
	Call   string `json:"call,omitempty"` // absent: any call
	When   string `json:"when,omitempty"`
	Why    string `json:"why"`
	Remedy string `json:"remedy"`
}

// Errnos prints what is known of the errnos that a query names: by name, by
// number, or by a call that answers them. No query is all of them.
func Errnos(w io.Writer, query string, asJSON bool) error {
	var found []errnoEntry
	for _, e := range errnoEntries() {
		if e.matches(query) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return fmt.Errorf("no call on sockets is known to answer %q: name an errno, its number, or a call", query)
	}
	if asJSON {
		out := json.NewEncoder(w)
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

// errnoEntries are the errnos with a known cause, by number.
func errnoEntries() []errnoEntry {
	by := map[string]*errnoEntry{}
	for _, c := range explain.Causes() {
		e, ok := by[c.Errno]
		if !ok {
			number, text := engine.ErrnoNumber(c.Errno)
			e = &errnoEntry{Name: c.Errno, Number: number, Text: text}
			by[c.Errno] = e
		}
		e.Causes = append(e.Causes, errnoCause{Call: c.Call, When: c.When, Why: c.Why, Remedy: c.Remedy})
	}
	entries := make([]errnoEntry, 0, len(by))
	for _, e := range by {
		entries = append(entries, *e)
	}
	slices.SortFunc(entries, func(a, b errnoEntry) int { return a.Number - b.Number })
	return entries
}

// matches tells whether a query names the errno, or a call that answers it.
func (e errnoEntry) matches(query string) bool {
	number, _ := engine.ErrnoNumber(strings.ToUpper(query)) // EWOULDBLOCK is a second name of EAGAIN
	return query == "" || number == e.Number || query == fmt.Sprint(e.Number) ||
		slices.ContainsFunc(e.Causes, func(c errnoCause) bool { return c.of(query) })
}

// of tells whether the cause is one of a call, as a trace or a script names it.
func (c errnoCause) of(call string) bool { return c.Call != "" && explain.SameCall(c.Call, call) }

func (e errnoEntry) print(b *strings.Builder, query string) {
	fmt.Fprintf(b, "%s (%d)  %s\n", e.Name, e.Number, e.Text)
	whole := !slices.ContainsFunc(e.Causes, func(c errnoCause) bool { return c.of(query) })
	for _, c := range e.Causes {
		if !whole && !c.of(query) {
			continue
		}
		call := c.Call
		if call == "" {
			call = "any call"
		}
		if c.When != "" {
			call += ", " + c.When
		}
		fmt.Fprintf(b, "  %s\n    %s\n    → %s\n", call, c.Why, c.Remedy)
	}
}
