package door

import (
	"encoding/binary"
	"strings"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// hasLocalVsock reports whether vsock stays on this machine for CID 1 (vsock_loopback). Without
// that, the kernel sends everything to the hypervisor, whatever the network namespace.
func hasLocalVsock() bool {
	fd, err := unix.Socket(unix.AF_VSOCK, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer func() { _ = unix.Close(fd) }()
	return unix.Bind(fd, &unix.SockaddrVM{CID: unix.VMADDR_CID_LOCAL, Port: unix.VMADDR_PORT_ANY}) == nil
}

// localVsock reports whether vsock can stay inside. A lab has none of its own: its sockets would reach
// the listeners of the machine.
func (d *Door) localVsock() bool { return !d.Lab && d.Machine.LocalVsock() }

// context is the CID of an address of vsock.
func context(a sockets.Addr) uint32 {
	const at = 6 // of struct sockaddr_vm, behind the family
	if a.Family != unix.AF_VSOCK || len(a.Body) < at+4 {
		return unix.VMADDR_CID_ANY
	}
	return binary.NativeEndian.Uint32([]byte(a.Body[at:]))
}

// unboundVsock reports whether an address is that of a fresh socket: any CID and any port.
func unboundVsock(a sockets.Addr) bool {
	return a.Family == unix.AF_VSOCK && len(a.Body) >= 10 && a.Body[2:10] == strings.Repeat("\xff", 8)
}

// here judges an address of vsock, to have or to reach.
func (d *Door) here(a sockets.Addr) error {
	if d.AllowNet || context(a) == unix.VMADDR_CID_LOCAL && d.localVsock() {
		return nil
	}
	if d.Lab {
		return refuse("%s is outside this lab, which has no vsock of its own: %s", a, allowVsock)
	}
	return refuse("%s is outside this machine, to which vsock:local:PORT belongs: %s", a, allowVsock)
}

// listenVsock judges listen(2) by the address that a socket really has. The kernel refuses one that has none.
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

// afterVsock checks a socket of vsock: one that listens to every CID, or is connected to another.
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
