package sockets

import "golang.org/x/sys/unix"

// mostAddr is the maximum length of an address, the size of struct sockaddr_storage.
const mostAddr = 128

// Length returns the length passed along with the address: its number of bytes, unless Told overrides it.
func (a Addr) Length() int {
	if a.Told != nil {
		return *a.Told
	}
	return len(a.whole())
}

// Read returns the address as the kernel reads it: only as many bytes as the given length, and an AF_UNSPEC address as
// IPv4, which is what UDP takes it for (udp_sendmsg in net/ipv4/udp.c). ok is false if the kernel reads no address: the
// length is negative or above that of struct sockaddr_storage (move_addr_to_kernel in net/socket.c), or too short for a
// family.
func (a Addr) Read() (read Addr, ok bool) {
	if a.Told != nil {
		if *a.Told < familySize || *a.Told > mostAddr {
			return Addr{}, false
		}
		a = DecodeAddr(a.Raw())
	}
	if ip := a.unspec(); ip.IsValid() {
		return Inet(ip), true
	}
	return a, true
}

// InMessage returns the address as the kernel reads it in a message: a length above that of struct sockaddr_storage is
// reduced to it, while other calls refuse it (__copy_msghdr in net/socket.c).
func (a Addr) InMessage() Addr {
	if a.Told != nil && *a.Told > mostAddr {
		most := mostAddr
		a.Told = &most
	}
	return a
}

// familySize is the size of an address's family, sa_family_t.
const familySize = 2

// Cut reports whether a is a truncated IP address. The kernel accepts none of those.
func (a Addr) Cut() bool {
	return (a.Family == unix.AF_INET || a.Family == unix.AF_INET6) && !a.IP.IsValid()
}

// Resize cuts p to n bytes, or appends zero bytes to it.
func Resize(p []byte, n int) []byte {
	resized := make([]byte, n)
	copy(resized, p)
	return resized
}

// length returns the length to pass to a call: the true one, unless told has another.
func length(true int, told []int) int {
	if len(told) > 0 {
		return told[0]
	}
	return true
}

// room is a buffer for an address that the kernel fills in.
type room struct {
	raw   [mostAddr]byte
	given int
	size  uint32 // the size of the buffer, and then the length of the address
}

func newRoom(told []int) room {
	given := length(unix.SizeofSockaddrAny, told)
	return room{given: given, size: uint32(given)}
}

// addr returns the address if the call succeeded. If the address did not fit, Told is its full length.
func (r *room) addr(errno unix.Errno) Addr {
	if errno != 0 {
		return Addr{}
	}
	size := int(r.size)
	filled := min(size, r.given, len(r.raw))
	a := DecodeAddr(r.raw[:filled])
	if size > filled {
		a.Told = &size
	}
	return a
}
