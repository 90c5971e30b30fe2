package remote

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"

	"netnet-tui/engine/step"
)

// pen writes random scripts, whose calls return at once: all their sockets are non-blocking.
type pen struct {
	*rand.Rand
	lines []string
	names []string // of the bench, including closed ones
	ends  []end
	made  int

	others  []string // descriptors that are not sockets
	process string   // a process that has copies; "" if there is none
	forks   int
}

// end is a socket that sends and receives.
type end struct {
	name string
	kind string // tcp, udp, udp6, or the kind of a pair
	to   string // where it may send a datagram
}

func (p *pen) pick(from ...string) string { return from[p.IntN(len(from))] }

// one reports true once in n times.
func (p *pen) one(n int) bool { return p.IntN(n) == 0 }

func (p *pen) line(format string, args ...any) {
	p.lines = append(p.lines, fmt.Sprintf(format, args...))
}

// name returns a new name of the bench.
func (p *pen) name(letter string) string {
	p.made++
	name := fmt.Sprintf("%s%d", letter, p.made)
	p.names = append(p.names, name)
	return name
}

// any returns a name of the bench.
func (p *pen) any() string { return p.names[p.IntN(len(p.names))] }

// script returns a whole script: sockets are made, used and closed.
func (p *pen) script() []string {
	openings := []func(){p.pair, p.pair, p.udp, p.udp6, p.tcp, p.files, p.files}
	for range 2 {
		openings[p.IntN(len(openings))]()
	}
	steps := []func(){p.sendmsg, p.sendmsg, p.sendmsg, p.recvmsg, p.recvmsg, p.recvmsg, p.recvmsg, p.sendmmsg, p.recvmmsg, p.writev, p.readv,
		p.readv, p.option, p.repeat, p.until, p.end, p.accept, p.fork, p.endProcess, p.wrongLength, p.wrongLength, p.ask, p.ask}
	if len(p.others) > 0 {
		steps = append(steps, p.copy, p.copy, p.copy, p.read, p.read, p.write, p.write, p.dup3, p.ask, p.seek)
	}
	for range 10 + p.IntN(10) {
		steps[p.IntN(len(steps))]()
	}
	p.endProcess()
	for _, name := range p.names {
		p.line("close %s", name)
	}
	return p.lines
}

func (p *pen) pair() {
	kind := p.pick("unix", "unix-dgram", "unix-seqpacket")
	a, b := p.name("a"), p.name("b")
	p.line("%s, %s = socketpair %s nonblock", a, b, kind)
	p.ends = append(p.ends, end{a, kind, "unix:@nobody"}, end{b, kind, "unix:@nobody"})
	if p.one(2) {
		p.line("setsockopt %s SO_PASSCRED on", b)
	}
}

func (p *pen) udp() { p.datagrams("udp", "127.0.0.1:0", "IP_PKTINFO=127.0.0.1") }

func (p *pen) udp6() { p.datagrams("udp6", "[::1]:0", "IPV6_PKTINFO=::1") }

func (p *pen) datagrams(kind, address, _ string) {
	u, v := p.name("u"), p.name("v")
	p.line("%s = socket %s nonblock", u, kind)
	p.line("bind %s %s", u, address)
	p.line("%s = socket %s nonblock", v, kind)
	if p.one(3) {
		p.line("connect %s @%s", v, u)
	}
	p.ends = append(p.ends, end{u, kind, "@" + v}, end{v, kind, "@" + u})
}

func (p *pen) tcp() {
	s, c := p.name("s"), p.name("c")
	p.line("%s = server 127.0.0.1:0", s)
	p.line("nonblock %s", s)
	p.line("%s = client @%s", c, s)
	p.ends = append(p.ends, end{c, "tcp", "@" + s}, end{p.accepted(s), "tcp", "@" + s})
}

