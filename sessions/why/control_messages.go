package why

import (
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// rulesOfControlMessages returns the rules about the control messages sent or received with a message.
func rulesOfControlMessages() []rule {
	sends, receives := []engine.Syscall{engine.SysSendto}, []engine.Syscall{engine.SysRecvfrom}
	return []rule{
		{"control-message-refused", sends, []string{"EINVAL", "EPERM", "ENETUNREACH", "EADDRNOTAVAIL"}, controlRefused},
		{"sent-descriptor-closed", sends, []string{"EBADF"}, rightsClosed},
		{"control-messages-cut", receives, []string{""}, controlCut},
	}
}

// mostParts is IOV_MAX, the number of parts the kernel accepts in a vector (readv(2)).
const mostParts = 1024

// controls reports whether the call has a control message with the given name.
func (s scene) controls(name string) bool {
	return slices.ContainsFunc(s.values.Control, func(c engine.ControlMessage) bool { return engine.ControlTitle(c) == name })
}

// limits are what the kernel accepts in a control message: the lengths its data may have and the range of its
// number (ip_cmsg_send, ip6_datagram_send_ctl, __sock_cmsg_send, udp_cmsg_send).
type limits struct {
	sizes       []int
	least, most int64
}

var controlLimits = map[string]limits{
	"IP_TTL":          {[]int{4}, 1, 255},
	"IP_TOS":          {[]int{1, 4}, 0, 255},
	"IPV6_HOPLIMIT":   {[]int{4}, -1, 255},
	"IPV6_TCLASS":     {[]int{4}, -1, 255},
	"IPV6_DONTFRAG":   {[]int{4}, 0, 1},
	"UDP_SEGMENT":     {[]int{2}, 1, 65535},
	"IP_PKTINFO":      {[]int{12}, 0, 0},
	"IPV6_PKTINFO":    {[]int{20}, 0, 0},
	"SCM_CREDENTIALS": {[]int{12}, 0, 0},
	"SO_MARK":         {[]int{4}, 0, 0},
	"SO_PRIORITY":     {[]int{4}, 0, 0},
	"SO_TXTIME":       {[]int{8}, 0, 0},
}

// controlRefused finds the control message that made a sendmsg fail.
func controlRefused(s scene) *Finding {
	if s.asked != engine.SysSendmsg {
		return nil
	}
	for _, c := range s.values.Control {
		title, item := engine.ControlTitle(c), engine.ControlItem(c)
		if f := s.wrongControl(c, title, item.Value); f != nil {
			return f.because(title, item.Value, "the call").see(s.call.Errno, "sendmsg")
		}
	}
	return nil
}

// wrongControl says what is wrong with one control message; it returns nil if nothing is known to be wrong.
func (s scene) wrongControl(c engine.ControlMessage, title, value string) *Finding {
	l, known := controlLimits[title]
	n, number := engine.ControlNumber(c)
	switch {
	case s.call.Errno == "EPERM" && title == "SO_MARK":
		return found("SO_MARK as a control message needs CAP_NET_ADMIN or CAP_NET_RAW.").advise("Leave it out, or run in a lab.")
	case s.call.Errno == "EPERM":
		return nil
	case known && !slices.Contains(l.sizes, len(c.Data)):
		return found("%s takes %s, and got %s.", title, step.Counted(int64(l.sizes[len(l.sizes)-1]), "byte"), step.Counted(int64(len(c.Data)), "byte")).
			advise("Write its value instead of bytes.")
	case known && number && l.most > 0 && (n < l.least || n > l.most):
		return found("%s goes from %d to %d, and got %d.", title, l.least, l.most, n).advise("Send a value that it can have.")
	case title == "IP_PKTINFO" || title == "IPV6_PKTINFO":
		return found("%s names %s, which is not an address of this machine: a packet can't leave from there.", title, value).
			advise("Name one that an interface has, as ip address shows them; or set IP_FREEBIND or IP_TRANSPARENT.")
	case title == "SCM_RIGHTS" && engine.Rights(c) > mostRights:
		return found("A message carries at most %d descriptors (SCM_MAX_FD), and these are %d.", mostRights, engine.Rights(c)).advise("Send them with several messages.")
	case title == "SO_TXTIME" && s.past.number(s.id, "SO_TXTIME") == 0:
		return found("%s takes no SO_TXTIME with a message: the option SO_TXTIME is not set, which says by which clock.", s.who()).
			advise("Set SO_TXTIME on %s first.", s.whom())
	case title == "UDP_SEGMENT" && segments(s.values.Size, n) > mostSegments:
		return found("UDP_SEGMENT=%d cuts %s into %d datagrams, and one send may be cut into %d.", n, step.Counted(s.values.Size, "byte"), segments(s.values.Size, n), mostSegments).
			advise("Send at most %d bytes at a time.", n*mostSegments)
	case engine.AboutControl(c) == "":
		return found("The kernel knows no control message %s, or none that is sent.", title).advise("Check level and type; types of other levels are skipped without a word.")
	}
	return nil
}

const mostRights = 253 // SCM_MAX_FD, unix(7)

// segments returns how many datagrams of the given size UDP_SEGMENT cuts n bytes into.
func segments(n, size int64) int64 {
	if size <= 0 {
		return 0
	}
	return (n + size - 1) / size
}

// rightsClosed finds a descriptor that was to be sent but is closed.
func rightsClosed(s scene) *Finding {
	if s.asked != engine.SysSendmsg {
		return nil
	}
	for _, name := range s.event.Made().Rights() {
		o, ok := s.onBench(name)
		if !ok || !o.Closed || name == s.name {
			continue
		}
		f := found("%s, which SCM_RIGHTS was to send, is closed", name).because(name, "closed", "the bench").see("EBADF", "sendmsg")
		if d, ok := s.past.Of(o.ID).closing(); ok {
			f.Claim += " (" + d.at() + ")"
		}
		return f.plus("; nothing of the message was sent.").advise("Send it first: a descriptor in flight stays open when it is closed here.")
	}
	return nil
}

// controlCut finds a recvmsg that had too little room for the control messages.
func controlCut(s scene) *Finding {
	if s.asked != engine.SysRecvmsg || s.values.MsgFlags&engine.MsgCtrunc == 0 {
		return nil
	}
	f := found("%s of room were too few for all control messages (MSG_CTRUNC); the data is complete.", step.Counted(int64(s.values.Room), "byte")).
		because("msg_flags", "MSG_CTRUNC", "recvmsg").because("control", strconv.Itoa(s.values.Room), "the call").see("MSG_CTRUNC", "recvmsg")
	if s.kind.Unix() {
		f.Claim += " Descriptors that did not fit are lost: the kernel has closed them."
	}
	return f.advise("Give more room: each needs 16 bytes and its data, rounded up to 8.")
}

// report describes the report that came from the error queue; it returns "" if none came.
func (s scene) report() string {
	for _, c := range s.values.Control {
		r, ok := engine.ReadReport(c)
		if !ok {
			continue
		}
		switch r.Origin {
		case engine.OriginZerocopy:
			return s.zerocopyDone(r)
		case engine.OriginTimestamping:
			return fmt.Sprintf("%s took a time stamp from its error queue: number %d of what it sent, and SCM_TIMESTAMPING says when.", s.who(), r.Data)
		case engine.OriginLocal:
			said := fmt.Sprintf("%s took a report from its error queue: the kernel itself refused to send (%s)", s.who(), engine.ErrnoName(r))
			if r.Info != 0 {
				said += fmt.Sprintf("; the path takes packets of %d bytes", r.Info)
			}
			return said + "."
		case engine.OriginICMP, engine.OriginICMP6:
			return fmt.Sprintf("%s took a report from its error queue: %s answered with ICMP (type %d, code %d), which is %s, to %s sent%s.",
				s.who(), r.Offender.IP.Addr(), r.Type, r.Code, engine.ErrnoName(r), step.Counted(s.call.Ret, "byte"), s.sentTo())
		}
	}
	return ""
}

// sentTo says where the datagram of a report was sent.
func (s scene) sentTo() string {
	if s.values.Addr.IsZero() {
		return ""
	}
	return " to " + s.address()
}

// zerocopyDone says which memory is free again.
func (s scene) zerocopyDone(r engine.Report) string {
	which := fmt.Sprintf("The memory of send number %d with MSG_ZEROCOPY is free again", r.Info)
	if r.Data != r.Info {
		which = fmt.Sprintf("The memory of the sends %d to %d with MSG_ZEROCOPY is free again", r.Info, r.Data)
	}
	if r.Code == engine.ZerocopyCopied {
		return which + "; the kernel has copied it after all, as it always does on loopback."
	}
	return which + "; nothing was copied."
}
