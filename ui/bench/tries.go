package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// try is something to begin with: lines of script that are posted one after the
// other, so that the trace fills before one's eyes.
type try struct {
	key   string
	name  string
	title string
	about string
	lines []string
	does  string // the action that it is, where it is not lines
}

// tries are offered on an empty bench.
var tries = []try{
	{"l", "try-lesson", "a lesson: a step, a question, and what the kernel answers", "from \"what is a socket\" to what select cannot do; you say what will come", nil, "next-lesson"},
	{"t", "try-connection", "a TCP connection being made", "socket, bind, listen, connect, accept: and what each side sees", []string{
		"s = socket tcp nonblock",
		"bind s 127.0.0.1:0",
		"listen s 5",
		"accept s",
		"c = socket tcp nonblock",
		"connect c @s",
		"a = accept s nonblock",
		`send c "hello"`,
		"pending a",
	}, ""},
	{"u", "try-datagrams", "UDP: datagrams, message boundaries, and \"nobody is there\"", "two sockets; a buffer too small; a port where nobody listens", []string{
		"u = socket udp nonblock",
		"bind u 127.0.0.1:0",
		"v = socket udp nonblock",
		"connect v @u",
		`send v "one datagram"`,
		`send v "another"`,
		"recvfrom u 3",
		"recvfrom u 4096",
		"close u",
		`send v "is anybody there?"`,
		"recv v 100",
	}, ""},
	{"h", "try-half-close", "a half-close, and a full accept queue", "one side sends no more; then more clients than the queue holds", []string{
		"s = server 127.0.0.1:0 1",
		"c = client @s",
		"a = accept s nonblock",
		"shutdown c wr",
		"recv a 100",
		`send a "I still have something to say"`,
		"recv c 100",
		"c2 = client @s",
		"c3 = client @s",
		"c4 = socket tcp nonblock",
		"connect c4 @s",
		"expect s.queue == 2",
	}, ""},
	{"g", "try-nagle", "40 ms out of nowhere: Nagle and delayed acknowledgements", "write, write, read takes 44 ms; TCP_NODELAY makes it 0.04 ms", []string{
		"s = server 127.0.0.1:0",
		"c = client @s",
		"a = accept s nonblock",
		"roundtrip c",
		"setsockopt c TCP_NODELAY on",
		"roundtrip c",
	}, ""},
}

// tryKeys begin something, one key each.
func tryKeys() []part.Action {
	var actions []part.Action
	for _, t := range tries {
		actions = append(actions, part.Action{Name: t.name, Keys: part.Key(t.key), Help: "try: " + t.title, Do: func(h part.Host) tea.Cmd {
			if t.does != "" {
				return h.Run(t.does)
			}
			return h.Queue(t.lines...)
		}})
	}
	return actions
}
