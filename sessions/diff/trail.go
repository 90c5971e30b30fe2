package diff

import (
	"slices"
	"strconv"

	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/why"
)

// Most steps of a long session leave nothing in its past but their calls, of which [why.Past] remembers the last
// few of each socket, and the last observation of each socket. A trail is what a line shows of these without being
// decoded. With the trails, most pairs that were not compared need not be decoded to explain a later answer.

// trail is what a step leaves in the past.
type trail struct {
	quiet bool     // it leaves nothing but its calls and the observations of its sockets
	seen  []string // the numbers of the sockets observed
	calls []string // the numbers of the sockets that its calls were about
}

// tracker follows what the lines of a session show of its sockets.
type tracker struct {
	verb, loud bool   // the verb leaves only calls; the line leaves something else
	current    string // the socket that the values being read are about
	names      []string
	ids        []string
	about      []string // the names of the descriptors that its calls use
	known      map[string]string
}

// begin moves on to the next line.
func (t *tracker) begin() {
	t.verb, t.loud, t.current = false, false, ""
	t.names, t.ids, t.about = t.names[:0], t.ids[:0], t.about[:0]
}

// forget makes the next line show every socket as if it were new.
func (t *tracker) forget() { clear(t.known) }

// note records a value of the line.
func (t *tracker) note(s *recording.Scanner, value []byte) {
	switch string(s.KeyAt(1)) {
	case "verb":
		t.verb = slices.Contains([]string{"send", "recv", "poll", "show", "expect", "sleep"}, string(value))
	case "calls":
		if s.Depth == 5 && string(s.Key) == "name" && string(s.KeyAt(4)) == "fd" && string(s.KeyAt(3)) == "values" {
			t.about = append(t.about, string(value))
		}
	case "evidence":
		t.socket(s, value)
	}
}

// socket records a value of what was observed of a socket.
func (t *tracker) socket(s *recording.Scanner, value []byte) {
	list := string(s.KeyAt(2))
	if list != "sockets" && list != "bench" {
		return
	}
	switch key := string(s.Key); {
	case s.Depth == 4 && key == "id":
		id := string(value)
		if n, err := strconv.Atoi(id); err != nil || n >= why.MostStories {
			t.loud = true // sockets may be forgotten
		}
		if t.current = list + " " + id; list == "sockets" {
			t.ids, t.names = append(t.ids, id), append(t.names, "")
		}
	case t.current == "":
		t.loud = true // it is not written as by this program
	case s.Depth == 4 && key == "name":
		if list == "sockets" {
			t.names[len(t.names)-1] = string(value)
		}
		t.learn(key, value)
	case s.Depth == 4 && key == "closed", s.Depth == 5:
		switch key {
		case "ended":
			t.loud = true
		case "closed", "state", "local", "peer", "origin", "parent", "of":
			if string(s.KeyAt(4)) == "detail" {
				key = "detail " + key
			}
			t.learn(key, value)
		}
	}
}

// learn records a fact about the current socket. A fact that is new is more than calls, so the line is not quiet.
func (t *tracker) learn(key string, value []byte) {
	key = t.current + " " + key
	if was, ok := t.known[key]; !ok || was != string(value) {
		t.known[key], t.loud = string(value), true
	}
}

// trail returns the trail of the line.
func (t *tracker) trail() trail {
	left := trail{quiet: t.verb && !t.loud, seen: slices.Clone(t.ids)}
	for _, name := range t.about {
		if i := slices.Index(t.names, name); i >= 0 && name != "" {
			left.calls = append(left.calls, t.ids[i])
		}
	}
	return left
}

// needed returns the pairs that have to be decoded, in order: those that leave more than calls, and of the others
// those that the past still remembers at the next pair that leaves more, or at the end.
func needed(behind []later) []later {
	var list []later
	seen, calls := map[string]bool{}, map[string]int{} // by socket, behind the pair
	for _, l := range slices.Backward(behind) {
		need := !l.quiet
		for _, id := range l.seen {
			need, seen[id] = need || !seen[id], true
		}
		for _, id := range l.trail.calls {
			need = need || calls[id] < why.MostDeeds
			calls[id]++
		}
		if !l.quiet {
			clear(seen)
			clear(calls)
		}
		if need {
			list = append(list, l)
		}
	}
	slices.Reverse(list)
	return list
}