// accepted returns a connection of a listener, if it has one.
func (p *pen) accepted(listener string) string {
	a := p.name("k")
	p.line("%s = accept %s %s", a, listener, p.pick("nonblock", "addr nonblock", "plain", "plain addr", "addr nonblock cloexec", "addr",
		"addr len -1 nonblock", "plain addr len 3", "addr len 0 nonblock", "addr len 300"))
	p.line("nonblock %s", a)
	return a
}

func (p *pen) accept() { p.accepted(p.any()) }

// socket returns a socket that usually sends and receives.
func (p *pen) socket() end {
	if p.one(12) || len(p.ends) == 0 {
		return end{p.any(), "tcp", "127.0.0.1:9"}
	}
	return p.ends[p.IntN(len(p.ends))]
}

func (p *pen) bytes(most int) []byte {
	raw := make([]byte, p.IntN(most+1))
	for i := range raw {
		raw[i] = byte(p.IntN(256))
	}
	return raw
}

func (p *pen) text() string {
	switch p.IntN(8) {
	case 0:
		return `""`
	case 1, 2:
		return step.Text{Body: p.bytes(30)}.String()
	case 3:
		return p.pick("90", "97", "2000", "65507", "70000") + `*"y"`
	}
	return p.pick(`"x"`, `"hello"`, `"one two"`, `"\n\""`)
}

func (p *pen) texts() string {
	list := make([]string, 1+p.IntN(4))
	if p.one(20) {
		list = make([]string, 40)
	}
	for i := range list {
		list[i] = p.text()
	}
	return strings.Join(list, " ")
}

func (p *pen) size() string { return p.pick("0", "1", "2", "5", "100", "3000", "64KiB", "70000") }

func (p *pen) sizes() string {
	list := make([]string, 1+p.IntN(4))
	for i := range list {
		list[i] = p.size()
	}
	return strings.Join(list, " ")
}

// flags returns a few of the given flags, or none.
func (p *pen) flags(from ...string) string {
	var list []string
	for _, name := range from {
		if p.one(6) {
			list = append(list, name)
		}
	}
	return " " + strings.Join(list, "|")
}

func (p *pen) sending() string {
	return p.flags("MSG_NOSIGNAL", "MSG_DONTWAIT", "MSG_MORE", "MSG_EOR", "MSG_OOB", "MSG_CONFIRM", "MSG_DONTROUTE", "MSG_ZEROCOPY", "0x1000000")
}

func (p *pen) receiving() string {
	return p.flags("MSG_PEEK", "MSG_DONTWAIT", "MSG_TRUNC", "MSG_WAITALL", "MSG_OOB", "MSG_ERRQUEUE", "MSG_CMSG_CLOEXEC", "MSG_WAITFORONE")
}

// to returns an address for a message, or none.
func (p *pen) to(e end) string {
	switch {
	case p.one(10):
		return " to " + p.pick("127.0.0.1:0", "[::1]:9", "127.0.0.1:9", "unix:@nobody", "unix:/nosuch", "127.255.255.255:9", "192.0.2.1:9")
	case p.one(5), !strings.HasPrefix(e.kind, "udp"):
		return ""
	}
	return " to " + e.to
}

