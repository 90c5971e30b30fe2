package lab

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Folder is a lab's folder for the session, and Settings holds the kernel settings of its network.
const (
	Folder   = "/session"
	Settings = "/proc/sys/net"
)

// Writable returns the folders of a lab that are for files.
func Writable() []string { return []string{Folder, "/tmp", "/run", "/var/tmp"} }

// room limits a lab's files: sockets, which take an inode each.
const room = "mode=755,size=4m,nr_inodes=8k"

// part is a file or folder of the host that is also in a lab.
type part struct {
	from, to string
	readOnly bool
	optional bool // missing on some kernels
}

// kernel is the part of /proc that a lab has. /proc/1 is missing, because its root leads out. /proc/self is the process
// that called Enter, even for those it starts; its root, folder and descriptors are inside.
var kernel = []part{
	{from: "/proc/self", to: "/proc/self", readOnly: true},
	{from: Settings, to: Settings},
	{from: "/proc/sys/kernel/io_uring_disabled", to: "/proc/sys/kernel/io_uring_disabled", readOnly: true, optional: true},
	{from: os.DevNull, to: os.DevNull},
}

// Enter moves this process, which was started with [Attributes], to an almost empty file system. No path leads to the
// host's any more, only descriptors that are already open. The current directory is then [Folder]. All threads move,
// because they share one root and one current directory (clone(2), CLONE_FS).
func Enter() error {
	parts, err := parts()
	if err != nil {
		return fmt.Errorf("the parts of this program: %w", err)
	}
	parts = append(parts, kernel...)
	// Open files can be reached through their descriptors, wherever the new root is.
	for i := range parts {
		fd, err := unix.Open(parts[i].from, unix.O_PATH|unix.O_CLOEXEC, 0)
		if err != nil && parts[i].optional {
			parts[i].from = ""
			continue
		} else if err != nil {
			return &os.PathError{Op: "open", Path: parts[i].from, Err: err}
		}
		defer func() { _ = unix.Close(fd) }()
		parts[i].from = fmt.Sprintf("/proc/self/fd/%d", fd)
	}
	root := os.TempDir()
	if err := mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil { // mounts made from here on do not propagate to the host
		return err
	}
	if err := mount("tmpfs", root, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, room); err != nil {
		return err
	}
	for _, p := range parts {
		if p.from == "" {
			continue
		}
		if err := p.bind(root); err != nil {
			return err
		}
	}
	if err := furnish(root); err != nil {
		return err
	}
	return change(root)
}

// bind bind-mounts a part.
func (p part) bind(root string) error {
	place := root + p.to
	var is unix.Stat_t
	if err := unix.Stat(p.from, &is); err != nil {
		return &os.PathError{Op: "stat", Path: p.to, Err: err}
	}
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		return err
	}
	if is.Mode&unix.S_IFMT == unix.S_IFDIR {
		if err := os.MkdirAll(place, 0o755); err != nil {
			return err
		}
	} else if err := os.WriteFile(place, nil, 0o444); err != nil {
		return err
	}
	if err := mount(p.from, place, "", unix.MS_BIND, ""); err != nil {
		return err
	}
	if !p.readOnly {
		return nil
	}
	kept, err := locked(place)
	if err != nil {
		return err
	}
	return mount("", place, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY|unix.MS_NOSUID|unix.MS_NODEV|kept, "")
}

// locked returns the flags of a mount that a user namespace may not clear
// (mount_namespaces(7)).
func locked(path string) (flags uintptr, err error) {
	var fs unix.Statfs_t
	if err := unix.Statfs(path, &fs); err != nil {
		return 0, &os.PathError{Op: "statfs", Path: path, Err: err}
	}
	const same = unix.ST_RDONLY | unix.ST_NOSUID | unix.ST_NODEV | unix.ST_NOEXEC | unix.ST_NOATIME | unix.ST_NODIRATIME
	flags = uintptr(fs.Flags & same) // they have the numbers of MS_RDONLY and so on
	if fs.Flags&unix.ST_RELATIME != 0 {
		flags |= unix.MS_RELATIME
	}
	return flags, nil
}

// furnish creates the folders that scripts expect.
func furnish(root string) error {
	for _, folder := range Writable() {
		mode := os.FileMode(0o777) | os.ModeSticky
		if folder == Folder {
			mode = 0o700
		}
		if err := os.MkdirAll(root+folder, 0o755); err != nil {
			return err
		}
		if err := os.Chmod(root+folder, mode); err != nil { // not subject to the umask
			return err
		}
	}
	// Other programs look there for the network tables (proc_net(5)).
	return os.Symlink("self/net", root+"/proc/net")
}

// change makes a mount the root, and detaches the old root (pivot_root(2), NOTES).
func change(root string) error {
	if err := unix.Chdir(root); err != nil {
		return &os.PathError{Op: "chdir", Path: root, Err: err}
	}
	if err := unix.PivotRoot(".", "."); err != nil {
		return os.NewSyscallError("pivot_root", err)
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return os.NewSyscallError("umount2", err)
	}
	if err := unix.Chdir(Folder); err != nil {
		return &os.PathError{Op: "chdir", Path: Folder, Err: err}
	}
	return nil
}

func mount(from, to, kind string, flags uintptr, data string) error {
	if err := unix.Mount(from, to, kind, flags, data); err != nil {
		return &os.PathError{Op: "mount", Path: to, Err: err}
	}
	return nil
}
