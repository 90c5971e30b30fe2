package observe

import (
	"strings"

	"golang.org/x/sys/unix"
)

// settingRoom is more than the setting that is read takes: a line of words or numbers.
const settingRoom = 4 << 10

// ReadSysctl reads a setting of the kernel: that of this network, if each network has its own.
// It reports false if there is none of that name. It makes the calls itself: Go would watch the
// file, because the kernel says when a setting changes, and that costs more than to read it.
func ReadSysctl(key string) (string, bool) {
	fd, err := unix.Open(SysctlFile(key), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return "", false
	}
	defer func() { _ = unix.Close(fd) }()
	return strings.TrimSpace(string(contents(fd, make([]byte, 0, settingRoom)))), true
}

// SysctlFile is where a setting of the kernel is read and written (proc_sys(5)).
func SysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }
