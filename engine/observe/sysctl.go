package observe

import (
	"strings"

	"golang.org/x/sys/unix"
)

// lineRoom is more than a short file of /proc holds: a line of words or numbers.
const lineRoom = 4 << 10

// ReadSysctl reads a setting of the kernel: that of this network, if each network has its own.
// It reports false if there is none of that name.
func ReadSysctl(key string) (string, bool) {
	text := readFile(SysctlFile(key))
	return strings.TrimSpace(string(text)), text != nil
}

// readFile reads a short file of /proc, nil if there is none. It makes the calls itself: Go would
// watch such a file, because the kernel says when a setting changes, and that costs more than to
// read it.
func readFile(path string) []byte { return readUpTo(path, lineRoom) }

// readUpTo is readFile for a file of any size.
func readUpTo(path string, room int) []byte {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	defer func() { _ = unix.Close(fd) }()
	return contents(fd, make([]byte, 0, room))
}

// ReadProc reads a file of /proc, at most as many bytes as there is room for; false if there is
// none.
func ReadProc(path string, room int) (string, bool) {
	text := readUpTo(path, room)
	return string(text), text != nil
}

// SysctlFile is where a setting of the kernel is read and written (proc_sys(5)).
func SysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }
