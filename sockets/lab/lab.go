// Package lab makes private networks: separate user, network and mount namespaces, where every port is free, nothing
// outside can be reached, and no path leads out.
package lab

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Attributes make a child process begin in new user, network and mount namespaces, as their root, which is possible for
// an ordinary user (user_namespaces(7), network_namespaces(7), mount_namespaces(7)). Until it has called [Enter], its
// files are still those of its parent.
//
// There is no PID namespace: its processes would have different numbers inside and outside, and in a container it could
// not mount a /proc that shows them. It is not needed: only the owner of a socket (F_SETOWN) names a process, and steps
// may not set that, and Landlock keeps signals inside. There are no IPC and UTS namespaces either, because they would
// not be used.
func Attributes() *syscall.SysProcAttr {
	a := Network()
	a.Cloneflags |= unix.CLONE_NEWNS
	return a
}

// Network is like [Attributes], but keeps the parent's files. It is for tests.
func Network() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
}

// RaiseLoopback brings up lo in a new network namespace, where it is initially down.
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
