package door

import (
	"encoding/binary"
	"strings"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// hasLocalVsock reports whether vsock to CID 1 stays on this machine (vsock_loopback). Otherwise the kernel sends
// everything to the hypervisor, whatever the network namespace.
func hasLocalVsock() bool {
	fd, err := unix.Socket(unix.AF_VSOCK, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer func() { _ = unix.Close(fd) }()
	return unix.Bind(fd, &unix.SockaddrVM{CID: unix.VMADDR_CID_LOCAL, Port: unix.VMADDR_PORT_ANY}) == nil
}

// localVsock reports whether vsock can stay inside. A lab does not have its own: its sockets would reach the listeners
// of the machine.
func (d *Door) localVsock() bool { return !d.Lab && d.Machine.LocalVsock() }

// context returns the CID of a vsock address.
func context(a sockets.Addr) uint32 {
	const at = 6 // of the CID in struct sockaddr_vm, after the family
	if a.Family != unix.AF_VSOCK || len(a.Body) < at+4 {
		return unix.VMADDR_CID_ANY
	}
	return binary.NativeEndian.Uint32([]byte(a.Body[at:]))
}

// unboundVsock reports whether an address is that of a new socket: any CID and any port.
func unboundVsock(a sockets.Addr) bool {
	return a.Family == unix.AF_VSOCK && len(a.Body) >= 10 && a.Body[2:10] == strings.Repeat("\xff", 8)
}

// here judges a vsock address to have or to reach.
func (d *Door) here(a sockets.Addr) error {
	if d.AllowNet || context(a) == unix.VMADDR_CID_LOCAL && d.localVsock() {
		return nil
	}
	if d.Lab {
		return refuse("%s is outside this lab, which has no vsock of its own: %s", a, allowVsock)
	}
	return refuse("%s is outside this machine, to which vsock:local:PORT belongs: %s", a, allowVsock)
}

// listenVsock judges listen(2) by the actual address of a socket. The kernel refuses a socket that has none.
func (d *Door) listenVsock(fd int) error {
	if d.AllowNet {
		return nil
	}
	local, err := d.local(fd, allowVsock)
	if err != nil || unboundVsock(local) {
		return err
	}
	return d.here(local)
}

// afterVsock checks a vsock socket: it must not listen on every CID, or be connected to another one.
func (d *Door) afterVsock(fd int) error {
	if accepting, _ := d.number(fd, unix.SO_ACCEPTCONN); accepting != 0 {
		local, err := d.local(fd, allowVsock)
		if err == nil {
			err = d.here(local)
		}
		if err != nil {
			return err
		}
	}
	if peer, err := d.Kernel.Getpeername(fd); err == nil {
		return d.here(peer)
	}
	return nil
}
