package reference

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"netnet-tui/sockopts"
)

// Options prints what is known of the options that a query names, whole for one and
// a line each for several. A query is a name, a level, or a part of what is known.
func Options(w io.Writer, query, level string, asJSON bool) error {
	var found, named []sockopts.View
	for _, v := range sockopts.Views() {
		if level != "" && !sameLevel(v.Level, level) {
			continue
		}
		if strings.EqualFold(v.Name, query) {
			named = append(named, v)
		}
		if optionMatches(v, query) {
			found = append(found, v)
		}
	}
	if len(named) > 0 {
		found = named
	}
	if len(found) == 0 {
		return fmt.Errorf("no option is known by %q: name one, or a part of its description", strings.TrimSpace(level+" "+query))
	}
	if asJSON {
		out := json.NewEncoder(w)
		out.SetIndent("", " ")
		return out.Encode(found)
	}
	var b strings.Builder
	for _, v := range found {
		if len(found) == 1 || len(named) > 0 {
			whole(&b, v)
			continue
		}
		fmt.Fprintf(&b, "%-14s %-28s %-8s %s\n", v.Level, v.Name, v.Direction, v.Summary)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sameLevel tells whether two spellings, SOL_TCP and IPPROTO_TCP, are one level.
func sameLevel(a, b string) bool {
	x, okx := sockopts.LevelByName(a)
	y, oky := sockopts.LevelByName(b)
	return strings.EqualFold(a, b) || okx && oky && x == y
}

func optionMatches(v sockopts.View, query string) bool {
	known := strings.ToLower(v.Name + " " + v.Summary + " " + v.Surprise)
	return strings.Contains(known, strings.ToLower(query))
}

// whole prints all that is known of one option.
func whole(b *strings.Builder, v sockopts.View) {
	fmt.Fprintf(b, "%s  %s %d, %s, %s\n  %s\n", v.Name, v.Level, v.Number, v.Direction, v.CType, v.Summary)
	for _, part := range []struct{ name, text string }{
		{"surprise", v.Surprise}, {"default", v.Default}, {"range", v.Range}, {"set it", v.When},
		{"needs", v.Capability}, {"kernel", v.Needs}, {"reading", v.ReadEffect}, {"rescaled", v.Rescale}, {"manual", v.Manual},
		{"macOS", v.MacOS}, {"FreeBSD", v.FreeBSD}, {"Windows", v.Windows},
		{"try", strings.Join(v.Try, "\n           ")},
	} {
		if part.text != "" {
			fmt.Fprintf(b, "  %-8s %s\n", part.name, part.text)
		}
	}
}
