package prompt

import "strings"

// historyLines is how many lines are remembered, and longestLine the maximum length of each in bytes: a
// longer one was pasted, and nobody looks for it.
const (
	historyLines = 1000
	longestLine  = 4096
)

// History holds the lines typed before, newest last.
type History struct {
	lines []string
	at    int    // the line shown; len(lines) is the one being typed
	draft string // the line being typed, kept while older ones are shown
}

// NewHistory returns a history of the lines of text.
func NewHistory(text string) *History {
	h := &History{}
	for line := range strings.Lines(text) {
		h.Add(strings.TrimRight(line, "\r\n"))
	}
	return h
}

// Add remembers a line, unless it is the same as the last one.
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

// Rewind stops browsing: the next Older starts at the newest line.
func (h *History) Rewind() { h.at, h.draft = len(h.lines), "" }

// Older returns the line before the one shown. now is the current text, which comes back after the newest
// line.
func (h *History) Older(now string) (string, bool) { return h.move(now, -1) }

// Newer returns the line after the one shown.
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

// String returns the contents of the history file.
func (h *History) String() string {
	if len(h.lines) == 0 {
		return ""
	}
	return strings.Join(h.lines, "\n") + "\n"
}
