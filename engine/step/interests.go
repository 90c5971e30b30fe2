package step

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sockets"
)

// parseInterests reads the sockets that poll watches, or that are ready: s:in,out, one socket a word. If a socket
// occurs twice, its events are combined.
func parseInterests(words []string) ([]Interest, error) {
	var interests []Interest
	for _, word := range words {
		name, events, ok := strings.Cut(word, ":")
		if !ok || name == "" || events == "" {
			return nil, fmt.Errorf("%q is not a socket with events: write s:in or s:in,out", word)
		}
		bits := 0
		for event := range strings.FieldsFuncSeq(events, func(r rune) bool { return r == ',' || r == '|' }) {
			bit, err := pollEvent(event)
			if err != nil {
				return nil, err
			}
			bits |= bit
		}
		interests = append(interests, Interest{Socket: name, Events: bits})
	}
	if len(interests) == 0 {
		return nil, errors.New("name at least one socket with its events, such as s:in")
	}
	return interests, nil
}

// pollEvent reads one event, by name or by letters: in, i, io.
func pollEvent(word string) (int, error) {
	events := [...]string{"in", "out", "pri", "rdhup", "err", "hup"} // each begins with its letter
	bits, err := sockets.PollEvents.Parse(word)
	if err == nil {
		return bits, nil
	}
	for letter := range strings.SplitSeq(word, "") {
		at := slices.IndexFunc(events[:], func(event string) bool { return event[:1] == letter })
		if at < 0 {
			return 0, err
		}
		bit, unknown := sockets.PollEvents.Parse(events[at])
		if unknown != nil {
			return 0, err
		}
		bits |= bit
	}
	return bits, nil
}
