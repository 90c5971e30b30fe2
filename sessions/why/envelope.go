package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// beside is [scene.envelope] for a successful call that a rule explains.
func (s scene) beside() []string {
	if s.call.Errno != "" {
		return nil
	}
	return s.envelope()
}

// envelope says what was sent or received with a message beside its data.
func (s scene) envelope() []string {
	switch s.asked {
	case engine.SysSendmsg:
		return s.sentWith()
	case engine.SysRecvmsg:
		return s.cameWith()
	case engine.SysWritev, engine.SysReadv:
		return s.parts()
	}
	return nil
}

// parts says how the kernel treats a vector of several parts.
func (s scene) parts() []string {
	if len(s.values.Parts) < 2 {
		return nil
	}
	return []string{fmt.Sprintf("Its %d parts are one call and one piece of the stream: the other end sees no border between them.", len(s.values.Parts))}
}

// sentWith says what the control messages of a sendmsg do.
func (s scene) sentWith() []string {
	var said []string
	for _, c := range s.values.Control {
		item := engine.ControlItem(c)
		switch item.Name {
		case "SCM_RIGHTS", "SCM_CREDENTIALS":
			said = append(said, s.sentRights(item.Name, item.Value))
		case "IP_PKTINFO", "IPV6_PKTINFO":
			said = append(said, fmt.Sprintf("It leaves from %s, whatever address the socket is bound to.", item.Value))
		case "UDP_SEGMENT":
			said = append(said, fmt.Sprintf("The kernel cuts the data into datagrams of %s bytes.", item.Value))
		default:
			said = append(said, fmt.Sprintf("%s is %s, for this message only.", item.Name, item.Value))
		}
	}
	return said
}

// sentRights says what becomes of the control messages of SOL_SOCKET that belong to Unix sockets; others ignore
// them silently (__sock_cmsg_send in net/core/sock.c).
func (s scene) sentRights(name, value string) string {
	names := strings.Join(s.event.Made().Rights(), ", ")
	switch {
	case s.kind.Inet():
		return fmt.Sprintf("%s has no meaning for %s and was dropped: only Unix sockets carry it.", name, s.whom())
	case !carries(s.kind, s.call):
		return fmt.Sprintf("%s did not go either: on a stream it needs at least 1 byte to go with.", name)
	case name == "SCM_RIGHTS":
		return fmt.Sprintf("With it goes a second descriptor of each open file: %s. Until it is received it is in flight: closing %s here ends nothing.", names, names)
	}
	return fmt.Sprintf("It says who sends (process, user, group: %s), and the kernel has checked that.", value)
}

// cameWith says what the control messages of a recvmsg mean.
func (s scene) cameWith() []string {
	var said []string
	for _, c := range s.values.Control {
		item := engine.ControlItem(c)
		about := engine.AboutControl(c)
		_, report := engine.ReadReport(c)
		switch {
		case report && s.flag(engine.MsgErrqueue): // [scene.reportTaken] describes it
		case item.Name == "SCM_RIGHTS":
			n, files := engine.Rights(c), "open files that were"
			if n == 1 {
				files = "open file that was"
			}
			said = append(said, fmt.Sprintf("With it came %s: %s, of the same %s sent.", step.Counted(n, "descriptor"), strings.Join(s.event.Made().Names, ", "), files))
		case item.Name == "SCM_CREDENTIALS" && allZero(c.Data[:min(len(c.Data), intSize)]): // the PID is 0
			said = append(said, fmt.Sprintf("SCM_CREDENTIALS is %s, which names nobody: SO_PASSCRED was off when the message was sent, or the sender is in another PID namespace.", item.Value))
		case about != "":
			said = append(said, fmt.Sprintf("%s is %s (%s).", item.Name, item.Value, about))
		default:
			said = append(said, fmt.Sprintf("Control message %s came with it, which has no name here.", item.Name))
		}
	}
	return said
}

// explainSeveralSent says what a sendmmsg did.
func (s scene) explainSeveralSent() []string {
	if n := s.call.Ret; n < int64(s.values.Count) {
		return []string{fmt.Sprintf("The kernel took %d of %s; the error that stopped it is not reported.", n, step.Counted(int64(s.values.Count), "message"))}
	}
	said := []string{fmt.Sprintf("The kernel took %s from %s in one call.", step.Counted(s.call.Ret, "message"), s.whom())}
	if s.kind.Stream() {
		said = append(said, "On a stream they are one after the other, without a border between them.")
	}
	return said
}

// explainSeveralReceived says what a recvmmsg did.
func (s scene) explainSeveralReceived() []string {
	said := []string{fmt.Sprintf("%s received %s in one call.", s.who(), step.Counted(s.call.Ret, "message"))}
	if s.call.Ret < int64(s.values.Count) && (s.flag(engine.MsgDontwait) || s.before != nil && s.before.Nonblock) {
		said = append(said, "No more waited.")
	}
	if s.values.MsgFlags&engine.MsgTrunc != 0 {
		said = append(said, "MSG_TRUNC: at least one was longer than its buffer, and the rest of it is gone.")
	}
	return said
}
