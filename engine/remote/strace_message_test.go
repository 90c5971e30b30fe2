package remote

import (
	"regexp"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// TestStraceAgreesOnMessages compares the calls with vectors and control messages as [TestStraceAgrees] does.
func TestStraceAgreesOnMessages(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("a, b = socketpair unix-dgram nonblock")
		tr.do("setsockopt b SO_PASSCRED on")
		tr.do(`sendmsg a "x" "yz" with SCM_RIGHTS=a,b SCM_CREDENTIALS=self,self,self => 3`)
		tr.do(`c, d = recvmsg b 2 10 => "xyz"`)
		tr.do(`sendmsg c "q" with SCM_RIGHTS=d MSG_NOSIGNAL => 1`)
		tr.do(`recvmsg d 1 control 20 MSG_PEEK => "q"`)
		tr.do(`recvmsg d 1 control 0 => "q"`)
		tr.do("recvmsg b 9 MSG_DONTWAIT => EAGAIN")
		tr.do(`writev a "ab" "" "c" => 3`)
		tr.do(`readv b 1 1 5 => "abc"`)
		tr.do("readv b 3 4 => EAGAIN")
		tr.do("u = socket udp nonblock")
		tr.do("bind u 127.0.0.1:7000")
		for _, option := range []string{"IP_RECVTTL", "IP_RECVTOS", "IP_PKTINFO", "IP_RECVERR", "SO_TIMESTAMP", "IP_RECVORIGDSTADDR"} {
			tr.do("setsockopt u " + option + " on")
		}
		tr.do("v = socket udp")
		tr.do(`sendmsg v "ping" to @u with IP_TTL=5 IP_TOS=0x10 IP_PKTINFO=127.0.0.1%lo => 4`)
		tr.do(`within 2s recvmsg u 3 => "pin"`)
		tr.do("setsockopt u SO_TIMESTAMPNS on")
		tr.do(`sendmsg v 50*"x" to @u with UDP_SEGMENT=40 => 50`)
		tr.do("within 2s recvmsg u 300 => 40")
		tr.do("within 2s recvmsg u 300 => 10")
		tr.do(`sendmsg v "x" to @u with IP_TTL=0 => EINVAL`)
		tr.do(`sendmsg v "x" to @u with 999/3=hex:616263 => 1`)
		tr.do("within 2s recvmsg u 5 => 1")
		for _, length := range []string{"-1", "0", "2", "15", "20", "300"} {
			tr.do(`sendmsg v "x" to @u len ` + length)
		}
		tr.do("within 2s recvmmsg u 4 9 => 2")
		tr.do(`sendmmsg v "1" "22" to @u => 2`)
		tr.do("within 2s recvmmsg u 2 9 => 2")
		tr.do("recvmmsg u 2 9 => EAGAIN")
		tr.do("connect u 127.0.0.1:7999")
		tr.do(`send u "hi"`)
		tr.do(`within 2s recvmsg u 10 MSG_ERRQUEUE => "hi"`)
		tr.do("w = socket udp6 nonblock")
		tr.do("bind w [::1]:7001")
		tr.do("setsockopt w IPV6_RECVPKTINFO on")
		tr.do("x = socket udp6")
		tr.do(`sendmsg x "six" to @w with IPV6_HOPLIMIT=3 IPV6_TCLASS=16 IPV6_PKTINFO=::1 => 3`)
		tr.do(`within 2s recvmsg w 10 => "six"`)
		tr.do("s = server 127.0.0.1:7000")
		tr.do("k = client @s")
		tr.do("l = accept s addr cloexec => ok")
		tr.do("m = client @s")
		tr.do("n = accept s plain => ok")
		tr.do("o = client @s")
		tr.do("p = accept s plain addr => ok")
		tr.do("setsockopt k SO_ZEROCOPY on")
		tr.do(`sendmsg k "z" MSG_ZEROCOPY => 1`)
		tr.do(`within 2s recvmsg k 1 MSG_ERRQUEUE => ""`)
	})
	agree(t, seen, events, harmless)
}

// TestStraceAgreesOnAddresses compares the addresses of netlink and packet sockets, sent and received.
func TestStraceAgreesOnAddresses(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("n = socket AF_NETLINK SOCK_RAW NETLINK_USERSOCK nonblock")
		tr.do("m = socket AF_NETLINK SOCK_RAW NETLINK_USERSOCK nonblock")
		tr.do("bind n netlink:4711 => 0")
		tr.do("bind m netlink:4711 => EADDRINUSE")
		tr.do("bind m netlink:4712,0x80000001 => 0")
		tr.do("getsockname m => netlink:4712,0x80000001")
		tr.do(`sendto n @m ""`)
		tr.do(`sendmsg n "" to netlink:4712`)
		tr.do(`recvfrom m 9 => EAGAIN`)
		tr.do("connect m @n => 0")
		tr.do("getpeername m => netlink:4711")
		tr.do("p = socket AF_PACKET SOCK_DGRAM nonblock")
		tr.do("bind p packet:lo,0x88b5 => 0")
		tr.do(`sendto p packet:lo,0x88b5,sll_pkttype=outgoing,sll_addr=00:00:00:00:00:00 "frame" => 5`)
		tr.do(`within 2s recvfrom p 9 => "frame"`)
		tr.do(`sendmsg p "frame" to packet:1,ip,sll_hatype=loopback,sll_addr=00:01:02:03:04:ff => 5`)
		tr.do("bind p packet:77 => ENODEV")
		tr.do("connect p packet:lo => EOPNOTSUPP")
		tr.do("v = socket tcp")
		tr.do("connect v vsock:3:80 => EAFNOSUPPORT")
		tr.do("bind v vsock:any:any => EAFNOSUPPORT")
	}, "--allow-net")
	agree(t, seen, events, harmless)
}