// item returns a control message that is right, nearly right, or wrong.
func (p *pen) item(e end) string {
	number := p.pick("0", "1", "5", "64", "255", "256", "1000", "-1")
	switch {
	case p.one(4): // by its numbers; strace knows an SCM_SECURITY of IP (type 3)
		if p.one(3) {
			return fmt.Sprintf("%s/2=hex:%s", p.pick("0", "1", "41"), hex.EncodeToString(p.bytes(14)))
		} else if p.one(4) {
			return "SOL_SOCKET/1=hex:" + hex.EncodeToString(p.bytes(14))
		}
		return fmt.Sprintf("%s/%d=hex:%s", p.pick("0", "1", "6", "17", "41", "SOL_SOCKET", "SOL_IP", "SOL_UDP", "999", "270"), 4+p.IntN(56), hex.EncodeToString(p.bytes(14)))
	case p.one(3) || strings.HasPrefix(e.kind, "unix") && !p.one(4):
		names := make([]string, 1+p.IntN(3))
		for i := range names {
			names[i] = p.any()
		}
		return p.pick("SCM_RIGHTS="+strings.Join(names, ","), "SCM_RIGHTS="+names[0], "SCM_CREDENTIALS=self,self,self", "SCM_CREDENTIALS=1,0,"+p.pick("self", "7"))
	case e.kind == "udp6" && !p.one(5):
		return p.pick("IPV6_HOPLIMIT="+number, "IPV6_TCLASS="+number, "IPV6_PKTINFO=::1", "IPV6_PKTINFO=::1%1", "IPV6_PKTINFO=2001:db8::1", "UDP_SEGMENT=2",
			"IPV6_DONTFRAG="+number, "SO_PRIORITY=1", "SO_MARK=3")
	}
	return p.pick("IP_TTL="+number, "IP_TOS="+number, "IP_PKTINFO=127.0.0.1", "IP_PKTINFO=127.0.0.2%lo", "IP_PKTINFO=10.0.0.1", "UDP_SEGMENT=2", "UDP_SEGMENT=1000",
		"SO_TXTIME=1000", "SO_PRIORITY=6", "SO_MARK=3", "SCM_TIMESTAMPING=16", "IP_PROTOCOL=17")
}

// items returns the control messages of a message, or none.
func (p *pen) items(e end) string {
	text := ""
	for range []int{0, 0, 1, 1, 1, 2, 3}[p.IntN(7)] {
		text += " " + p.item(e)
	}
	if text == "" {
		return ""
	}
	return " with" + text
}

func (p *pen) sendmsg() {
	e := p.socket()
	p.line("sendmsg %s %s%s%s%s", e.name, p.texts(), p.to(e), p.items(e), p.sending())
}

func (p *pen) recvmsg() {
	room := ""
	if p.one(3) {
		room = " control " + p.pick("0", "1", "15", "16", "20", "24", "28", "40", "64", "2KiB")
	}
	p.line("%s, %s = recvmsg %s %s%s%s", p.name("r"), p.name("r"), p.socket().name, p.sizes(), room, p.receiving())
}

func (p *pen) sendmmsg() {
	e := p.socket()
	p.line("sendmmsg %s %s%s%s", e.name, p.texts(), p.to(e), p.sending())
}

func (p *pen) recvmmsg() {
	p.line("recvmmsg %s %d %s%s", p.socket().name, p.IntN(5), p.size(), p.receiving())
}

func (p *pen) writev() { p.line("writev %s %s", p.socket().name, p.texts()) }

func (p *pen) readv() { p.line("readv %s %s", p.socket().name, p.sizes()) }

// option sets an option that requests control messages.
func (p *pen) option() {
	e := p.socket()
	options := []string{"SO_TIMESTAMP", "SO_TIMESTAMPNS", "SO_RXQ_OVFL", "SO_PASSCRED", "SO_ZEROCOPY", "SO_TIMESTAMPING"}
	switch e.kind {
	case "udp":
		options = append(options, "IP_RECVTTL", "IP_RECVTOS", "IP_PKTINFO", "IP_RECVERR", "IP_RECVORIGDSTADDR", "UDP_GRO")
	case "udp6":
		options = append(options, "IPV6_RECVPKTINFO", "IPV6_RECVHOPLIMIT", "IPV6_RECVTCLASS", "IPV6_RECVERR", "UDP_GRO")
	case "tcp":
		options = []string{"SO_ZEROCOPY", "TCP_INQ", "SO_TIMESTAMPNS"}
	}
	option := p.pick(options...)
	value := p.pick("on", "on", "off")
	if option == "SO_TIMESTAMPING" {
		value = "2066"
	}
	p.line("setsockopt %s %s %s", e.name, option, value)
}

