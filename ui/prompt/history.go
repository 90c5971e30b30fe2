package prompt

import "strings"

// historyLines is how many lines are remembered, and longestLine how many bytes each may
// have: a longer one was pasted, and nobody looks for it.
const (
	historyLines = 1000
	longestLine  = 4096
)

// History is what was typed before, the newest last.
type History struct {
	lines []string
	at    int    // which line is shown; len(lines) is the one being typed
	draft string // the one being typed, kept while older ones are shown
}

// NewHistory makes a history of the lines of a file.
func NewHistory(text string) *History {
	h := &History{}
	for line := range strings.Lines(text) {
		h.Add(strings.TrimRight(line, "\r\n"))
	}
	return h
}

// Add remembers a line; one that says the same as the last is not remembered twice.
func (h *History) Add(line string) {
	line = strings.TrimSpace(line)
	if line != "" && len(line) <= longestLine && (len(h.lines) == 0 || h.lines[len(h.lines)-1] != line) {
		h.lines = append(h.lines, line)
	}
	if len(h.lines) > historyLines {
		h.lines = append([]string(nil), h.lines[len(h.lines)-historyLines:]...)
	}
	h.Rewind()
}

// Rewind forgets which line is shown.
func (h *History) Rewind() { h.at, h.draft = len(h.lines), "" }

// Older is the line before the one that is shown. now is what stands in the line,
// which comes back behind the newest.
func (h *History) Older(now string) (string, bool) { return h.move(now, -1) }

// Newer is the line after the one that is shown.
func (h *History) Newer(now string) (string, bool) { return h.move(now, +1) }

func (h *History) move(now string, by int) (string, bool) {
	to := h.at + by
	if to < 0 || to > len(h.lines) {
		return now, false
	}
	if h.at == len(h.lines) {
		h.draft = now
	}
	h.at = to
	if to == len(h.lines) {
		return h.draft, true
	}
	return h.lines[to], true
}

// String is the text of the file that keeps it.
func (h *History) String() string {
	if len(h.lines) == 0 {
		return ""
	}
	return strings.Join(h.lines, "\n") + "\n"
}
