package sockets

import "golang.org/x/sys/unix"

// mostAddr is how many bytes of an address the kernel takes at most: struct sockaddr_storage.
const mostAddr = 128

// Length is the length that goes with the address: that of its bytes, unless another is told.
func (a Addr) Length() int {
	if a.Told != nil {
		return *a.Told
	}
	return len(a.whole())
}

// Read is the address as the kernel reads it: by the length that it is told, and one of AF_UNSPEC
// as that of IPv4, which UDP takes it for (udp_sendmsg in net/ipv4/udp.c). ok is false where it
// reads none: the length is below 0 or above that of struct sockaddr_storage (move_addr_to_kernel
// in net/socket.c), or leaves no room for a family.
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

// InMessage is the address as a message takes it: a length above that of struct sockaddr_storage is
// taken for that, where other calls refuse it (__copy_msghdr in net/socket.c).
func (a Addr) InMessage() Addr {
	if a.Told != nil && *a.Told > mostAddr {
		most := mostAddr
		a.Told = &most
	}
	return a
}

// familySize is the size of an address's family, sa_family_t.
const familySize = 2

// Cut reports whether a is an IP address that is cut short. The kernel takes none of those.
func (a Addr) Cut() bool {
	return (a.Family == unix.AF_INET || a.Family == unix.AF_INET6) && !a.IP.IsValid()
}

// Resize cuts p to n bytes, or appends zero bytes to it.
func Resize(p []byte, n int) []byte {
	resized := make([]byte, n)
	copy(resized, p)
	return resized
}

// length is a length that a call is told: the true one, unless there is another.
func length(true int, told []int) int {
	if len(told) > 0 {
		return told[0]
	}
	return true
}

// room is room for an address that the kernel fills in.
type room struct {
	raw   [mostAddr]byte
	given int
	size  uint32 // how much there is room for, and then how long the address is
}

func newRoom(told []int) room {
	given := length(unix.SizeofSockaddrAny, told)
	return room{given: given, size: uint32(given)}
}

// addr is the address, if the call succeeded. One that has not found room tells its length.
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
