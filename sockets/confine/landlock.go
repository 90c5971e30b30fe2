package confine

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The rights that Landlock takes away, with the first version of its interface that has them
// (include/uapi/linux/landlock.h). Reading files and starting programs stay allowed: the engine reads /proc, and starts
// itself again as a swarm.
var rights = []struct {
	version int
	access  uint64
}{
	{1, unix.LANDLOCK_ACCESS_FS_WRITE_FILE | makes | removes},
	{2, unix.LANDLOCK_ACCESS_FS_REFER},
	{3, unix.LANDLOCK_ACCESS_FS_TRUNCATE},
	{5, unix.LANDLOCK_ACCESS_FS_IOCTL_DEV},
}

const (
	makes = unix.LANDLOCK_ACCESS_FS_MAKE_CHAR | unix.LANDLOCK_ACCESS_FS_MAKE_DIR | unix.LANDLOCK_ACCESS_FS_MAKE_REG |
		unix.LANDLOCK_ACCESS_FS_MAKE_SOCK | unix.LANDLOCK_ACCESS_FS_MAKE_FIFO | unix.LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		unix.LANDLOCK_ACCESS_FS_MAKE_SYM
	removes = unix.LANDLOCK_ACCESS_FS_REMOVE_DIR | unix.LANDLOCK_ACCESS_FS_REMOVE_FILE
	// own is what is allowed in a session's folder, and files what is allowed in a lab's folders.
	own     = unix.LANDLOCK_ACCESS_FS_MAKE_SOCK | unix.LANDLOCK_ACCESS_FS_RESOLVE_UNIX | removes
	files   = own | unix.LANDLOCK_ACCESS_FS_MAKE_REG | unix.LANDLOCK_ACCESS_FS_MAKE_DIR | setting
	setting = unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE
)

// The first versions that restrict abstract names and signals, and Unix sockets with a path.
const (
	scoping   = 6
	resolving = 9
)

// version returns the version of Landlock's interface. The error says why there is none: ENOSYS if the kernel was built
// without it, EOPNOTSUPP if it was started without it.
func version() (int, error) {
	n, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0, os.NewSyscallError("landlock_create_ruleset", errno)
	}
	return int(n), nil
}

// landlock puts the calling thread into a new domain (landlock_restrict_self(2)).
func landlock(has int, l Limits) error {
	rules := unix.LandlockRulesetAttr{}
	for _, r := range rights {
		if has >= r.version {
			rules.Handled_access_fs |= r.access
		}
	}
	if has >= resolving && !l.Outside {
		rules.Handled_access_fs |= unix.LANDLOCK_ACCESS_FS_RESOLVE_UNIX
	}
	if has >= scoping {
		rules.Scoped = unix.LANDLOCK_SCOPE_SIGNAL
		if !l.Outside {
			rules.Scoped |= unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET
		}
	}
	ruleset, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&rules)), unsafe.Sizeof(rules), 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_create_ruleset", errno)
	}
	defer func() { _ = unix.Close(int(ruleset)) }()
	for _, beneath := range []struct {
		access  uint64
		folders []string
	}{
		{own, l.Own},
		{files, l.Files},
		{unix.LANDLOCK_ACCESS_FS_REMOVE_DIR, l.Emptied},
		{unix.LANDLOCK_ACCESS_FS_MAKE_SOCK, l.Sockets},
		{setting, l.Settings},
	} {
		for _, folder := range beneath.folders {
			if err := allow(int(ruleset), folder, beneath.access&rules.Handled_access_fs); err != nil {
				return err
			}
		}
	}
	_, _, errno = unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_restrict_self", errno)
	}
	return nil
}

// allow adds a rule: what is allowed in a folder and below it (landlock_add_rule(2)).
func allow(ruleset int, folder string, access uint64) error {
	fd, err := unix.Open(folder, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: folder, Err: err}
	}
	defer func() { _ = unix.Close(fd) }()
	rule := unix.LandlockPathBeneathAttr{Allowed_access: access, Parent_fd: int32(fd)}
	_, _, errno := unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(ruleset), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_add_rule", errno)
	}
	return nil
}