// wrongLength gives a call a length other than the true one.
func (p *pen) wrongLength() {
	n := p.pick("-1", "0", "1", "2", "3", "4", "8", "12", "15", "16", "20", "24", "26", "28", "110", "111", "128", "129", "300", "-2147483648")
	address := p.pick("127.0.0.1:0", "127.0.0.1:9", "[::1]:0", "unix:@nobody", "unix:/nosuch/x", "none", "unspec:127.0.0.1:9")
	switch name := p.socket().name; p.IntN(7) {
	case 0:
		p.line("bind %s %s len %s", name, address, n)
	case 1:
		p.line("connect %s %s len %s", name, address, n)
	case 2:
		p.line(`sendto %s %s len %s "x" MSG_DONTWAIT`, name, address, n)
	case 3:
		p.line("getsockname %s len %s", name, n)
	case 4:
		p.line("getpeername %s len %s", name, n)
	case 5:
		p.line("setsockopt %s %s len %s", name, p.pick("SO_REUSEADDR on", "SO_RCVBUF 64KiB", "SO_LINGER on,1s", "SO_RCVTIMEO 1s", "TCP_NODELAY on", "IP_TTL 9",
			"SO_ATTACH_FILTER drop", "SO_DETACH_FILTER", "TCP_CONGESTION reno"), n)
	case 6:
		p.line("getsockopt %s %s len %s", name, p.pick("SO_TYPE", "SO_COOKIE", "SO_LINGER", "SO_RCVTIMEO", "TCP_NODELAY", "TCP_CONGESTION", "IP_TTL", "SO_PEERCRED"), n)
	}
}

// repeat makes one of the other steps a few times.
func (p *pen) repeat() {
	steps := []func(){p.sendmsg, p.writev, p.readv, p.sendmmsg, p.recvmmsg}
	steps[p.IntN(len(steps))]()
	last := len(p.lines) - 1
	p.lines[last] = fmt.Sprintf("repeat %d %s", 1+p.IntN(4), p.lines[last])
}

// until fills a queue, or empties it.
func (p *pen) until() {
	if len(p.ends) == 0 {
		return
	}
	e := p.ends[p.IntN(len(p.ends))]                  // not a timer, which could be read forever
	if p.one(2) || strings.HasPrefix(e.kind, "udp") { // UDP takes datagrams forever, and drops them
		p.line(`until "" | error readv %s 1 300000`, e.name)
		return
	}
	p.line(`until EAGAIN | error writev %s 30000*"f" "g"`, e.name)
}

// end shuts down a direction, or closes a socket.
func (p *pen) end() {
	name := p.socket().name
	if p.one(3) {
		p.line("close %s", name)
		return
	}
	p.line("shutdown %s %s", name, p.pick("rd", "wr", "rdwr"))
}

// fork starts a second process if there is none, and makes a few steps in it, with its copies.
func (p *pen) fork() {
	if p.process == "" {
		p.forks++
		p.process = fmt.Sprintf("p%d", p.forks)
		p.line("fork %s", p.process)
	}
	for range 1 + p.IntN(3) {
		steps := []func(){p.sendmsg, p.writev, p.readv, p.sendmmsg, p.recvmmsg, p.end, p.recvmsg, p.pairThere}
		if len(p.others) > 0 {
			steps = append(steps, p.copy, p.read, p.write, p.dup3)
		}
		steps[p.IntN(len(steps))]()
		last := len(p.lines) - 1
		p.lines[last] = "at " + p.process + " " + p.lines[last]
	}
}

func (p *pen) pairThere() { p.line("x, y = socketpair unix nonblock") }

// endProcess ends the second process, if there is one.
func (p *pen) endProcess() {
	if p.process != "" {
		p.line("%s %s", p.pick("exit", "kill"), p.process)
		p.process = ""
	}
}
