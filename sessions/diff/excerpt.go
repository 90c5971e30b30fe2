package diff

import (
	"fmt"

	"netnet-tui/engine/step"
)

// mostRows is how many rows each side of a difference gets at most. What is found about it is
// sentences, and whole.
const mostRows = 4

// around is how much of what is the same stands in front of the first difference of long texts.
const around = 12

// excerpts are two texts, each in at most room characters: where both begin alike and are longer,
// that is left out up to where they differ. JSON has all of both.
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

// excerpt is a text from one of its characters on, in at most room of them.
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
