package system

import (
	"encoding/binary"
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// mostTable is how much of a table of /proc is read: about 100,000 sockets.
const mostTable = 16 << 20

// foreign calls each with the sockets of a network that this process may not enter, using the tables in /proc/PID/net
// of a process there.
func foreign(network Network, pid int, scope Scope, each func(*Socket)) {
	read := func(name string) string {
		text, _ := observe.ReadProc(processFolder(pid, "net/"+name), mostTable)
		return text
	}
	for _, table := range []struct {
		scope    Scope
		name     string
		protocol int
	}{
		{TCP, "tcp", unix.IPPROTO_TCP}, {TCP, "tcp6", unix.IPPROTO_TCP},
		{UDP, "udp", unix.IPPROTO_UDP}, {UDP, "udp6", unix.IPPROTO_UDP},
		{UDP, "udplite", unix.IPPROTO_UDPLITE}, {UDP, "udplite6", unix.IPPROTO_UDPLITE},
		{Other, "raw", unix.IPPROTO_RAW}, {Other, "raw6", unix.IPPROTO_RAW},
	} {
		if scope&table.scope == 0 {
			continue
		}
		for line := range strings.Lines(read(table.name)) {
			if one, ok := parseInet(table.protocol, line); ok {
				each(&Socket{InetSocket: one, Network: network, HasUID: true})
			}
		}
	}
	if scope&Unix != 0 {
		for line := range strings.Lines(read("unix")) {
			if s, ok := parseUnix(line); ok {
				s.Network = network
				each(&s)
			}
		}
	}
}

// tick is the unit of times in these tables, USER_HZ (time(7)).
const tick = 10 * time.Millisecond

// parseInet parses a line of /proc/PID/net/tcp and the similar files (proc_pid_net(5)); ok is false if the line is not
// about a socket.
//
//	sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
//	 0: 0100007F:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 …
func parseInet(protocol int, line string) (one sockets.InetSocket, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 10 {
		return one, false
	}
	local, err1 := parseHex(fields[1])
	peer, err2 := parseHex(fields[2])
	state, err3 := strconv.ParseUint(fields[3], 16, 8)
	if err1 != nil || err2 != nil || err3 != nil {
		return one, false
	}
	one = sockets.InetSocket{Protocol: protocol, Family: local.Family, State: int(state), Local: local}
	if peer.IP.Port() != 0 {
		one.Peer = peer
	}
	one.Send, one.Receive = hexPair(fields[4])
	timer, left := hexPair(fields[5])
	one.Timer, one.Expires = sockets.DiagTimer(timer), time.Duration(left)*tick
	uid, _ := strconv.ParseUint(fields[7], 10, 32)
	inode, _ := strconv.ParseUint(fields[9], 10, 32)
	one.UID, one.Inode = uint32(uid), uint32(inode)
	return one, true
}

// hexPair parses two hexadecimal numbers separated by a colon.
func hexPair(text string) (first, second uint32) {
	before, behind, _ := strings.Cut(text, ":")
	one, _ := strconv.ParseUint(before, 16, 32)
	two, _ := strconv.ParseUint(behind, 16, 32)
	return uint32(one), uint32(two)
}

// parseHex parses an address, whose words are in the machine's byte order.
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

// accepts is SO_ACCEPTCON, the flag of a listener in /proc/net/unix.
const accepts = 1 << 16

// parseUnix parses a line of /proc/PID/net/unix; ok is false if the line is not about a socket.
//
//	Num       RefCount Protocol Flags    Type St Inode Path
//	0000…: 00000002 00000000 00010000 0001 01 12345 /run/app.sock
func parseUnix(line string) (s Socket, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 7 {
		return s, false
	}
	flags, err1 := strconv.ParseUint(fields[3], 16, 32)
	kind, err2 := strconv.ParseUint(fields[4], 16, 16)
	state, err3 := strconv.ParseUint(fields[5], 16, 8)
	inode, err4 := strconv.ParseUint(fields[6], 10, 32)
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil {
		return s, false
	}
	s.Family, s.Type, s.Inode, s.State = unix.AF_UNIX, int(kind), uint32(inode), unix.BPF_TCP_CLOSE
	switch {
	case flags&accepts != 0:
		s.State = unix.BPF_TCP_LISTEN
	case state == ssConnected:
		s.State = unix.BPF_TCP_ESTABLISHED
	}
	s.Local = sockets.Addr{Family: unix.AF_UNIX}
	if len(fields) > 7 {
		path := line[strings.LastIndex(line, fields[7]):]
		path = strings.TrimSuffix(path, "\n")
		if name, abstract := strings.CutPrefix(path, "@"); abstract {
			s.Local.Name = name
		} else {
			s.Local.Path = path
		}
	}
	return s, true
}

// ssConnected is SS_CONNECTED, linux/net.h.
const ssConnected = 3
