package protocol

import (
	"bytes"
	"net/netip"
	"strings"

	"netnet-tui/sockets"
)

// A browser may look up a name again at any time. So any page can make its own name resolve to this machine, and read
// the answers as if they came from its own server (DNS rebinding). What it can't change is the name in the Host and
// Origin of its requests. So a request is answered only if that name is localhost or the address at which it arrived.
//
// Ports are not compared: a page can't choose the host that it comes from, whatever its port, and with port forwarding
// the port in Host legitimately differs.

// askedHost is the host that a request names. The zero value is any other name.
type askedHost struct {
	local bool       // localhost, 127.0.0.1 or [::1], which always mean this machine
	ip    netip.Addr // its address, if it is one
}

// readHost reads a host with or without a port (RFC 3986, 3.2.2).
func readHost(p []byte) askedHost {
	host := p
	if end := bytes.LastIndexByte(p, ']'); len(p) > 0 && p[0] == '[' && end > 0 {
		host = p[1:end]
		if !isPort(p[end+1:]) || bytes.IndexByte(host, ':') < 0 {
			return askedHost{}
		}
	} else if colon := bytes.IndexByte(p, ':'); colon >= 0 {
		host = p[:colon]
		if !isPort(p[colon:]) {
			return askedHost{}
		}
	}
	if is(host, "localhost") || string(host) == "127.0.0.1" || string(host) == "::1" {
		return askedHost{local: true}
	}
	ip, err := netip.ParseAddr(string(host))
	if err != nil {
		return askedHost{}
	}
	return askedHost{ip: ip.Unmap()}
}

// isPort reports whether p is empty, or a colon and digits.
func isPort(p []byte) bool {
	if len(p) == 0 {
		return true
	}
	for _, b := range p[1:] {
		if !isDigit(b) {
			return false
		}
	}
	return p[0] == ':'
}

// readOrigin reads the host of an Origin (RFC 6454, 6.2); "null" has none.
func readOrigin(p []byte) askedHost {
	_, host, ok := bytes.Cut(p, []byte("://"))
	if !ok {
		return askedHost{}
	}
	return readHost(host)
}

// ownHost is the address at which a connection arrived. The kernel is asked for it once, and only if a request names
// something other than localhost.
type ownHost struct {
	asked bool // unix and ip are set
	unix  bool // browsers can't connect here: any host is accepted as this server
	ip    netip.Addr
}

// is reports whether h is this server.
func (o *ownHost) is(c Conn, h askedHost) bool {
	if h.local {
		return true
	}
	if !o.asked {
		local := c.Local()
		at, _ := netip.ParseAddrPort(local)
		*o = ownHost{asked: true, unix: strings.HasPrefix(local, "unix:"), ip: at.Addr().Unmap().WithZone("")}
	}
	return o.unix || h.ip.IsValid() && h.ip == o.ip
}

// misdirected returns the message for a request that names another host.
func misdirected(c Conn) string {
	return "This server has no name: ask for it as " + sockets.Printable(c.Local()) + " or as localhost."
}
