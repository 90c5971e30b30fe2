// Package sysctl reads and writes settings of the kernel (sysctl(8)), and knows which of them
// each network namespace has for itself.
package sysctl

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// File is where a setting is read and written (proc_sys(5)).
func File(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }

// Read reads a setting, of this network where it is one of networks; false where there is
// none of that name.
func Read(key string) (string, bool) {
	text, err := os.ReadFile(File(key))
	return strings.TrimSpace(string(text)), err == nil
}

// Write hands a setting to the kernel in one call, which is what /proc/sys wants.
func Write(key, value string) error {
	fd, err := unix.Open(File(key), unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("open", err)
	}
	defer func() { _ = unix.Close(fd) }()
	_, err = unix.Write(fd, []byte(value))
	return os.NewSyscallError("write", err)
}
