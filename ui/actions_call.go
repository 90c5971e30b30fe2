package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
)

// call is a system call that a key makes on the selected socket.
type call struct {
	name string // of the action
	verb string // what [engine.Detail.Can] calls it
	help string
	// line is what the key writes. A bar in it says where the cursor goes: the line
	// is offered for editing; without a bar it is posted at once.
	line func(s *Screen, k status.Socket) string
}

// bar is where the cursor goes in a line that is offered.
const bar = "‸"

// calls are the calls that have a key or a place in the palette.
var calls = []call{
	{"bind", "bind", "give the socket its local address", func(_ *Screen, k status.Socket) string {
		return fmt.Sprintf("bind %s %s", k.Name, homeAddress(k))
	}},
	{"listen", "listen", "make the socket a listener", func(_ *Screen, k status.Socket) string {
		return fmt.Sprintf("listen %s 5"+bar, k.Name)
	}},
	{"accept", "accept", "take a connection out of the accept queue", func(s *Screen, k status.Socket) string {
		return fmt.Sprintf("%s = accept %s nonblock", s.store.Roster.Free("a"), k.Name)
	}},
	{"connect", "connect", "connect to a listener, or name a datagram socket's peer", func(s *Screen, k status.Socket) string {
		if peer, ok := s.store.Roster.Peer(k); ok {
			return fmt.Sprintf("connect %s @%s"+bar, k.Name, peer.Name)
		}
		return fmt.Sprintf("connect %s %s", k.Name, strings.Replace(homeAddress(k), ":0"+bar, ":"+bar, 1))
	}},
	{"send", "send", "hand bytes to the kernel", func(s *Screen, k status.Socket) string {
		if peer, ok := s.store.Roster.Peer(k); ok && k.Peer == "" && strings.HasPrefix(k.Kind, "udp") {
			return fmt.Sprintf("sendto %s @%s \"hello"+bar+"\"", k.Name, peer.Name)
		}
		if k.Peer == "" && strings.HasPrefix(k.Kind, "udp") {
			return fmt.Sprintf("sendto %s 127.0.0.1:"+bar+" \"hello\"", k.Name)
		}
		return fmt.Sprintf("send %s \"hello"+bar+"\"", k.Name)
	}},
	{"recv", "recv", "take what has arrived", func(_ *Screen, k status.Socket) string {
		if strings.HasPrefix(k.Kind, "udp") {
			return fmt.Sprintf("recvfrom %s 4096"+bar, k.Name)
		}
		return fmt.Sprintf("recv %s 4096"+bar, k.Name)
	}},
	{"poll", "poll", "ask what the socket is ready for", func(_ *Screen, k status.Socket) string {
		return fmt.Sprintf("poll %s:in,out,rdhup", k.Name)
	}},
	{"close", "close", "give the descriptor up", func(_ *Screen, k status.Socket) string { return "close " + k.Name }},
	{"closedown", "close", "shut down both directions, then close", func(_ *Screen, k status.Socket) string { return "closedown " + k.Name }},
	{"shutdown-wr", "shutdown", "end sending: the peer reads the end of the stream", func(_ *Screen, k status.Socket) string {
		return "shutdown " + k.Name + " wr"
	}},
	{"shutdown-rd", "shutdown", "end receiving", func(_ *Screen, k status.Socket) string { return "shutdown " + k.Name + " rd" }},
	{"shutdown-rdwr", "shutdown", "end both directions", func(_ *Screen, k status.Socket) string { return "shutdown " + k.Name + " rdwr" }},
	{"dup", "dup", "make a second descriptor of the socket", func(s *Screen, k status.Socket) string {
		return s.store.Roster.Free(k.Name+"b") + " = dup " + k.Name
	}},
}

// homeAddress is an address of this machine for a socket, the port for the kernel
// to pick.
func homeAddress(k status.Socket) string {
	switch {
	case strings.HasPrefix(k.Kind, "unix"):
		return "unix:@" + k.Name + bar
	case strings.HasSuffix(k.Kind, "6"):
		return "[::1]:0" + bar
	}
	return "127.0.0.1:0" + bar
}

// callActions make system calls.
func callActions() []Action {
	var actions []Action
	for _, c := range calls {
		actions = append(actions, Action{Name: c.name, Help: c.help, Insist: true, Why: c.why, Line: c.written, Do: func(s *Screen) tea.Cmd {
			return s.write(c.written(s))
		}})
	}
	for _, k := range kinds {
		actions = append(actions, Action{Name: k.name, Help: k.help, Line: k.line, Do: func(s *Screen) tea.Cmd { return s.write(k.line(s)) }})
	}
	return append(actions,
		Action{Name: "socket", Help: "make a socket", Do: do(func(s *Screen) {
			s.push(&menu{where: "new", title: "A new socket"})
		})},
		Action{Name: "shutdown", Help: "end one direction of a connection, or both", Why: needsSocket, Do: do(func(s *Screen) {
			s.push(&menu{where: "shutdown", title: "Shut down"})
		})},
		Action{Name: "interrupt", Help: "make a blocked call return EINTR", Why: nothingBlocked, Do: (*Screen).interrupt},
	)
}

// written is the line the key writes, "" when no socket is selected.
func (c call) written(s *Screen) string {
	k, ok := s.bench.Selected()
	if !ok {
		return ""
	}
	return c.line(s, k)
}

// why is the reason for which the call can't be made, in the engine's words.
func (c call) why(s *Screen) string {
	if reason := needsSocket(s); reason != "" {
		return reason
	}
	k, _ := s.bench.Selected()
	d := s.store.Pull.Last.Detail
	if d == nil || d.ID != k.ID || c.name == "send" && strings.HasPrefix(c.line(s, k), "sendto") {
		return ""
	}
	for _, a := range d.Can {
		if a.Verb == c.verb && a.Why != "" {
			return fmt.Sprintf("%s %s: %s", c.verb, k.Name, a.Why)
		}
	}
	return ""
}

func needsSocket(s *Screen) string {
	if _, ok := s.bench.Selected(); !ok {
		return "no socket is selected: n makes one"
	}
	return ""
}

// subject is what a refusal was about: the same key on another socket is asked for
// the first time.
func (s *Screen) subject() string {
	return fmt.Sprintf(" %d", s.bench.Sockets.Chosen)
}

// write posts a line, or offers it for editing where it has a bar.
func (s *Screen) write(line string) tea.Cmd {
	s.overlays = nil
	if at := strings.Index(line, bar); at >= 0 {
		s.open(stepPurpose, strings.Replace(line, bar, "", 1), at, true)
		return nil
	}
	cmd, err := s.post(line)
	if err != nil {
		// Nothing that a key writes is lost: it can be mended.
		s.open(stepPurpose, line, len(line), true)
		s.entry.blame(err)
	}
	return cmd
}

func nothingBlocked(s *Screen) string {
	if len(s.store.Network.Stuck()) == 0 {
		return "no call is blocked"
	}
	return ""
}

// interrupt ends the blocked call of the selected socket, or else the oldest.
func (s *Screen) interrupt() tea.Cmd {
	stuck := s.store.Network.Stuck()
	chosen := stuck[0]
	for _, b := range stuck {
		if b.Socket == s.bench.Sockets.Chosen {
			chosen = b
			break
		}
	}
	return s.write("interrupt " + chosen.Task)
}
