// Package sysctl writes kernel settings (sysctl(8)), and knows which of them each network namespace has for itself.
package sysctl

import (
	"os"

	"netnet-tui/engine/observe"

	"golang.org/x/sys/unix"
)

// Write writes a setting in one call, as /proc/sys requires.
func Write(key, value string) error {
	fd, err := unix.Open(observe.SysctlFile(key), unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("open", err)
	}
	defer func() { _ = unix.Close(fd) }()
	_, err = unix.Write(fd, []byte(value))
	return os.NewSyscallError("write", err)
}
