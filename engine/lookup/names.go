package lookup

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// names looks for the Unix sockets with the name that was asked for, and for what is at the path.
func (f *Finder) names(s *search) {
	var file unix.Stat_t
	if s.Asked.Path != "" {
		s.Path = at(s.Asked.Path)
		if unix.Stat(s.Asked.Path, &file) != nil {
			file = unix.Stat_t{}
		}
	}
	s.failed("the Unix sockets with that name", f.diag.Unix(func(one sockets.UnixSocket) {
		same := one.Local == s.Asked
		if file.Ino != 0 { // the file may have been bound under another path, and the path may now lead to another file
			same = one.FileInode == uint32(file.Ino) && one.FileDevice == file.Dev
		}
		if same {
			s.Names = append(s.Names, s.nameHolder(one))
		}
	}))
}

func (s *search) nameHolder(one sockets.UnixSocket) status.NameHolder {
	return status.NameHolder{
		Local: step.FormatAddr(one.Local), Type: one.Type, State: unixState(one), UID: one.UID, Inode: one.Inode,
		Name: s.bench.ofInode(one.Inode).Name, Queue: one.Queue, Backlog: one.Backlog,
	}
}

// unixState returns the state of a Unix socket. The kernel's state is CLOSE if it has no peer.
func unixState(one sockets.UnixSocket) status.State {
	if one.State == unix.BPF_TCP_CLOSE {
		return status.StateUnconnected
	}
	return status.StateOf(one.State)
}
