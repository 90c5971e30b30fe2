package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// rulesOfFastOpen are the rules about data sent with the SYN (RFC 7413, tcp(7)).
func rulesOfFastOpen() []rule {
	return []rule{
		{"fast-open-waits-for-first-write", []engine.Syscall{engine.SysConnect}, []string{""}, connectWaits},
		{"fast-open-first-write", sending(), nil, firstWrite},
		{"fast-open-not-connected-yet", receiving(), []string{"EAGAIN"}, notConnectedYet},
		{"fast-open-is-off", sending(), []string{"EOPNOTSUPP"}, fastOpenOff},
		{"fast-open-on-a-connection", sending(), nil, fastOpenLate},
	}
}

// synData is TCPI_OPT_SYN_DATA in tcpi_options: the SYN-ACK acknowledged data in the SYN
// (include/uapi/linux/tcp.h).
const synData = 32

// connectWaits finds a connect that sent nothing because TCP_FASTOPEN_CONNECT delays the SYN until there is
// data.
func connectWaits(s scene) *Finding {
	if !s.kind.TCP() || !s.opensWithWrite() || s.after == nil || s.after.State != status.StateSynSent || s.before == nil || s.before.State == status.StateSynSent {
		return nil
	}
	return found("connect returned at once and nothing was sent: with TCP_FASTOPEN_CONNECT the SYN of %s goes with the first write, which carries its data. The cookie for it is known.", s.whom()).
		because(s.name+".TCP_FASTOPEN_CONNECT", "on", "getsockopt").because(s.name+".state", string(s.after.State), "TCP_INFO").
		advise("Write first; whether anybody listens there shows only then.").try(`send %s "hello"`, s.name).see("TCP_FASTOPEN_CONNECT")
}

// opensWithWrite reports whether the socket has TCP_FASTOPEN_CONNECT on.
func (s scene) opensWithWrite() bool {
	return isOn(optionOf(status.Observed{Detail: &s.detail}, "TCP_FASTOPEN_CONNECT", "0"))
}

// firstWrite finds the write that opens a connection.
func firstWrite(s scene) *Finding {
	if !s.kind.TCP() || s.before == nil || s.after == nil {
		return nil
	}
	opens := s.flag(engine.MsgFastopen) && s.before.State == status.StateClosed
	waits := s.deferred() && s.call.Errno == ""
	if !opens && !waits {
		return nil
	}
	see := "MSG_FASTOPEN"
	if waits {
		see = "TCP_FASTOPEN_CONNECT"
	}
	switch s.call.Errno {
	case "":
		if s.call.Ret < 0 || s.values.Size == 0 {
			return nil
		}
		return s.opened(waits).see(see)
	case "EINPROGRESS":
		return found("The SYN of %s was sent without the data: there is no Fast Open cookie of that server yet, and the call does not sleep until the handshake is complete. None of the %s was taken.", s.whom(), step.Counted(s.values.Size, "byte")).
			because("sendto", "EINPROGRESS", "the call").advise("Poll for writable, then send the data again; the server's answer brings a cookie for the next connection, if TCP_FASTOPEN is set on it.").
			try("poll %s:out 1s", s.name).see(see)
	}
	return nil
}

// opened says how the data of the first write was sent.
func (s scene) opened(waited bool) *Finding {
	n := step.Counted(s.call.Ret, "byte")
	how := "MSG_FASTOPEN connected " + s.whom() + " and sent"
	if waited {
		how = "This first write sent the SYN of " + s.whom() + ", and"
	}
	carried := s.detail.Info["options"]&synData != 0
	switch {
	case s.after.State == status.StateSynSent:
		return found("%s %s: they are in the SYN, or behind it, and it is not answered yet.", how, n).because(s.name+".state", string(s.after.State), "TCP_INFO")
	case s.after.State == status.StateClosed:
		return found("The SYN of %s was sent, for %s, and its answer was a reset: nobody took the data.", s.whom(), n).because(s.name+".state", string(s.after.State), "TCP_INFO").
			advise("The next call on %s reports it; start the listener, and connect again.", s.whom())
	case carried:
		return found("%s %s in the SYN itself: the server's cookie was known, and it took them before the handshake was complete.", how, n).
			because(s.name+".info.options", fmt.Sprint(s.detail.Info["options"]), "TCP_INFO (TCPI_OPT_SYN_DATA)")
	}
	return found("%s %s, but not in the SYN: there was no cookie of that server, or it has no TCP_FASTOPEN, so the call waited for the handshake.", how, n).
		because(s.name+".info.options", fmt.Sprint(s.detail.Info["options"]), "TCP_INFO (no TCPI_OPT_SYN_DATA)").
		advise("The server needs TCP_FASTOPEN and bit 2 of net.ipv4.tcp_fastopen; its first SYN-ACK brings the cookie.")
}

// notConnectedYet finds a recv on a socket whose SYN is still waiting for the first write.
func notConnectedYet(s scene) *Finding {
	if !s.kind.TCP() || s.before == nil || !s.deferred() {
		return nil
	}
	return found("%s has not sent its SYN: with TCP_FASTOPEN_CONNECT that goes with the first write, so nothing can arrive before.", s.who()).
		because(s.name+".TCP_FASTOPEN_CONNECT", "on", "getsockopt").advise("Write first.").try(`send %s "hello"`, s.name).see("TCP_FASTOPEN_CONNECT")
}

// fastOpenOff finds MSG_FASTOPEN where net.ipv4.tcp_fastopen does not allow it.
func fastOpenOff(s scene) *Finding {
	if !s.kind.TCP() || !s.flag(engine.MsgFastopen) {
		return nil
	}
	value := s.lookup().Sysctls["net.ipv4.tcp_fastopen"]
	f := found("Fast Open is off for clients here: bit 1 of net.ipv4.tcp_fastopen is 0. Nothing was sent.").see("MSG_FASTOPEN")
	if value != "" {
		f.because("net.ipv4.tcp_fastopen", value, "/proc/sys")
	}
	return f.advise("Turn it on, or connect first and then send.").try("sysctl net.ipv4.tcp_fastopen 1")
}

// fastOpenLate finds MSG_FASTOPEN on a socket that is already connected.
func fastOpenLate(s scene) *Finding {
	if !s.kind.TCP() || !s.flag(engine.MsgFastopen) || s.before == nil || !connection(s.before.State) {
		return nil
	}
	switch s.call.Errno {
	case "EISCONN":
		return found("%s is connected already, so MSG_FASTOPEN has nothing to open.", s.who()).because(s.name+".state", string(s.before.State), "TCP_INFO").
			advise("Send without MSG_FASTOPEN.").see("MSG_FASTOPEN")
	case "":
		said := strings.Join(s.explainSend(), " ")
		return found("%s MSG_FASTOPEN did nothing: %s was connected already.", said, s.whom()).because(s.name+".state", string(s.before.State), "TCP_INFO").see("MSG_FASTOPEN")
	}
	return nil
}
