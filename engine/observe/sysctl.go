package observe

import (
	"strings"

	"golang.org/x/sys/unix"
)

// lineRoom is larger than a short file of /proc: a line of words or numbers.
const lineRoom = 4 << 10

// ReadSysctl reads a kernel setting: that of this network, if each network has its own. It reports false if there is no
// such setting.
func ReadSysctl(key string) (string, bool) {
	text := readFile(SysctlFile(key))
	return strings.TrimSpace(string(text)), text != nil
}

// readFile reads a short file of /proc; nil if there is none. It makes the calls itself: Go would register such a file
// with its poller, because the kernel notifies of changed settings, and that costs more than reading it.
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

// ReadProc reads a file of /proc, at most room bytes; false if there is none.
func ReadProc(path string, room int) (string, bool) {
	text := readUpTo(path, room)
	return string(text), text != nil
}

// SysctlFile returns the file in which a kernel setting is read and written (proc_sys(5)).
func SysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }
