package engine

import (
	"netnet-tui/engine/bench"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func planSend(t *task) ([]stage, error) {
	return t.planOut(func(k sockets.Kernel, fd int, p []byte) (int, error) { return k.Send(fd, p, t.step.Flags) })
}

func planWrite(t *task) ([]stage, error) {
	return t.planOut(sockets.Kernel.Write)
}

func planSendto(t *task) ([]stage, error) {
	_, addr, err := t.socketAndAddress()
	if err != nil {
		return nil, err
	}
	return t.planOut(func(k sockets.Kernel, fd int, p []byte) (int, error) {
		return k.Sendto(fd, p, t.step.Flags, addr)
	})
}

// planOut sends the step's text.
func (t *task) planOut(send func(k sockets.Kernel, fd int, p []byte) (int, error)) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call:   func(k sockets.Kernel) step.Result { return t.answer(send(k, s.FD, t.step.Text.Bytes())) },
		enter:  func(r *step.Result) { t.noteSignal(s, r) },
	}), nil
}

// noteSignal says what else came of sending into a connection that is ended.
func (t *task) noteSignal(s *bench.Entry, r *step.Result) {
	if r.Errno == unix.EPIPE && s.Type == unix.SOCK_STREAM && t.step.Flags&unix.MSG_NOSIGNAL == 0 {
		t.note("the kernel also sent SIGPIPE, which ends a program that does not handle it")
	}
}

func planRecv(t *task) ([]stage, error) {
	return t.planIn(func(k sockets.Kernel, fd int, p []byte) (int, error) { return k.Recv(fd, p, t.step.Flags) })
}

func planRead(t *task) ([]stage, error) {
	return t.planIn(sockets.Kernel.Read)
}

func planRecvfrom(t *task) ([]stage, error) {
	return t.planIn(func(k sockets.Kernel, fd int, p []byte) (int, error) {
		n, _, err := k.Recvfrom(fd, p, t.step.Flags)
		return n, err
	})
}

// planIn receives up to the step's size.
func (t *task) planIn(receive func(k sockets.Kernel, fd int, p []byte) (int, error)) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	p := make([]byte, t.step.Size)
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call: func(k sockets.Kernel) step.Result {
			r := t.answer(receive(k, s.FD, p))
			if r.Errno == 0 {
				r.Data = p[:min(int(r.Number), len(p))] // with MSG_TRUNC the number can be larger
				r.Stream = len(p) > 0 && s.Type != unix.SOCK_DGRAM && s.Type != unix.SOCK_RAW
			}
			return r
		},
	}), nil
}

// sleeps reports whether a call on a socket may sleep until something happens.
func (t *task) sleeps(s *bench.Entry, flags int) bool {
	if flags&unix.MSG_DONTWAIT != 0 {
		return false
	}
	status, err := t.engine.kernel.Fcntl(s.FD, unix.F_GETFL, 0)
	return err == nil && status&unix.O_NONBLOCK == 0
}
