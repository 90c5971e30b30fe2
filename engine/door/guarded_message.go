package door

import (
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"
)

// envelope judges the address of a message and its control messages.
func (g Guarded) envelope(fd int, m *sockets.Message) error {
	if m.Addr != nil {
		if err := g.Door.Send(fd, m.Addr.InMessage()); err != nil {
			return g.bar(err)
		}
	}
	if err := g.message(fd, m.Parts...); err != nil {
		return err
	}
	return g.bar(g.Door.Control(fd, sockets.SplitControl(m.Control)))
}

// message judges what is about to be sent.
func (g Guarded) message(fd int, parts ...[]byte) error { return g.bar(g.Door.Message(fd, parts...)) }

// Sendmsg makes sendmsg(2) to an address inside, with control messages that stay inside.
func (g Guarded) Sendmsg(fd int, m *sockets.Message, flags int) (int, error) {
	if err := g.envelope(fd, m); err != nil {
		return -1, err
	}
	return g.sending(fd, func() (int, error) { return g.Kernel.Sendmsg(fd, m, flags) })
}

// Sendmmsg makes sendmmsg(2) to addresses inside.
func (g Guarded) Sendmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	for i := range list {
		if err := g.envelope(fd, &list[i]); err != nil {
			return -1, err
		}
	}
	return g.sending(fd, func() (int, error) { return g.Kernel.Sendmmsg(fd, list, flags) })
}

// sending makes a call that sends. If that gives an unbound datagram socket a port, sending notes it.
func (g Guarded) sending(fd int, send func() (int, error)) (int, error) {
	before, _ := g.Door.Kernel.Getsockname(fd)
	n, err := send()
	note, why := g.Door.After(fd, false)
	if why != nil {
		return n, g.shut(fd, why)
	}
	if before.IP.Port() == 0 && note != "" {
		g.note(note)
	}
	return n, err
}

func (g Guarded) note(text string) {
	g.Verdict.lock.Lock()
	defer g.Verdict.lock.Unlock()
	g.Verdict.notes = append(g.Verdict.notes, text)
}

// Recvmsg makes recvmsg(2), and checks the descriptors that came with the message.
func (g Guarded) Recvmsg(fd int, m *sockets.Message, flags int) (int, error) {
	n, err := g.Kernel.Recvmsg(fd, m, flags)
	if err != nil {
		return n, err
	}
	return n, g.received(m)
}

// Recvmmsg makes recvmmsg(2), with messages that have no room for descriptors.
func (g Guarded) Recvmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	n, err := g.Kernel.Recvmmsg(fd, list, flags)
	for i := range list[:max(min(n, len(list)), 0)] {
		if err == nil {
			err = g.received(&list[i])
		}
	}
	return n, err
}

// received judges the descriptors that came with a message. If one of them does not pass, or there are too many, all
// are closed. A process descriptor (SCM_PIDFD) is always closed: nothing here could use it, and nothing would count it.
func (g Guarded) received(m *sockets.Message) error {
	var fds []int
	for _, c := range sockets.SplitControl(m.Control) {
		switch control.Title(c) {
		case "SCM_RIGHTS":
			fds = append(fds, control.Descriptors(c.Data)...)
		case "SCM_PIDFD":
			for _, fd := range control.Descriptors(c.Data) {
				if g.Kernel.Close(fd) == nil {
					g.note("the descriptor of the sender's process, which SCM_PIDFD brought, was closed at once")
				}
			}
		}
	}
	if len(fds) == 0 {
		return nil
	}
	if err := g.room(len(fds)); err != nil {
		for _, fd := range fds {
			_ = g.Kernel.Close(fd)
		}
		return err
	}
	return g.judged(g.Door.Received, fds...)
}

// Send makes send(3).
func (g Guarded) Send(fd int, p []byte, flags int) (int, error) {
	if err := g.message(fd, p); err != nil {
		return -1, err
	}
	return g.Kernel.Send(fd, p, flags)
}

// Write makes write(2).
func (g Guarded) Write(fd int, p []byte) (int, error) {
	if err := g.message(fd, p); err != nil {
		return -1, err
	}
	return g.Kernel.Write(fd, p)
}

// Writev makes writev(2).
func (g Guarded) Writev(fd int, parts [][]byte) (int, error) {
	if err := g.message(fd, parts...); err != nil {
		return -1, err
	}
	return g.Kernel.Writev(fd, parts)
}

// Readv makes readv(2).
func (g Guarded) Readv(fd int, parts [][]byte) (int, error) { return g.Kernel.Readv(fd, parts) }

// Accept4From makes accept4(2), and checks where the connection is.
func (g Guarded) Accept4From(fd, flags int, told ...int) (int, sockets.Addr, error) {
	return g.accepting(func() (int, sockets.Addr, error) { return g.Kernel.Accept4From(fd, flags, told...) })
}

// Accept makes accept(2), and checks where the connection is.
func (g Guarded) Accept(fd int) (int, error) {
	conn, _, err := g.accepting(func() (int, sockets.Addr, error) {
		conn, err := g.Kernel.Accept(fd)
		return conn, sockets.Addr{}, err
	})
	return conn, err
}

// AcceptFrom makes accept(2), and checks where the connection is.
func (g Guarded) AcceptFrom(fd int, told ...int) (int, sockets.Addr, error) {
	return g.accepting(func() (int, sockets.Addr, error) { return g.Kernel.AcceptFrom(fd, told...) })
}

func (g Guarded) accepting(accept func() (int, sockets.Addr, error)) (int, sockets.Addr, error) {
	if err := g.room(1); err != nil {
		return -1, sockets.Addr{}, err
	}
	conn, from, err := accept()
	if err != nil {
		return conn, from, err
	}
	return conn, from, g.judged(func(fd int) error { _, why := g.Door.After(fd, false); return why }, conn)
}
