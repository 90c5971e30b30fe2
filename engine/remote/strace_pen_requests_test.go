package remote

import (
	"strings"

	"netnet-tui/sockets"
)

// ask makes a request of fcntl or ioctl, with an argument that is right, nearly right, or wrong. None makes a
// descriptor blocking: its calls would not return at once.
func (p *pen) ask() {
	list := sockets.Requests()
	r := list[p.IntN(len(list))]
	s := p.socket().name
	if p.one(3) && len(p.others) > 0 {
		s = p.other()
	}
	line := string(r.Call) + " " + s + " " + r.Name
	switch {
	case r.Makes():
		line = p.name("d") + " = " + line + " " + p.pick("0", "10", "100", "-1", "900000000")
	case r.Takes == nil:
	case r.Switch():
		line += " on"
		if p.one(2) && r.Name != "O_NONBLOCK" && r.Name != "FIONBIO" {
			line = strings.TrimSuffix(line, "on") + "off"
		}
	case r.Name == "F_SETFL":
		line += " " + p.pick("O_NONBLOCK", "O_RDWR|O_NONBLOCK", "O_RDWR|O_NONBLOCK|O_ASYNC", "O_NONBLOCK|O_APPEND", "O_NONBLOCK|O_DIRECT")
	case r.Name == "F_SETFD":
		line += " " + p.pick("0", "FD_CLOEXEC", "3")
	case r.Risk == sockets.RiskOwner && r.Shape == sockets.ByPointer && r.Call == sockets.SysFcntl:
		line += " " + p.pick("process,self", "thread,self", "process,0", "process,4190000", "group,4190000", "7,self", "thread,4190000")
	case r.Risk == sockets.RiskOwner:
		line += " " + p.pick("self", "0", "4190000", "-4190000", "-2147483648")
	case r.Risk == sockets.RiskSignal:
		line += " " + p.pick("0", "SIGIO", "SIGURG", "SIGUSR1", "SIGRT_4", "SIGRT_32", "99", "-1", "65")
	case r.Risk == sockets.RiskMemory:
		line += " " + p.pick("4KiB", "100KiB", "1MiB", "0", "1")
	case r.Name == "F_ADD_SEALS":
		line += " " + p.pick("F_SEAL_GROW", "F_SEAL_SHRINK|F_SEAL_WRITE", "F_SEAL_FUTURE_WRITE", "F_SEAL_SEAL", "0", "0x200")
	case r.Shape == sockets.ByIndex:
		line += " " + p.pick("0", "1", "99", "-1")
	case r.Shape == sockets.ByDriver && r.Name == "SIOCETHTOOL":
		line += " " + p.pick("lo,ETHTOOL_GLINK", "lo,ETHTOOL_GTSO", "nosuch,ETHTOOL_GGRO", "lo,ETHTOOL_GFLAGS")
	default:
		line += " " + p.pick("lo", "lo", "nosuch", "fifteen_letters")
	}
	p.line("%s", line)
}
