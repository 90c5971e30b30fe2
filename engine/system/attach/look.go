package attach

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/system"

	"golang.org/x/sys/unix"
)

// look looks up sockets in the tables of the process's network, as far as these may be read.
func (p *Process) look(list []Socket) {
	if len(list) == 0 {
		return
	}
	at := map[uint32][]*Socket{} // several descriptors may belong to one socket
	for i := range list {
		inode := uint32(list[i].Inode)
		at[inode] = append(at[inode], &list[i])
	}
	_ = system.Around(p.PID, system.All, func(one *system.Socket) { // a network that may not be entered reveals less
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

// describe updates the socket with what a table says about it.
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
