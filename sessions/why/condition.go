package why

import (
	"net/netip"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// condition distinguishes between the causes of one errno. Its text is what follows "when".
type condition string

const (
	always          condition = ""
	isListener      condition = "the socket is a listener"
	isConnecting    condition = "the handshake is not complete (SYN-SENT)"
	isConnected     condition = "the socket is connected"
	endsSending     condition = "the direction is SHUT_WR"
	isFresh         condition = "the socket was never connected"
	isGone          condition = "the connection has ended"
	isOver          condition = "both sides have ended (TIME-WAIT)"
	isShut          condition = "after its own shutdown of the sending direction"
	hasFailed       condition = "an error of an earlier attempt is pending"
	isBound         condition = "the socket already has a local address"
	isUnixSocket    condition = "the socket is AF_UNIX"
	isTCPSocket     condition = "the socket is TCP"
	sleeps          condition = "the socket is blocking and has a timeout"
	toPath          condition = "the address is a Unix path"
	toAbstract      condition = "the address is an abstract Unix name"
	toPortZero      condition = "the port asked for is 0"
	toLowPort       condition = "the port is below ip_unprivileged_port_start"
	toLinkLocal     condition = "a link-local IPv6 address without its scope"
	toMapped        condition = "an IPv4-mapped IPv6 address"
	toGroup         condition = "the address is a multicast group, and the socket is TCP"
	toUnspec        condition = "the family of the address is AF_UNSPEC"
	holderListens   condition = "another socket listens there"
	holderLingers   condition = "a connection in TIME-WAIT holds the port"
	withOOB         condition = "the flags have MSG_OOB"
	withRights      condition = "descriptors are sent (SCM_RIGHTS)"
	withCredentials condition = "credentials are sent (SCM_CREDENTIALS)"
	withControl     condition = "control messages are sent"
	withZerocopy    condition = "the flags have MSG_ZEROCOPY"
	withManyParts   condition = "the vector has more than 1024 parts"
	withErrorQueue  condition = "the flags have MSG_ERRQUEUE"
	asksForNone     condition = "the maximum number of events is not above 0"
	notEpoll        condition = "the first descriptor is not an epoll"
	watchesItself   condition = "the epoll is to watch itself"
	addExclusive    condition = "EPOLLEXCLUSIVE is given with ADD"
	modExclusive    condition = "EPOLLEXCLUSIVE is given with MOD"
	modifies        condition = "an entry is to be changed with MOD"
	withFlags       condition = "the flags are unknown to the kernel"
	withoutProtocol condition = "the type is SOCK_RAW and the protocol 0"
	ofIP            condition = "the domain is AF_INET or AF_INET6"
	ofUnix          condition = "the domain is AF_UNIX"
	ofNetlink       condition = "the domain is AF_NETLINK"
	ofPacket        condition = "the domain is AF_PACKET"
	ofVsock         condition = "the domain is AF_VSOCK"
	isRaw           condition = "the socket is raw"
	isPing          condition = "the socket is a ping socket"
	isIPDatagram    condition = "the socket sends datagrams over IP"
	isNetlink       condition = "the socket is netlink"
	isVsock         condition = "the socket is vsock"
	isPacket        condition = "the socket is AF_PACKET"
	isPipeRead      condition = "the descriptor is the reading end of a pipe"
	isPipeWrite     condition = "the descriptor is the writing end of a pipe"
	isEventfd       condition = "the descriptor is an eventfd"
	isTimerfd       condition = "the descriptor is a timerfd"
	isMemfd         condition = "the descriptor is a memfd"
	isEpoll         condition = "the descriptor is an epoll"
	isPath          condition = "the descriptor only stands for a path (O_PATH)"
	isPlain         condition = "the descriptor is not of a socket"
	namesInterface  condition = "the option chooses an interface"
	inRepair        condition = "the option belongs to TCP_REPAIR"
	inInitial       condition = "the capability is required in the initial user namespace"
)

// about returns the condition that the call concerns the given option.
func about(option string) condition { return condition("the option is " + option) }

// holds reports whether the evidence confirms the condition. A condition about something that was not observed does
// not hold.
func (c condition) holds(s scene) bool {
	b := s.before
	switch c {
	case always:
		return true
	case endsSending:
		return s.call.Name == engine.SysShutdown && s.values.Op == engine.ShutWr
	case isUnixSocket:
		return s.kind.Unix() || s.unixAddress()
	case toPath:
		return s.unixAddress() && s.values.Addr.Name == ""
	case toAbstract:
		return s.unixAddress() && s.values.Addr.Name != ""
	case toPortZero:
		return s.ip().IsValid() && s.ip().Port() == 0
	case toLowPort:
		return s.ip().IsValid() && s.ip().Port() > 0 && s.ip().Port() < 1024
	case toLinkLocal:
		return linkLocal(s.ip().Addr()) && s.ip().Addr().Zone() == ""
	case toGroup:
		return s.kind.TCP() && s.ip().Addr().Unmap().IsMulticast()
	case toUnspec:
		return s.addressed() && s.values.Addr.Family == 0
	case toMapped:
		return s.ip().Addr().Is4In6()
	case holderListens:
		return s.holder(status.StateListen) != ""
	case holderLingers:
		return s.holder(status.StateTimeWait) != ""
	case withOOB:
		return s.flag(engine.MsgOOB)
	case withErrorQueue:
		return s.flag(engine.MsgErrqueue)
	case withZerocopy:
		return s.flag(engine.MsgZerocopy)
	case withControl:
		return s.asked == engine.SysSendmsg && len(s.values.Control) > 0
	case withRights, withCredentials:
		name := map[condition]string{withRights: "SCM_RIGHTS", withCredentials: "SCM_CREDENTIALS"}[c]
		return s.asked == engine.SysSendmsg && s.controls(name)
	case withManyParts:
		return len(s.values.Parts) > mostParts
	case withoutProtocol:
		return s.call.Name == engine.SysSocket && s.values.Type == engine.SockRaw && s.values.Protocol == 0
	case ofIP, ofUnix, ofNetlink, ofPacket, ofVsock:
		return c.holdsOfDomain(s.values.Domain)
	case withFlags:
		return s.call.Name == engine.SysAccept4 && s.values.Flags&^engine.AcceptFlags != 0
	case asksForNone:
		return s.call.Name == engine.SysEpollWait && s.values.Count <= 0
	case notEpoll:
		return s.kind != status.Kind{}
	case watchesItself:
		return s.watchesItself()
	case addExclusive:
		return s.values.Op != engine.EpollMod && s.values.Flags&engine.EpollExclusive != 0
	case modExclusive:
		return s.values.Op == engine.EpollMod && s.values.Flags&engine.EpollExclusive != 0
	case modifies:
		return s.values.Op == engine.EpollMod
	case namesInterface:
		return slices.Contains([]string{"IP_UNICAST_IF", "IPV6_UNICAST_IF", "IP_MULTICAST_IF", "IPV6_MULTICAST_IF"}, s.option().name)
	case inRepair:
		return s.option().Repair
	case inInitial:
		return s.option().Initial
	case about(s.option().name):
		return true
	case isPlain:
		return s.plainKind != ""
	case isRaw, isPing, isIPDatagram, isNetlink, isVsock, isPacket, isEpoll, isPipeRead, isPipeWrite, isEventfd, isTimerfd, isMemfd, isPath:
		return c.holdsOf(s)
	default:
		if names, asks := requested[c]; asks {
			return slices.Contains(names, s.request())
		}
		return b != nil && c.holdsFor(b, s)
	}
}

// linkLocal reports whether an IPv6 address means something on one interface only (__ipv6_addr_needs_scope_id).
func linkLocal(ip netip.Addr) bool {
	return ip.Is6() && !ip.Is4In6() && (ip.IsLinkLocalUnicast() || ip.IsLinkLocalMulticast() || ip.IsInterfaceLocalMulticast())
}

// holdsOf is the part of holds about the kind of socket.
func (c condition) holdsOf(s scene) bool {
	switch c {
	case isRaw:
		return s.kind.Inet() && s.kind.Type == engine.SockRaw
	case isPing:
		return s.kind.Inet() && s.kind.Type == engine.SockDgram && (s.kind.Protocol == engine.ICMP || s.kind.Protocol == engine.ICMPv6)
	case isIPDatagram:
		return s.kind.Inet() && s.kind.Datagrams()
	case isNetlink:
		return s.kind.Domain == engine.AFNetlink
	case isVsock:
		return s.kind.Domain == engine.AFVsock
	case isPacket:
		return s.kind.Domain == engine.AFPacket
	case isEpoll:
		return s.plainKind == status.KindEpoll || s.detail.Origin == status.KindEpoll
	case isPipeRead:
		return s.plainKind == status.KindPipeRead
	case isPipeWrite:
		return s.plainKind == status.KindPipeWrite
	case isEventfd:
		return s.plainKind == status.KindEventfd
	case isTimerfd:
		return s.plainKind == status.KindTimerfd
	case isMemfd:
		return s.plainKind == status.KindMemfd
	case isPath:
		return s.plainKind == status.KindPath
	default:
		return false
	}
}

// holdsOfDomain is the part of holds about the domain of a socket that was not made.
func (c condition) holdsOfDomain(domain int) bool {
	switch c {
	case ofUnix:
		return domain == engine.AFUnix
	case ofNetlink:
		return domain == engine.AFNetlink
	case ofPacket:
		return domain == engine.AFPacket
	case ofVsock:
		return domain == engine.AFVsock
	default:
		return domain == engine.AFInet || domain == engine.AFInet6
	}
}

// holdsFor is the part of holds about the state of the socket.
func (c condition) holdsFor(b *status.Condition, s scene) bool {
	switch c {
	case isListener:
		return b.State == status.StateListen
	case isConnecting:
		return b.State == status.StateSynSent
	case isConnected:
		return b.State == status.StateEstablished || b.State == status.StateCloseWait
	case isTCPSocket:
		return s.kind.TCP()
	case isFresh:
		return s.kind.TCP() && b.State == status.StateClosed && (!has(b, engine.PollRdhup) || s.untried())
	case isGone:
		return s.kind.TCP() && b.State == status.StateClosed && has(b, engine.PollRdhup) && !s.untried()
	case isOver:
		return b.State == status.StateTimeWait
	case isShut:
		return b.State.SendingShut()
	case hasFailed:
		return s.kind.TCP() && b.State == status.StateClosed && has(b, engine.PollErr)
	case isBound:
		return b.Bound()
	case sleeps:
		return !b.Nonblock && !s.flag(engine.MsgDontwait)
	default: // about another option
		return false
	}
}
