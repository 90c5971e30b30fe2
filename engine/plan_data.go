package engine

import (
	"encoding/binary"
	"fmt"
	"math"

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

// written returns the bytes that the step sends.
func (t *task) written(s *bench.Entry) ([]byte, error) {
	switch {
	case t.step.Number == nil:
		return t.step.Text.Bytes(), nil
	case s.Counts():
		return binary.NativeEndian.AppendUint64(nil, *t.step.Number), nil
	}
	return nil, fmt.Errorf("%s is not an eventfd, which alone takes a number: put a text in quotes", s.Name)
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
	p, err := t.written(s)
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call:   func(k sockets.Kernel) step.Result { return t.answer(send(k, s.FD, p)) },
		enter:  func(r *step.Result) { t.noteSignal(s, r) },
	}), nil
}

func planSendfile(t *task) ([]stage, error) { return t.planMove(sockets.Kernel.Sendfile) }
func planSplice(t *task) ([]stage, error)   { return t.planMove(sockets.Kernel.Splice) }
func planTee(t *task) ([]stage, error)      { return t.planMove(sockets.Kernel.Tee) }

func planLseek(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{call: func(k sockets.Kernel) step.Result {
		position, err := k.Lseek(s.FD, int64(*t.step.Count), t.step.Op)
		return t.answer(int(position), err)
	}}), nil
}

// planMove moves up to the step's size from its second descriptor to its first.
func (t *task) planMove(move func(k sockets.Kernel, out, in, size int) (int, error)) ([]stage, error) {
	out, in, err := t.socketAndOther()
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(out, 0) || t.sleeps(in, 0),
		call:   func(k sockets.Kernel) step.Result { return t.answer(move(k, out.FD, in.FD, t.step.Size)) },
		enter:  func(r *step.Result) { t.noteSignal(out, r) },
	}), nil
}

// noteSignal notes the SIGPIPE that comes with EPIPE.
func (t *task) noteSignal(s *bench.Entry, r *step.Result) {
	if r.Errno == unix.EPIPE && (s.Type == unix.SOCK_STREAM || s.Pipe()) && t.step.Flags&unix.MSG_NOSIGNAL == 0 {
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
	counts := s.Counts() // read now: the call may be made on a thread of its own
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call: func(k sockets.Kernel) step.Result {
			r := t.answer(receive(k, s.FD, p))
			if r.Errno == 0 {
				r.Data = p[:min(int(r.Number), len(p))] // with MSG_TRUNC the number can exceed the buffer
				if counts && len(r.Data) == 8 {
					count := binary.NativeEndian.Uint64(r.Data)
					return step.Result{Answer: step.AnswerNumber, Number: int64(min(count, math.MaxInt64))}
				}
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
