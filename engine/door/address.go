package door

import (
	"path/filepath"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Reach judges an address to connect or send to.
func (d *Door) Reach(to sockets.Addr) error {
	switch {
	case to.Family == unix.AF_UNIX:
		return d.peer(to)
	case to.Family == unix.AF_VSOCK:
		return d.here(to)
	case to.Family == unix.AF_NETLINK:
		return d.toKernel(to)
	case to.Local() || to.Any() || d.anywhere(): // the kernel treats 0.0.0.0 and [::] as loopback
		return nil
	}
	return d.errOutside(to)
}

// Send judges the address of a connect(2) or sendto(2) on a socket.
func (d *Door) Send(fd int, to sockets.Addr) error {
	if emptyName(to) {
		return d.name(to, "")
	}
	to, ok := to.Read()
	if !ok || d.misfits(fd, to) { // the kernel refuses or ignores it
		return nil
	}
	if to.Name != "" {
		if k, ok := d.kind(fd); ok && d.ours(k, to) {
			return nil
		}
	}
	return d.Reach(to)
}

// Client judges the address that a new socket of the given type is to be connected to.
func (d *Door) Client(typ int, to sockets.Addr) error {
	if d.ours(kind{domain: unix.AF_UNIX, typ: typ}, to) {
		return nil
	}
	return d.Reach(to)
}

// Have judges an address that a socket is to have.
func (d *Door) Have(a sockets.Addr) error {
	switch {
	case a.Family == unix.AF_UNIX:
		return d.path(a) // any abstract name may be bound if it is free
	case a.Family == unix.AF_VSOCK:
		return d.here(a)
	case d.anywhere():
		return nil
	case a.Any() || a.IsZero():
		port := uint16(0)
		if a.IP.IsValid() {
			port = a.IP.Port()
		}
		return refuse("%s is every interface, not only loopback: bind to 127.0.0.1:%d or [::1]:%d, or %s", a, port, port, d.remedy())
	case a.Local():
		return nil
	}
	return d.errOutside(a)
}

func (d *Door) errOutside(a sockets.Addr) error {
	return refuse("%s is outside loopback: %s", a, d.remedy())
}

// Bind judges bind(2). A call without an address is left to the kernel, except for IP.
func (d *Door) Bind(fd int, a sockets.Addr) error {
	a, ok := a.Read()
	if !ok || d.misfits(fd, a) { // the kernel refuses it
		return nil
	}
	if k, ok := d.kind(fd); a.IsZero() && ok && !k.inet() {
		return nil
	}
	return d.Have(a)
}

// misfits reports whether an address is a vsock or netlink one and the socket is not of that family: the kernel refuses
// it.
func (d *Door) misfits(fd int, a sockets.Addr) bool {
	if a.Family != unix.AF_VSOCK && a.Family != unix.AF_NETLINK {
		return false
	}
	domain, ok := d.number(fd, unix.SO_DOMAIN)
	return ok && domain != a.Family
}

// Listen judges listen(2) by the actual address of the socket. The kernel binds a socket without one to every
// interface.
func (d *Door) Listen(fd int) error {
	k, ok := d.kind(fd)
	switch {
	case ok && k.domain == unix.AF_VSOCK:
		return d.listenVsock(fd)
	case ok && (k.typ == unix.SOCK_DGRAM || k.domain == unix.AF_NETLINK): // the kernel answers EOPNOTSUPP
		return nil
	}
	return d.Serve(fd)
}

// path judges the path of a Unix socket: a relative one is in the session's folder.
func (d *Door) path(a sockets.Addr) error {
	switch {
	case a.Path == "" || d.Lab:
		return nil
	case d.Folderless != "" && !filepath.IsAbs(a.Path):
		return refuse("%s belongs in the session's folder, and there is none (%s): set TMPDIR to a folder that can be written to", a, d.Folderless)
	case d.AllowUnix || filepath.IsLocal(a.Path):
		return nil
	}
	return refuse("%s is outside the session's folder: write unix:name, or %s", a, allowUnix)
}

// peer judges a Unix address to connect or send to. An abstract name may belong to another process of this machine; a
// name that no process has is left for the kernel to refuse.
func (d *Door) peer(a sockets.Addr) error {
	if a.Name != "" {
		return d.name(a, a.Name)
	}
	return d.path(a)
}

func (d *Door) name(a sockets.Addr, name string) error {
	if !d.AllowUnix && !d.Lab && d.Machine.Taken(name) {
		return refuse("%s belongs to another process of this machine: %s", a, allowUnix)
	}
	return nil
}

// emptyName reports whether an address is the empty abstract name, given by a length of 3: it is a name like others
// (unix(7)), but decodes as the address of an unnamed socket.
func emptyName(a sockets.Addr) bool {
	if a.Family != unix.AF_UNIX || a.Told == nil || *a.Told != 3 {
		return false
	}
	return a.Raw()[2] == 0
}
