package attach

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/system"

	"golang.org/x/sys/unix"
)

// look finds sockets in the tables of the network that the process is in, as far as these may be read.
func (p *Process) look(list []Socket) {
	if len(list) == 0 {
		return
	}
	at := map[uint32][]*Socket{} // several descriptors may be of one socket
	for i := range list {
		inode := uint32(list[i].Inode)
		at[inode] = append(at[inode], &list[i])
	}
	_ = system.Around(p.PID, system.All, func(one *system.Socket) { // one that may not be entered tells less
		for _, s := range at[one.Inode] {
			s.describe(*one)
		}
	})
	for i := range list {
		if s := &list[i]; s.told == nil {
			p.describeByName(s)
		}
	}
}

// describe takes in what a table tells of the socket.
func (s *Socket) describe(one system.Socket) {
	s.told = &one
	protocol := one.Protocol
	if one.Type == unix.SOCK_RAW && one.Inet() {
		protocol = int(one.Local.IP.Port())
	}
	s.made(one.Family, one.Type, protocol)
	s.State, s.Local, s.Peer = one.StateName(), one.LocalText(), one.PeerText()
	s.Queue, s.Backlog, s.Pending, s.Unsent, s.Network = nil, nil, nil, nil, ""
	if !one.Network.Ours() {
		s.Network = one.Network.String()
	}
	received, sent := int(one.Receive), int(one.Send)
	switch {
	case s.State == status.StateListen:
		s.Queue, s.Backlog = &received, &sent
	case one.Inet():
		s.Pending, s.Unsent = &received, &sent
	}
}
