package sockopts

import (
	"encoding/binary"
	"fmt"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// kind is a kind of socket against which the catalogue is checked.
type kind struct {
	name                  string
	domain, typ, protocol int
}

func kinds() []kind {
	return []kind{
		{"tcp4", unix.AF_INET, unix.SOCK_STREAM, 0},
		{"tcp6", unix.AF_INET6, unix.SOCK_STREAM, 0},
		{"mptcp4", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_MPTCP},
		{"mptcp6", unix.AF_INET6, unix.SOCK_STREAM, unix.IPPROTO_MPTCP},
		{"udp4", unix.AF_INET, unix.SOCK_DGRAM, 0},
		{"udp6", unix.AF_INET6, unix.SOCK_DGRAM, 0},
		{"unix", unix.AF_UNIX, unix.SOCK_STREAM, 0},
		{"unix-dgram", unix.AF_UNIX, unix.SOCK_DGRAM, 0},
		{"unix-seqpacket", unix.AF_UNIX, unix.SOCK_SEQPACKET, 0},
		{"netlink", unix.AF_NETLINK, unix.SOCK_RAW, 0},
		{"raw4", unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_ICMP},
		{"raw6", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_ICMPV6},
		{"raw4-igmp", unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_IGMP},
		{"raw6-udp", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_UDP},
		{"raw4-raw", unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_RAW},
		{"raw6-raw", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_RAW},
		{"ping4", unix.AF_INET, unix.SOCK_DGRAM, unix.IPPROTO_ICMP},
		{"ping6", unix.AF_INET6, unix.SOCK_DGRAM, unix.IPPROTO_ICMPV6},
		{"udplite4", unix.AF_INET, unix.SOCK_DGRAM, unix.IPPROTO_UDPLITE},
		{"udplite6", unix.AF_INET6, unix.SOCK_DGRAM, unix.IPPROTO_UDPLITE},
		{"packet", unix.AF_PACKET, unix.SOCK_RAW, 0},
		{"packet-dgram", unix.AF_PACKET, unix.SOCK_DGRAM, 0},
		{"vsock", unix.AF_VSOCK, unix.SOCK_STREAM, 0},
		{"xdp", unix.AF_XDP, unix.SOCK_RAW, 0},
		{"sctp", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_SCTP},
		{"smc", unix.AF_SMC, unix.SOCK_STREAM, 0},
	}
}

// open makes a socket that is closed when the test ends. It skips the test if this machine or user can't make one of
// that kind.
func open(t *testing.T, k kind) int {
	t.Helper()
	fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
	if err != nil {
		t.Skipf("no %s socket is available: %v", k.name, err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	return fd
}

// get reads an option. The lengths of a program are counted in instructions.
func get(fd int, o *Option) ([]byte, error) {
	raw, unit := make([]byte, o.Size()), uint32(1)
	if o.Program() {
		unit = unix.SizeofSockFilter
	}
	size := uint32(len(raw)) / unit
	_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(o.LevelNumber()), uintptr(o.Number),
		uintptr(unsafe.Pointer(&raw[0])), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 {
		return nil, errno
	}
	return raw[:size*unit], nil
}

func set(fd int, o *Option, raw []byte) error {
	if o.Program() {
		return attach(fd, o, raw)
	}
	_, _, errno := unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(o.LevelNumber()), uintptr(o.Number),
		uintptr(unsafe.Pointer(unsafe.SliceData(raw))), uintptr(len(raw)), 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// attach sets a program, which setsockopt takes through a pointer.
func attach(fd int, o *Option, raw []byte) error {
	program := make([]unix.SockFilter, len(raw)/unix.SizeofSockFilter)
	for i := range program {
		insn := raw[i*unix.SizeofSockFilter:]
		program[i] = unix.SockFilter{
			Code: binary.NativeEndian.Uint16(insn), Jt: insn[2], Jf: insn[3], K: binary.NativeEndian.Uint32(insn[4:]),
		}
	}
	return unix.SetsockoptSockFprog(fd, o.LevelNumber(), o.Number, &unix.SockFprog{Len: uint16(len(program)), Filter: unsafe.SliceData(program)})
}

// disagree reports a difference between the kernel and the table. The table is for Linux 6.18; an older kernel may
// differ without either being wrong.
func disagree(t *testing.T, format string, args ...any) {
	t.Helper()
	if atLeast(6, 18) {
		t.Errorf(format, args...)
		return
	}
	t.Logf("on an older kernel: "+format, args...)
}

func atLeast(major, minor int) bool {
	var name unix.Utsname
	var has [2]int
	if unix.Uname(&name) != nil {
		return false
	}
	if n, _ := fmt.Sscanf(unix.ByteSliceToString(name.Release[:]), "%d.%d", &has[0], &has[1]); n != 2 {
		return false
	}
	return has[0] > major || has[0] == major && has[1] >= minor
}

// unknown reports whether the kernel answered that it has no such option here.
func unknown(err error) bool {
	return err == unix.ENOPROTOOPT || err == unix.EOPNOTSUPP
}

// listenLoopback makes a TCP listener on 127.0.0.1 or ::1 after calling prepare.
func listenLoopback(t *testing.T, domain int, prepare func(fd int)) (int, unix.Sockaddr) {
	t.Helper()
	fd := open(t, kind{"tcp", domain, unix.SOCK_STREAM, 0})
	prepare(fd)
	bindLoopback(t, fd, domain)
	if err := unix.Listen(fd, 8); err != nil {
		t.Fatal("listen:", err)
	}
	addr, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal("getsockname:", err)
	}
	return fd, addr
}

// openFor makes a TCP socket that can connect to addr.
func openFor(t *testing.T, addr unix.Sockaddr) int {
	t.Helper()
	domain := unix.AF_INET
	if _, ok := addr.(*unix.SockaddrInet6); ok {
		domain = unix.AF_INET6
	}
	return open(t, kind{"tcp", domain, unix.SOCK_STREAM, 0})
}

// connectAccept makes one connection and returns the client's and the server's end.
func connectAccept(t *testing.T, listener int, addr unix.Sockaddr) (client, server int) {
	t.Helper()
	client = openFor(t, addr)
	if err := unix.Connect(client, addr); err != nil {
		t.Fatal("connect:", err)
	}
	server, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
	if err != nil {
		t.Fatal("accept:", err)
	}
	t.Cleanup(func() { unix.Close(server) })
	return client, server
}
