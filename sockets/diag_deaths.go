package sockets

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// Deaths tells of every socket of TCP and UDP of a network namespace that ends, when it does: of a
// connection at the moment it leaves for TIME-WAIT (SKNLGRP_INET_TCP_DESTROY and its neighbours,
// linux/sock_diag.h). It takes no privilege. Only full sockets are told, with the last TCP_INFO of
// a connection: not one in TIME-WAIT that comes to its end, nor one that was never accepted.
type Deaths struct{ link *netlink }

// deathGroups are the groups of TCP and UDP over IPv4 and over IPv6, a bit each.
const deathGroups = 1<<0 | 1<<1 | 1<<2 | 1<<3

// deathRoom is how many bytes of deaths wait to be read at most: about 10,000 of them.
const deathRoom = 4 << 20

// OpenDeaths begins to listen, in the network namespace of the calling thread.
func OpenDeaths() (Deaths, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_INET_DIAG)
	if err != nil {
		return Deaths{}, err
	}
	if unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, deathRoom) != nil { // without privilege
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, deathRoom)
	}
	if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: deathGroups}); err != nil {
		_ = unix.Close(fd)
		return Deaths{}, err
	}
	return Deaths{&netlink{fd: fd, room: make([]byte, netlinkRoom)}}, nil
}

// Close ends it.
func (d Deaths) Close() { d.link.close() }

// Wait waits until a death can be read, at most for a time. It reports whether one can.
func (d Deaths) Wait(most time.Duration) bool {
	list := []unix.PollFd{{Fd: int32(d.link.fd), Events: unix.POLLIN}}
	n, err := unix.Poll(list, int(most.Milliseconds()))
	return n > 0 && err == nil
}

// Read calls each with the deaths that can be read now. What each gets is only valid during the call.
// It reports whether some were lost, because they were not read in time (ENOBUFS, netlink(7)); how
// many is not told.
func (d Deaths) Read(each func(*InetSocket)) (lost bool, err error) {
	var s InetSocket
	for {
		size, _, err := unix.Recvfrom(d.link.fd, d.link.room, unix.MSG_TRUNC)
		switch {
		case errors.Is(err, unix.EAGAIN):
			return lost, nil
		case errors.Is(err, unix.ENOBUFS):
			lost = true
			continue
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return lost, err
		}
		var changed error // is not set: these are no answers to a question
		_, err = d.link.read(d.link.room[:min(size, len(d.link.room))], func(body []byte) {
			if len(body) >= foundSize {
				decodeInet(body, &s)
				each(&s)
			}
		}, &changed)
		if err != nil {
			return lost, err
		}
	}
}
