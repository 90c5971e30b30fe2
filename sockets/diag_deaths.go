package sockets

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// Deaths reports every TCP and UDP socket of a network namespace when it ends; for a connection, at the moment it goes
// to TIME-WAIT (SKNLGRP_INET_TCP_DESTROY and its neighbours, linux/sock_diag.h). It requires no privileges. Only full
// sockets are reported, with the last TCP_INFO of a connection: neither the end of TIME-WAIT nor sockets that were
// never accepted.
type Deaths struct{ link *netlink }

// deathGroups are the groups of TCP and UDP over IPv4 and IPv6, a bit each.
const deathGroups = 1<<0 | 1<<1 | 1<<2 | 1<<3

// deathRoom is the size of the receive buffer in bytes: room for about 10,000 deaths.
const deathRoom = 4 << 20

// OpenDeaths begins to listen in the network namespace of the calling thread.
func OpenDeaths() (Deaths, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_INET_DIAG)
	if err != nil {
		return Deaths{}, err
	}
	if unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, deathRoom) != nil { // without privileges
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, deathRoom)
	}
	if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: deathGroups}); err != nil {
		_ = unix.Close(fd)
		return Deaths{}, err
	}
	return Deaths{&netlink{fd: fd, room: make([]byte, netlinkRoom)}}, nil
}

// Close stops listening.
func (d Deaths) Close() { d.link.close() }

// Wait waits at most for the given time until a death can be read, and reports whether one can.
func (d Deaths) Wait(most time.Duration) bool {
	list := []unix.PollFd{{Fd: int32(d.link.fd), Events: unix.POLLIN}}
	n, err := unix.Poll(list, int(most.Milliseconds()))
	return n > 0 && err == nil
}

// Read calls each with the deaths that can be read now. The argument of each is valid only during the call. Read
// reports whether some were lost because they were not read in time (ENOBUFS, netlink(7)); their number is unknown.
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
		var changed error // never set: these are not answers to a request
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
