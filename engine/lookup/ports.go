package lookup

import (
	"errors"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// ports counts what occupies the ports that the kernel chooses from. A connection attempt can share a port with
// connections to other addresses.
func (f *Finder) ports(s *search) {
	setting, _ := observe.ReadSysctl("net.ipv4.ip_local_port_range")
	bounds := strings.Fields(setting)
	if len(bounds) != 2 {
		return
	}
	first, err1 := strconv.Atoi(bounds[0])
	last, err2 := strconv.Atoi(bounds[1])
	if err1 != nil || err2 != nil {
		return
	}
	p := &status.Ports{First: first, Last: last, By: map[status.State]int{}}
	peer := sockets.Addr{}
	if s.Call != sockets.SysBind && s.Kind.TCP() {
		peer = s.Asked
		p.Peer = peer.String()
	}
	taken := map[uint16]bool{}
	count := func(one sockets.InetSocket) {
		port := one.Local.IP.Port()
		if int(port) < first || int(port) > last || one.State == unix.BPF_TCP_LISTEN && !peer.IsZero() {
			return
		}
		if !peer.IsZero() && unmapped(one.Peer) != unmapped(peer) && one.State != unix.BPF_TCP_CLOSE {
			return
		}
		taken[port] = true
		p.By[stateOf(one)]++
	}
	if s.Kind.TCP() {
		s.failed("the TCP sockets", f.diag.TCP(all, 0, count))
	} else {
		for _, family := range []int{unix.AF_INET, unix.AF_INET6} {
			if err := f.diag.Datagrams(family, s.protocol(), 0, count); !errors.Is(err, unix.ENOENT) {
				s.failed("the sockets of UDP", err)
			}
		}
	}
	p.Taken = len(taken)
	s.Ports = p
}
