package lookup

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// networks looks for the sockets that have a port in other network namespaces. Their tables are
// read in /proc/PID/net of a process there, which takes no privilege, but does not list sockets of
// TCP that are only bound.
func (s *search) networks(port uint16) {
	ours, _ := networkOf("self")
	seen, hidden := map[string]bool{ours: true}, 0
	pids := numbers("/proc")
	slices.Sort(pids)
	for _, pid := range pids {
		network, err := networkOf(strconv.Itoa(pid))
		switch {
		case refused(err):
			hidden++
		case err != nil || seen[network]: // it has ended
		default:
			seen[network] = true
			s.tables(pid, network, port)
		}
	}
	if len(seen) > 1 {
		s.miss("sockets of TCP that are only bound are not visible in other networks")
	}
	if hidden > 0 {
		s.miss("processes of other users may have this port in networks of their own, which only root sees")
	}
}

// networkOf is the network namespace of a process: net:[4026531840] (namespaces(7)).
func networkOf(process string) (string, error) {
	target := make([]byte, 64)
	n, err := unix.Readlink("/proc/"+process+"/ns/net", target)
	if err != nil {
		return "", err
	}
	return string(target[:n]), nil
}

// mostTable is how much of a table is read.
const mostTable = 4 << 20

// tables reads those of the network that a process is in.
func (s *search) tables(pid int, network string, port uint16) {
	for _, protocol := range []string{"tcp", "tcp6", "udp", "udp6", "udplite", "udplite6"} {
		text, _ := observe.ReadProc(fmt.Sprintf("/proc/%d/net/%s", pid, protocol), mostTable)
		for line := range strings.Lines(text) {
			if h, ok := parseLine(protocol, line, port); ok && len(s.Holders) < 2*mostHolders {
				h.Network = network
				s.Holders = append(s.Holders, h)
			}
		}
	}
}

// tick is the unit of times in these tables, USER_HZ: time(7).
const tick = 10 * time.Millisecond

// parseLine reads a line of such a table (proc_net(5)); false if it is of another port.
//
//	sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
//	 0: 0100007F:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 …
func parseLine(protocol, line string, port uint16) (status.Holder, bool) {
	fields := strings.Fields(line)
	if len(fields) < 10 || !strings.HasSuffix(fields[1], fmt.Sprintf(":%04X", port)) {
		return status.Holder{}, false
	}
	local, err1 := parseHex(fields[1])
	peer, err2 := parseHex(fields[2])
	state, err3 := strconv.ParseUint(fields[3], 16, 8)
	if err1 != nil || err2 != nil || err3 != nil {
		return status.Holder{}, false
	}
	one := sockets.InetSocket{Protocol: unix.IPPROTO_UDP, State: int(state)}
	if strings.HasPrefix(protocol, "tcp") {
		one.Protocol = unix.IPPROTO_TCP
	}
	h := status.Holder{Protocol: strings.TrimSuffix(protocol, "6"), Family: local.Family, State: stateOf(one), Local: step.FormatAddr(local)}
	if peer.IP.Port() != 0 {
		h.Peer = step.FormatAddr(peer)
	}
	uid, _ := strconv.ParseUint(fields[7], 10, 32)
	inode, _ := strconv.ParseUint(fields[9], 10, 32)
	h.UID, h.Inode = uint32(uid), uint32(inode)
	if _, left, ok := strings.Cut(fields[5], ":"); ok && h.State == status.StateTimeWait {
		ticks, _ := strconv.ParseUint(left, 16, 32)
		h.Left = time.Duration(ticks) * tick
	}
	return h, true
}

// parseHex reads an address, whose words are in the machine's byte order.
func parseHex(text string) (sockets.Addr, error) {
	host, port, _ := strings.Cut(text, ":")
	number, err := strconv.ParseUint(port, 16, 16)
	if err != nil {
		return sockets.Addr{}, err
	}
	raw, err := hex.DecodeString(host)
	if err != nil {
		return sockets.Addr{}, err
	}
	var ip []byte
	for ; len(raw) >= 4; raw = raw[4:] {
		ip = binary.NativeEndian.AppendUint32(ip, binary.BigEndian.Uint32(raw))
	}
	addr, ok := netip.AddrFromSlice(ip)
	if !ok {
		return sockets.Addr{}, unix.EINVAL
	}
	return sockets.Inet(netip.AddrPortFrom(addr, uint16(number))), nil
}
