package system

import (
	"strconv"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Around calls each with the sockets of the network that a process is in. The error says why that can't be entered; in
// this case the sockets come from /proc/PID/net. A socket is only valid during the call of each.
func Around(pid int, scope Scope, each func(*Socket)) error {
	err := InNetworkOf(pid, func(t Tables) { t.Read(scope, 0, new(Missing), each) })
	if err != nil {
		network, _ := networkOf(strconv.Itoa(pid))
		foreign(network, pid, scope, each)
	}
	return err
}

// InNetworkOf runs a function with the tables of the network that a process is in; if that is not ours, it runs on a
// separate thread. The error says why the network can't be entered.
func InNetworkOf(pid int, do func(Tables)) error {
	network, err := networkOf(strconv.Itoa(pid))
	if err != nil {
		return err
	}
	if ours, err := networkOf("thread-self"); err != nil || network != ours {
		return inside(network, pid, do)
	}
	t, err := OpenTables()
	if err == nil {
		defer t.Close()
		do(t)
	}
	return err
}

// Ours reports whether this thread is in the network.
func (n Network) Ours() bool {
	ours, err := networkOf("thread-self")
	return err == nil && n == ours
}

// Options returns the options of a socket that the kernel's tables report, and the socket's present state. The error is
// ENOENT if the socket is no longer in any table, or its table does not report options.
func (t Tables) Options(s *Socket) (now Socket, options []sockets.OptionBytes, err error) {
	now = *s
	switch {
	case !s.HasCookie:
		err = unix.ENOENT
	case s.Family == unix.AF_UNIX:
		var one sockets.UnixSocket
		one, options, err = t.diag.UnixOptions(s.Inode)
		now = t.unix(one)
	case s.Family == unix.AF_INET || s.Family == unix.AF_INET6:
		now.InetSocket, options, err = t.diag.InetOptions(s.InetSocket)
	default:
		err = unix.ENOENT
	}
	return now, options, err
}
