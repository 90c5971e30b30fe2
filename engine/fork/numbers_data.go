package fork

import "netnet-tui/sockets"

// Send makes sendto(2).
func (n Numbers) Send(fd int, p []byte, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Send(fd, p, flags)
}

// Sendto makes sendto(2).
func (n Numbers) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	k, fd := n.at(fd)
	return k.Sendto(fd, p, flags, to)
}

// Recv makes recvfrom(2).
func (n Numbers) Recv(fd int, p []byte, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Recv(fd, p, flags)
}

// Recvfrom makes recvfrom(2).
func (n Numbers) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	k, fd := n.at(fd)
	return k.Recvfrom(fd, p, flags)
}

// Read makes read(2).
func (n Numbers) Read(fd int, p []byte) (int, error) {
	k, fd := n.at(fd)
	return k.Read(fd, p)
}

// Write makes write(2).
func (n Numbers) Write(fd int, p []byte) (int, error) {
	k, fd := n.at(fd)
	return k.Write(fd, p)
}

// Sendmsg makes sendmsg(2).
func (n Numbers) Sendmsg(fd int, m *sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	return n.Of(process).Sendmsg(fd, there(process, m), flags)
}

// Recvmsg makes recvmsg(2).
func (n Numbers) Recvmsg(fd int, m *sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	size, err := n.Of(process).Recvmsg(fd, m, flags)
	here(process, m)
	return size, err
}

// Sendmmsg makes sendmmsg(2).
func (n Numbers) Sendmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Sendmmsg(fd, list, flags)
}

// Recvmmsg makes recvmmsg(2).
func (n Numbers) Recvmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	count, err := n.Of(process).Recvmmsg(fd, list, flags)
	for i := range list[:max(count, 0)] {
		here(process, &list[i])
	}
	return count, err
}

// Writev makes writev(2).
func (n Numbers) Writev(fd int, parts [][]byte) (int, error) {
	k, fd := n.at(fd)
	return k.Writev(fd, parts)
}

// Readv makes readv(2).
func (n Numbers) Readv(fd int, parts [][]byte) (int, error) {
	k, fd := n.at(fd)
	return k.Readv(fd, parts)
}
