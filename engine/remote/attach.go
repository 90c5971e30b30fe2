package remote

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/system/attach"

	"golang.org/x/sys/unix"
)

// attachable is set in the environment of an engine whose fourth descriptor is a socket through which it gets copies of
// other programs' descriptors. The engine is confined, so the process that started it makes the copies.
const attachable = "NETNET_ATTACHABLE"

// attachSocket is the number of that socket.
const attachSocket = 3

// copyRequest asks for a copy. copyReply comes with it, or says why there is none.
type copyRequest struct {
	PID, FD int
}

type copyReply struct {
	Errno int    // of the call; 0 if there is a copy, or if no call was made
	Why   string // why there is no copy
}

// copyRoom is larger than any request or reply.
const copyRoom = 4 << 10

// copies makes copies for an engine. It holds our and the engine's end of the socket, or -1 and -1 if the engine gets
// no copies.
type copies struct{ ours, engines int }

// copiesFor makes the socket for an engine that may attach.
func copiesFor(o engine.Options) (copies, error) {
	if !o.AllowAttach || o.Lab {
		return copies{-1, -1}, nil
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	return copies{pair[0], pair[1]}, os.NewSyscallError("socketpair", err)
}

// theirs returns the descriptors that the engine is started with.
func (c copies) theirs() []uintptr {
	if c.engines < 0 {
		return nil
	}
	return []uintptr{uintptr(c.engines)}
}

// environment returns the variable that tells the engine whether it has the socket.
func (c copies) environment() string {
	if c.engines < 0 {
		return attachable + "="
	}
	return attachable + "=1"
}

// serve answers requests until the engine has ended, if it was started.
func (c copies) serve(begun bool) {
	if c.ours < 0 {
		return
	}
	_ = unix.Close(c.engines)
	if !begun {
		_ = unix.Close(c.ours)
		return
	}
	go func() {
		defer func() { _ = unix.Close(c.ours) }()
		room := make([]byte, copyRoom)
		for {
			n, err := unix.Read(c.ours, room)
			var r copyRequest
			switch {
			case errors.Is(err, unix.EINTR):
			case err != nil || n == 0 || json.Unmarshal(room[:n], &r) != nil:
				return
			default:
				answerCopy(c.ours, r)
			}
		}
	}()
}

// answerCopy makes a copy, sends it, and closes its own descriptor of it.
func answerCopy(through int, r copyRequest) {
	fd, err := copyOf(r)
	var reply copyReply
	var rights []byte
	if err != nil {
		reply.Why = err.Error()
		var errno unix.Errno
		if errors.As(err, &errno) {
			reply.Errno = int(errno)
		}
	} else {
		rights = unix.UnixRights(fd)
		defer func() {
			go func() { _ = unix.Close(fd) }() // this may be the last reference by now, and may wait
		}()
	}
	text, _ := json.Marshal(reply)
	_ = unix.Sendmsg(through, text, rights, nil, unix.MSG_NOSIGNAL) // an engine that is gone needs no answer
}

func copyOf(r copyRequest) (int, error) {
	p, err := attach.Open(r.PID)
	if err != nil {
		return -1, err
	}
	defer p.Close()
	return p.Copy(r.FD)
}

// attacher returns a function that asks the process that started this engine for copies; nil if the options do not
// allow it.
func attacher(o engine.Options) engine.Attacher {
	given := os.Getenv(attachable) != ""
	_ = os.Unsetenv(attachable)
	if !o.AllowAttach {
		return nil
	}
	if !given {
		return func(int, int) (int, error) {
			return -1, errors.New("the process that started this engine gives it no descriptors: attach works only if the program itself starts the engine, on this machine")
		}
	}
	through := raised(attachSocket)
	var lock sync.Mutex
	return func(pid, fd int) (int, error) {
		lock.Lock()
		defer lock.Unlock()
		return askForCopy(through, copyRequest{pid, fd})
	}
}

// raised moves a descriptor to a number that no step gets.
func raised(fd int) int {
	const high = 1000
	if there, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, high); err == nil {
		_ = unix.Close(fd)
		return there
	}
	unix.CloseOnExec(fd)
	return fd
}

func askForCopy(through int, r copyRequest) (int, error) {
	text, _ := json.Marshal(r)
	if err := unix.Sendmsg(through, text, nil, nil, unix.MSG_NOSIGNAL); err != nil {
		return -1, os.NewSyscallError("sendmsg", err)
	}
	room, rights := make([]byte, copyRoom), make([]byte, unix.CmsgSpace(4))
	n, size, _, _, err := unix.Recvmsg(through, room, rights, unix.MSG_CMSG_CLOEXEC)
	for errors.Is(err, unix.EINTR) {
		n, size, _, _, err = unix.Recvmsg(through, room, rights, unix.MSG_CMSG_CLOEXEC)
	}
	var reply copyReply
	if err == nil {
		err = json.Unmarshal(room[:n], &reply)
	}
	switch {
	case err != nil:
		return -1, os.NewSyscallError("recvmsg", err)
	case reply.Errno != 0:
		return -1, &refusedCopy{reply.Why, unix.Errno(reply.Errno)}
	case reply.Why != "":
		return -1, errors.New(strings.TrimSpace(reply.Why))
	}
	messages, err := unix.ParseSocketControlMessage(rights[:size])
	if err != nil || len(messages) != 1 {
		return -1, errors.New("the copy did not arrive: the limit on descriptors may be reached")
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil || len(fds) != 1 {
		return -1, errors.New("the copy did not arrive")
	}
	return fds[0], nil
}

// refusedCopy says why there is no copy, and wraps the errno of the call.
type refusedCopy struct {
	why   string
	errno unix.Errno
}

func (r *refusedCopy) Error() string { return r.why }
func (r *refusedCopy) Unwrap() error { return r.errno }
