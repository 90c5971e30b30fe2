package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/theme"
)

// try is something to begin with: lines of script that are posted one after the
// other, so that the trace fills before one's eyes.
type try struct {
	name  string
	title string
	about string
	lines []string
}

// tries are offered on an empty bench.
var tries = []try{
	{"try-connection", "a TCP connection being made", "socket, bind, listen, connect, accept: and what each side sees", []string{
		"s = socket tcp nonblock",
		"bind s 127.0.0.1:0",
		"listen s 5",
		"accept s",
		"c = socket tcp nonblock",
		"connect c @s",
		"a = accept s nonblock",
		`send c "hello"`,
		"pending a",
	}},
	{"try-datagrams", "UDP: datagrams, their edges, and an answer that nobody is there", "two sockets; a buffer too small; a port where nobody listens", []string{
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
	}},
	{"try-half-close", "a half-close, and a full accept queue", "one side has no more to send; then more clients than the queue holds", []string{
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
	}},
	{"try-nagle", "40 ms out of nowhere: Nagle and delayed acknowledgements", "write, write, read takes 44 ms; TCP_NODELAY makes it 0.04 ms", []string{
		"s = server 127.0.0.1:0",
		"c = client @s",
		"a = accept s nonblock",
		"roundtrip c",
		"setsockopt c TCP_NODELAY on",
		"roundtrip c",
	}},
}

func tryActions() []Action {
	var actions []Action
	for _, t := range tries {
		actions = append(actions, Action{Name: t.name, Help: "try: " + t.title, Do: t.run})
	}
	return actions
}

func (t try) run(s *Screen) tea.Cmd {
	s.store.Queue.Add(t.lines...)
	return s.goOn()
}

// welcomes tells whether nothing has been done yet.
func (s *Screen) welcomes() bool {
	return s.store.Untouched() && s.bench.Trace.Len() == 0 && s.page == 0
}

// drawWelcome offers things to try where the sockets will be.
func (s *Screen) drawWelcome(c *canvas.Canvas, r canvas.Rect) {
	lines := []canvas.Line{
		{raised(theme.Text, "A workbench for sockets: every key is a real system call, and what")},
		{raised(theme.Text, "the kernel thinks of it is shown. Nothing is open yet. Try")},
		{},
	}
	actions := map[int]string{}
	for _, t := range tries {
		k := s.keys.KeyOf([]keymap.Scope{scopeWelcome}, t.name)
		actions[len(lines)] = t.name
		lines = append(lines, canvas.Line{raised(theme.Accent, "  "+fill(k, 4)), raised(theme.Strong, t.title)})
		if r.H >= 19 {
			lines = append(lines, canvas.Line{raised(theme.Dim, "      "+t.about)})
		}
	}
	if r.H >= 15 {
		lines = append(lines, canvas.Line{})
	}
	lines = append(lines, canvas.Line{
		raised(theme.Text, "or make a socket with "), raised(theme.Accent, "n"), raised(theme.Text, ", type a call with "), raised(theme.Accent, ":"),
		raised(theme.Text, ", see every key with "), raised(theme.Accent, "?"), raised(theme.Text, "."),
	})
	box := r.Center(74, len(lines)+2)
	c.Fill(box, theme.Text.On(theme.Raised))
	inner := canvas.Box{Border: theme.BorderOn.On(theme.Raised), Title: canvas.Line{canvas.Say(theme.Strong, "Welcome")}}.Draw(c, box)
	for y, line := range lines {
		row := canvas.Rect{X: inner.X + 1, Y: inner.Y + y, W: inner.W - 2, H: 1}
		c.PutLine(row, 0, 0, line)
		if actions[y] != "" {
			c.Hit(row, key{actions[y]})
		}
	}
}
