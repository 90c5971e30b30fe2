package bench

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// Lessons is the page of lessons.
type Lessons interface {
	// Play plays a lesson beside the bench; "" is the next one that has not been finished.
	Play(h part.Host, name string) tea.Cmd
}

// try is a lesson to begin with. Its title is repeated here, so that no lesson has to be read for the first
// picture.
type try struct {
	key    string
	lesson string // "" for the next one
	title  string
	about  string
}

// tries are offered on an empty bench.
var tries = []try{
	{"l", "", "a lesson: a step, a question, and what the kernel answers", "what a socket is, to begin with: you predict, and the kernel answers"},
	{"t", "try-connection", "a TCP connection being made", "socket, bind, listen, connect, accept: and what each side sees"},
	{"u", "try-datagrams", "UDP: datagrams, message boundaries, and nobody is there", "two sockets; a buffer too small; a port where nobody listens"},
	{"h", "try-half-close", "a half-close, and a full accept queue", "one side sends no more; then more clients than the queue holds"},
	{"g", "try-nagle", "40 ms out of nowhere: Nagle and delayed acknowledgements", "write, write, read takes 44 ms; TCP_NODELAY makes it 0.04 ms"},
}

// action returns the name of the action that begins it.
func (t try) action() string { return cmp.Or(t.lesson, "try-lesson") }

// tryKeys returns the actions that begin a lesson, one key each.
func (b *Bench) tryKeys() []part.Action {
	var actions []part.Action
	for _, t := range tries {
		actions = append(actions, part.Action{Name: t.action(), Keys: part.Key(t.key), Help: "try: " + t.title,
			Do: func(h part.Host) tea.Cmd { return b.lessons.Play(h, t.lesson) }})
	}
	return actions
}