var (
	seenInet   = regexp.MustCompile(`\{sa_family=AF_INET, sin_port=htons\((\d+)\), sin_addr=inet_addr\("([0-9.]+)"\)\}`)
	seenInet6  = regexp.MustCompile(`\{sa_family=AF_INET6, sin6_port=htons\((\d+)\), sin6_flowinfo=htonl\(0\), inet_pton\(AF_INET6, "([0-9a-f:]+)", &sin6_addr\)(, sin6_scope_id=0)?\}`)
	seenUnix   = regexp.MustCompile(`\{sa_family=AF_UNIX, sun_path=(@?)"((\\.|[^"\\])*)"\}`)
	seenUnspec = regexp.MustCompile(`\{sa_family=AF_UNSPEC(, sa_data="(\\0|\\x00)*")?\}`)
	pointer    = regexp.MustCompile(`\b(iov_base|msg_name|msg_control)=0x[0-9a-f]+`)
	aDatum     = regexp.MustCompile(`, cmsg_data=(\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|\[[^\]]*\]|[^,}]*)`)
	passed     = regexp.MustCompile(`cmsg_type=SCM_RIGHTS, cmsg_data=\[([^\]]*)\]`)
	typeNumber = regexp.MustCompile(`cmsg_type=0x[0-9a-f]+( /\* [A-Z]+_\?\?\? \*/)?$`)
)

// withAddresses writes addresses as the engine does.
func withAddresses(seen string) string {
	seen = otherFamily.ReplaceAllString(seen, "{$1,")
	seen = seenInet.ReplaceAllString(seen, "{AF_INET, $2:$1}")
	seen = seenInet6.ReplaceAllString(seen, "{AF_INET6, [$2]:$1}")
	seen = seenUnix.ReplaceAllString(seen, `{AF_UNIX, "$1$2"}`)
	seen = seenUnspec.ReplaceAllString(seen, "{AF_UNSPEC}")
	return strings.ReplaceAll(seen, "{sa_family=", "{")
}

// sameMessage compares messages and vectors. Control message types that strace prints as numbers, without their data,
// are compared by length.
func sameMessage(traced, seen string, fds map[string]string) bool {
	seen = pointer.ReplaceAllString(withAddresses(seen), "$1=0x…")
	traced = passed.ReplaceAllStringFunc(traced, func(match string) string {
		names := strings.Split(passed.FindStringSubmatch(match)[1], ", ")
		for i, name := range names {
			if fd, ok := fds[name]; ok {
				names[i] = fd
			}
		}
		return "cmsg_type=SCM_RIGHTS, cmsg_data=[" + strings.Join(names, ", ") + "]"
	})
	if traced == seen {
		return true
	}
	ours, theirs := strings.Split(traced, "{cmsg_len="), strings.Split(seen, "{cmsg_len=")
	if len(ours) != len(theirs) {
		return false
	}
	for i := range ours {
		if ours[i] == theirs[i] {
			continue
		}
		if aDatum.ReplaceAllString(ours[i], "") == theirs[i] { // it has a name, and strace does not decode its data
			continue
		}
		head, _, ok := strings.Cut(theirs[i], "}")
		if !ok || !typeNumber.MatchString(head) {
			return false
		}
		length, _, _ := strings.Cut(ours[i], ", cmsg_type=")
		if !strings.HasPrefix(head, length) || aDatum.ReplaceAllString(tail(ours[i]), "") != tail(theirs[i]) {
			return false
		}
	}
	return true
}

// tail returns what follows the type of a control message.
func tail(text string) string {
	_, rest, _ := strings.Cut(aDatum.ReplaceAllString(text, ""), "}")
	return rest
}

// received records the descriptors that came with a message, by name.
func received(traced engine.Call, seen seenCall, fds map[string]string) {
	m := passed.FindStringSubmatch(seen.args[1])
	if m == nil {
		return
	}
	names := strings.Split(strings.Trim(traced.Note, "<>"), ", ")
	for i, fd := range strings.Split(m[1], ", ") {
		if i < len(names) {
			fds[names[i]] = fd
		}
	}
}
