package lab

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Fresh returns an error unless this process is in a lab made for it: a user namespace with one user, a network
// namespace that belongs to it, and no interface up yet. What it does there affects nothing else.
func Fresh() error {
	if err := Own(); err != nil {
		return err
	}
	up, err := interfacesUp()
	if err != nil {
		return err
	}
	if len(up) > 0 {
		return errors.New("its network is in use: " + strings.Join(up, ", ") + " is up")
	}
	return nil
}

// Own is like [Fresh], but the network may already be in use.
func Own() error {
	users, err := os.ReadFile("/proc/self/uid_map")
	if err != nil {
		return err
	}
	// A line is: first ID inside, first ID outside, how many (user_namespaces(7)).
	if ids := strings.Fields(string(users)); len(ids) != 3 || ids[2] != "1" {
		return errors.New("it is not in a user namespace of its own")
	}
	owner, err := ownerOfNetwork()
	if err != nil {
		return err
	}
	user := unix.Stat_t{}
	if err := unix.Stat("/proc/self/ns/user", &user); err != nil {
		return &os.PathError{Op: "stat", Path: "/proc/self/ns/user", Err: err}
	}
	if owner.Ino != user.Ino || owner.Dev != user.Dev {
		return errors.New("the network it is in belongs to others")
	}
	return nil
}

// Inside is like [Own], for a process in the root that [Enter] made.
func Inside() error {
	var root unix.Statfs_t
	if err := unix.Statfs("/", &root); err != nil {
		return &os.PathError{Op: "statfs", Path: "/", Err: err}
	}
	if root.Type != unix.TMPFS_MAGIC {
		return errors.New("the files are those of the host")
	}
	return Own()
}

// ownerOfNetwork returns the user namespace that this network namespace belongs to (ioctl_nsfs(2)).
func ownerOfNetwork() (unix.Stat_t, error) {
	const path = "/proc/self/ns/net"
	var owner unix.Stat_t
	network, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return owner, &os.PathError{Op: "open", Path: path, Err: err}
	}
	defer func() { _ = unix.Close(network) }()
	fd, err := unix.IoctlRetInt(network, unix.NS_GET_USERNS)
	if err != nil {
		return owner, os.NewSyscallError("ioctl NS_GET_USERNS", err)
	}
	defer func() { _ = unix.Close(fd) }()
	return owner, os.NewSyscallError("fstat", unix.Fstat(fd, &owner))
}

// interfacesUp returns the names of the interfaces of this network that are up.
func interfacesUp() ([]string, error) {
	// Two heading lines, then a line for each interface: its name, a colon and counters.
	table, err := os.ReadFile("/proc/self/net/dev")
	if err != nil {
		return nil, err
	}
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	defer func() { _ = unix.Close(fd) }()
	var up []string
	for line := range strings.Lines(string(table)) {
		name, _, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		request, err := unix.NewIfreq(name)
		if err != nil {
			return nil, err
		}
		if err := unix.IoctlIfreq(fd, unix.SIOCGIFFLAGS, request); err != nil {
			return nil, os.NewSyscallError("ioctl SIOCGIFFLAGS", err)
		}
		if request.Uint16()&unix.IFF_UP != 0 {
			up = append(up, name)
		}
	}
	return up, nil
}
