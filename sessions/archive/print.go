package archive

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
)

// Having returns the sessions whose names, or the files they opened, contain all the words, ignoring case.
func Having(list []Session, words []string) []Session {
	return slices.DeleteFunc(slices.Clone(list), func(s Session) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			return !strings.Contains(strings.ToLower(s.Name+" "+s.Script), strings.ToLower(w))
		})
	})
}

// Print prints sessions: a table for people, or a JSON array.
func Print(w io.Writer, list []Session, array bool) error {
	if array {
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(slices.Concat([]Session{}, list))
	}
	var page output.Page
	if len(list) == 0 {
		page.Line("no sessions")
	}
	var rows [][]string
	for _, s := range list {
		what := s.Network
		if s.Script != "" {
			what += ", " + step.Printable(s.Script)
		}
		if s.Live {
			what += ", being recorded"
		}
		if s.Left != nil {
			what += fmt.Sprintf(", stepped back to %d", *s.Left)
		}
		rows = append(rows, []string{s.Name, s.Begun.Local().Format("2006-01-02 15:04"), step.Counted(s.Steps, "step"), Size(s.Size), what})
	}
	page.Columns(rows, 2, 3)
	_, err := io.WriteString(w, page.String())
	return err
}

// Size formats a number of bytes for people, rounded up.
func Size(n int64) string {
	for _, unit := range []string{"B", "KiB", "MiB"} {
		if n < 1<<10 {
			return strconv.FormatInt(n, 10) + " " + unit
		}
		n = (n + 1<<10 - 1) >> 10
	}
	return strconv.FormatInt(n, 10) + " GiB"
}
