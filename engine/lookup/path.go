package lookup

import (
	"path"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// at returns what is at a path, and above it the folder, or the first component that is not a folder.
func at(name string) *status.Path {
	p := lookAt(name)
	folder := lookAt(path.Dir(name))
	for folder.Errno == "ENOENT" || folder.Errno == "ENOTDIR" {
		above := lookAt(path.Dir(folder.Path))
		if above.Kind == "directory" || above.Path == folder.Path {
			break
		}
		folder = above
	}
	p.Above = folder
	return p
}

// mostTarget is longer than any path, in bytes.
const mostTarget = unix.PathMax

// lookAt returns what is at a path (lstat(2)).
func lookAt(name string) *status.Path {
	p := &status.Path{Path: name}
	var stat unix.Stat_t
	if err := unix.Lstat(name, &stat); err != nil {
		p.Errno = sockets.ErrnoName(sockets.Errno(err))
		return p
	}
	p.Kind, p.Mode, p.UID = kindOf(stat.Mode), stat.Mode&0o7777, stat.Uid
	if p.Kind == "symlink" {
		target := make([]byte, mostTarget)
		if n, err := unix.Readlink(name, target); err == nil {
			p.Target = string(target[:n])
		}
	}
	return p
}

func kindOf(mode uint32) string {
	switch mode & unix.S_IFMT {
	case unix.S_IFSOCK:
		return "socket"
	case unix.S_IFREG:
		return "file"
	case unix.S_IFDIR:
		return "directory"
	case unix.S_IFLNK:
		return "symlink"
	case unix.S_IFCHR, unix.S_IFBLK:
		return "device"
	case unix.S_IFIFO:
		return "fifo"
	default:
		return "other"
	}
}
