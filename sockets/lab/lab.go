// Package lab makes private networks: a user and a network namespace of their own,
// where every port is free and nothing outside can be reached.
package lab

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Attributes make a child process begin in a user and a network namespace of
// its own, as root of both, which an ordinary user may do too
// (user_namespaces(7), network_namespaces(7)).
func Attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
}

// RaiseLoopback brings up the lo of a new network namespace, which begins down.
func RaiseLoopback() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("socket", err)
	}
	defer func() { _ = unix.Close(fd) }()
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	if err := unix.IoctlIfreq(fd, unix.SIOCGIFFLAGS, lo); err != nil {
		return os.NewSyscallError("ioctl SIOCGIFFLAGS", err)
	}
	lo.SetUint16(lo.Uint16() | unix.IFF_UP)
	return os.NewSyscallError("ioctl SIOCSIFFLAGS", unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, lo))
}

// Refused says why there is no lab here.
func Refused(err error) error {
	reason := "this system allows no user namespaces"
	if limit, readErr := os.ReadFile("/proc/sys/user/max_user_namespaces"); readErr == nil && string(limit) == "0\n" {
		reason = "user.max_user_namespaces is 0"
	}
	return fmt.Errorf("a lab can't be had here: %s (%w)", reason, err)
}
