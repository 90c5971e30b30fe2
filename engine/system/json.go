package system

import (
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

// AppendJSON appends a socket as a JSON object on one line, leaving out what the socket does not have. It is written by
// hand: a machine has tens of thousands of sockets, and reflection takes longer than the kernel does.
func (s *Socket) AppendJSON(to []byte) []byte {
	o := object{append(to, '{')}
	o.text("protocol", s.ProtocolName())
	o.number("family", int64(s.Family))
	o.text("state", string(s.StateName()))
	o.address("local", s.Local)
	o.address("peer", s.Peer)
	if s.HasUID {
		o.always("uid", int64(s.UID))
	}
	o.number("inode", int64(s.Inode))
	if s.HasCookie {
		o.number("cookie", int64(s.Cookie))
	}
	o.always("network", int64(s.Network))
	if s.Listening() {
		o.always("queue", int64(s.Receive))
		o.always("backlog", int64(s.Send))
	} else {
		o.always("receive", int64(s.Receive))
		o.always("send", int64(s.Send))
	}
	o.number("device", int64(s.Device))
	o.number("peer_inode", int64(s.PeerInode))
	if timer := s.TimerName(); timer != status.TimerOff {
		o.text("timer", string(timer))
		o.always("left", int64(s.Expires))
		o.number("tries", int64(s.Tries))
	}
	o.flag("v6only", s.V6Only)
	o.number("shut", int64(s.Shut))
	o.text("ulp", s.ULP)
	o.text("congestion", s.Congestion)
	o.text("cgroup", s.Cgroup)
	o.text("container", s.Container)
	o.memory(s)
	o.info(s)
	o.owners(s.Owners)
	return append(o.to, '}')
}

// AppendJSON appends a row as a JSON object on one line: the socket, and what holds up its bytes.
func (r *Row) AppendJSON(to []byte) []byte {
	to = r.Socket.AppendJSON(to)
	if r.Stall == "" {
		return to
	}
	o := object{to[:len(to)-1]}
	o.text("stall", r.Stall.Name())
	o.text("why", r.Why())
	return append(o.to, '}')
}

// memory writes what a socket uses, in bytes, and its limits.
func (o *object) memory(s *Socket) {
	m := s.Memory
	if m.ReceiveLimit == 0 {
		return
	}
	o.begin("memory")
	o.always("received", int64(m.Received))
	o.always("receive_limit", int64(m.ReceiveLimit))
	o.always("sent", int64(m.Sent))
	o.always("send_limit", int64(m.SendLimit))
	o.number("queued", int64(m.Queued))
	o.number("ahead", int64(m.Ahead))
	o.number("backlog", int64(m.Backlog))
	o.number("drops", int64(m.Drops))
	o.to = append(o.to, '}')
}

// info writes the relevant part of TCP_INFO, with times in nanoseconds, as everywhere.
func (o *object) info(s *Socket) {
	if !s.HasInfo {
		return
	}
	i := &s.Info
	o.begin("tcp")
	o.number("rtt", int64(i.Rtt)*int64(time.Microsecond))
	o.number("rttvar", int64(i.Rttvar)*int64(time.Microsecond))
	o.number("min_rtt", int64(i.Min_rtt)*int64(time.Microsecond))
	o.number("rto", int64(i.Rto)*int64(time.Microsecond))
	o.number("cwnd", int64(i.Snd_cwnd))
	o.number("mss", int64(i.Snd_mss))
	o.always("retransmits", int64(i.Retransmits))
	o.number("retransmitted", int64(i.Total_retrans))
	o.number("unacked", int64(i.Unacked))
	o.number("lost", int64(i.Lost))
	o.number("notsent", int64(i.Notsent_bytes))
	o.number("sent", int64(i.Bytes_sent))
	o.number("acked", int64(i.Bytes_acked))
	o.number("received", int64(i.Bytes_received))
	o.number("send_window", int64(i.Snd_wnd))
	o.number("receive_window", int64(i.Rcv_wnd))
	o.number("pacing_rate", int64(i.Pacing_rate))
	o.number("delivery_rate", int64(i.Delivery_rate))
	o.number("last_sent", int64(i.Last_data_sent)*int64(time.Millisecond))
	o.number("last_received", int64(i.Last_data_recv)*int64(time.Millisecond))
	o.to = append(o.to, '}')
}

func (o *object) owners(list []Owner) {
	if len(list) == 0 {
		return
	}
	o.name("owners")
	o.to = append(o.to, '[')
	for n, owner := range list {
		if n > 0 {
			o.to = append(o.to, ',')
		}
		o.to = append(o.to, '{')
		o.always("pid", int64(owner.PID))
		o.text("name", owner.Name)
		o.always("fd", int64(owner.FD))
		o.to = append(o.to, '}')
	}
	o.to = append(o.to, ']')
}

// object is a JSON object being written.
type object struct{ to []byte }

// name begins a field.
func (o *object) name(name string) {
	if o.to[len(o.to)-1] != '{' {
		o.to = append(o.to, ',')
	}
	o.to = append(append(append(o.to, '"'), name...), '"', ':')
}

// begin begins an object as a field.
func (o *object) begin(name string) {
	o.name(name)
	o.to = append(o.to, '{')
}

// always writes a number.
func (o *object) always(name string, value int64) {
	o.name(name)
	o.to = strconv.AppendInt(o.to, value, 10)
}

// number writes a number unless it is 0.
func (o *object) number(name string, value int64) {
	if value != 0 {
		o.always(name, value)
	}
}

// flag writes true if on is set.
func (o *object) flag(name string, on bool) {
	if on {
		o.name(name)
		o.to = append(o.to, "true"...)
	}
}

// address writes an address as a script does. An IP address needs no escaping, and no intermediate string.
func (o *object) address(name string, a sockets.Addr) {
	if !a.IP.IsValid() || a.IP.Addr().Zone() != "" {
		o.text(name, step.FormatAddr(a))
		return
	}
	o.name(name)
	o.to = append(o.to, '"')
	o.to = append(a.IP.AppendTo(o.to), '"')
}

// odd returns the index of the first byte of a text that is special in JSON or to a terminal; -1 if there is none.
func odd(text string) int {
	for i := range len(text) {
		if b := text[i]; b < ' ' || b > '~' || b == '"' || b == '\\' {
			return i
		}
	}
	return -1
}

// text writes a text unless it is empty. The name of another program may contain anything: what a terminal would act on
// is escaped.
func (o *object) text(name, value string) {
	if value == "" {
		return
	}
	o.name(name)
	o.to = append(o.to, '"')
	if odd(value) < 0 {
		o.to = append(append(o.to, value...), '"')
		return
	}
	for _, r := range value {
		switch {
		case r == '"' || r == '\\':
			o.to = append(o.to, '\\', byte(r))
		case r < utf8.RuneSelf && r >= ' ' && r != 0x7f, r != utf8.RuneError && strconv.IsPrint(r):
			o.to = utf8.AppendRune(o.to, r)
		default:
			for _, unit := range utf16.AppendRune(nil, r) {
				const digits = "0123456789abcdef"
				o.to = append(o.to, '\\', 'u', digits[unit>>12], digits[unit>>8&15], digits[unit>>4&15], digits[unit&15])
			}
		}
	}
	o.to = append(o.to, '"')
}
