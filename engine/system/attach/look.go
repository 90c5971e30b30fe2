package attach

import (
	"runtime"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// look finds sockets in the tables of the network that the process is in. Where that is not ours and
// may not be entered, nothing is found.
func (p *Process) look(list []Socket) {
	if len(list) == 0 {
		return
	}
	at := map[uint32][]*Socket{} // several descriptors may be of one socket
	for i := range list {
		inode := uint32(list[i].Inode)
		at[inode] = append(at[inode], &list[i])
	}
	network := p.network()
	for i := range list {
		list[i].Network = network
	}
	p.inNetwork(network, func(d sockets.Diag) {
		inet := func(one sockets.InetSocket) {
			for _, s := range at[one.Inode] {
				s.describe(one)
			}
		}
		_ = d.TCP(^uint32(0), 0, inet) // what is not found is not described
		for _, family := range []int{unix.AF_INET, unix.AF_INET6} {
			for _, protocol := range []int{unix.IPPROTO_UDP, unix.IPPROTO_UDPLITE} {
				_ = d.Datagrams(family, protocol, 0, inet)
			}
		}
		_ = d.Unix(func(one sockets.UnixSocket) {
			for _, s := range at[one.Inode] {
				s.describeUnix(one)
			}
		})
	})
	for i := range list {
		if s := &list[i]; s.Kind == "" {
			p.describeByName(s)
		}
	}
}

// network is the network namespace of the process, "" if it is ours.
func (p *Process) network() string {
	theirs, ours := networkOf(procFile(p.PID, "ns/net")), networkOf("/proc/thread-self/ns/net")
	if theirs == ours {
		return ""
	}
	return theirs
}

// networkOf is what a file of a namespace links to: net:[4026531840] (namespaces(7)).
func networkOf(path string) string {
	target := make([]byte, 64)
	n, err := unix.Readlink(path, target)
	if err != nil {
		return ""
	}
	return string(target[:n])
}

// inNetwork asks sock_diag in the network of the process, as far as that may be entered. What it
// opens there it closes at once: an open one would keep the network of a dead container alive.
func (p *Process) inNetwork(network string, ask func(sockets.Diag)) {
	if network == "" {
		d := sockets.OpenDiag()
		defer d.Close()
		ask(d)
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.enter(ask)
	}()
	<-done
}

// enter is inNetwork on a goroutine of its own, whose thread ends with it: in another network it is of
// no use to anybody. It must not be the process's first thread, which can't end, and by which others
// see where the process is.
func (p *Process) enter(ask func(sockets.Diag)) {
	runtime.LockOSThread() // forever: the thread ends with the goroutine
	if unix.Gettid() == unix.Getpid() {
		defer runtime.UnlockOSThread()
		begun, done := make(chan struct{}), make(chan struct{})
		go func() {
			close(begun)
			p.enter(ask)
			close(done)
		}()
		<-begun // while this thread is taken
		<-done
		return
	}
	fd, err := unix.Open(procFile(p.PID, "ns/net"), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	err = unix.Setns(fd, unix.CLONE_NEWNET)
	_ = unix.Close(fd)
	if err != nil {
		return
	}
	d := sockets.OpenDiag()
	defer d.Close()
	ask(d)
}
