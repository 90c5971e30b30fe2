package diff

import (
	"fmt"

	"netnet-tui/engine/step"
)

// mostRows is the maximum number of rows for each side of a difference. Findings are sentences, and shown
// whole.
const mostRows = 4

// around is how many equal characters precede the first difference in an excerpt.
const around = 12

// excerpts shortens two texts to at most room characters each. If they are longer and begin alike, most of
// the common beginning is cut off. JSON has both whole.
func excerpts(left, right string, room int) (l, r string) {
	a, b := []rune(step.Printable(left)), []rune(step.Printable(right))
	from := 0
	if max(len(a), len(b)) > room {
		for from < len(a) && from < len(b) && a[from] == b[from] {
			from++
		}
		from = max(0, from-around)
	}
	return excerpt(a, from, room), excerpt(b, from, room)
}

// excerpt returns a text from a character on, in at most room characters.
func excerpt(text []rune, from, room int) string {
	if len(text) <= room {
		return string(text)
	}
	begin, end := "", fmt.Sprintf("… (%s)", step.Counted(len(text), "character"))
	if from > 0 {
		begin = "…"
	}
	from = min(from, len(text))
	room = max(1, room-len([]rune(begin+end)))
	if len(text)-from <= room {
		end = end[len("…"):]
	}
	return begin + string(text[from:min(len(text), from+room)]) + end
}
