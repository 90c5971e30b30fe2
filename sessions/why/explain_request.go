package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// request returns the name of what fcntl or ioctl was asked for, or "" for another call. If a number has two names,
// it returns the one that the step uses.
func (s scene) request() string {
	if s.call.Name != engine.SysFcntl && s.call.Name != engine.SysIoctl {
		return ""
	}
	r, ok := engine.RequestOf(s.call.Name, s.values.Op)
	if !ok {
		return ""
	}
	if asked, named := engine.FindRequest(s.call.Name, s.event.Step.Request); named && asked.Number == r.Number && asked.Flag == nil {
		return asked.Name
	}
	return r.Name
}

// answered returns the answer to a request as a script writes it. If the call has only its text, that is what the
// step got.
func (s scene) answered() string {
	r, ok := engine.RequestOf(s.call.Name, s.values.Op)
	if !ok || r.Gives == nil || len(s.values.Value) < r.Room() {
		return s.event.Got
	}
	return r.Gives.Decode(r.Answer(int(s.call.Ret), s.values.Value))
}

// device returns the interface that ioctl was asked about.
func (s scene) device() string {
	if len(s.values.Value) > 0 {
		return engine.Interface(s.values.Value)
	}
	return "the interface"
}

// explainControl says what fcntl and ioctl did.
func (s scene) explainControl() []string {
	if said, ok := saidOfRequests[s.request()]; ok {
		return []string{said(s)}
	}
	return []string{fmt.Sprintf("%s answered %d.", s.call.Name, s.call.Ret)}
}

// saidOfRequests maps a request to the sentence about what it did or answered.
var saidOfRequests = map[string]func(scene) string{
	"F_GETFL": func(s scene) string {
		return fmt.Sprintf("The flags of %s are %s; every dup shares them.", s.whom(), engine.StatusFlags.Format(s.values.Flags))
	},
	"F_SETFL": scene.saidOfStatus,
	"F_GETFD": func(s scene) string {
		return fmt.Sprintf("The flags of this one descriptor of %s are %s.", s.whom(), engine.DescriptorFlags.Format(s.values.Flags))
	},
	"F_SETFD":         func(s scene) string { return s.onExec(s.values.Flags&engine.Cloexec != 0) },
	"FIOCLEX":         func(s scene) string { return s.onExec(true) },
	"FIONCLEX":        func(s scene) string { return s.onExec(false) },
	"F_DUPFD":         func(s scene) string { return s.copied("not set") },
	"F_DUPFD_CLOEXEC": func(s scene) string { return s.copied("set") },
	"F_GETOWN":        func(s scene) string { return s.signalsGo(s.call.Ret) },
	"F_SETOWN":        func(s scene) string { return s.signalsWillGo(int64(s.values.Flags)) },
	"FIOSETOWN":       func(s scene) string { return s.signalsWillGo(s.values.Number) },
	"SIOCSPGRP":       func(s scene) string { return s.signalsWillGo(s.values.Number) },
	"FIOGETOWN":       func(s scene) string { return s.signalsGo(s.values.Number) },
	"SIOCGPGRP":       func(s scene) string { return s.signalsGo(s.values.Number) },
	"F_GETOWN_EX":     scene.ownerOfSignals,
	"F_SETOWN_EX":     scene.ownerOfSignals,
	"F_GETSIG":        func(s scene) string { return s.signalled(int(s.call.Ret)) },
	"F_SETSIG":        func(s scene) string { return s.signalled(s.values.Flags) },
	"F_GETPIPE_SZ": func(s scene) string {
		return fmt.Sprintf("The pipe of %s holds at most %s; then write sleeps, or answers EAGAIN.", s.whom(), sockopts.FormatSize(s.call.Ret))
	},
	"F_SETPIPE_SZ": func(s scene) string {
		if asked := int64(s.values.Flags); asked != s.call.Ret {
			return fmt.Sprintf("The pipe of %s holds at most %s now: the kernel has rounded the %s that were asked for up to whole pages, a power of 2 of them.",
				s.whom(), sockopts.FormatSize(s.call.Ret), sockopts.FormatSize(asked))
		}
		return fmt.Sprintf("The pipe of %s holds at most %s now, at both of its ends.", s.whom(), sockopts.FormatSize(s.call.Ret))
	},
	"F_GET_SEALS": func(s scene) string {
		if s.call.Ret == 0 {
			return fmt.Sprintf("%s has no seals: it may be written, and change its size.", s.who())
		}
		return fmt.Sprintf("%s is sealed with %s, for whoever has it.", s.who(), s.flagsNamed(int(s.call.Ret)))
	},
	"F_ADD_SEALS": func(s scene) string {
		return fmt.Sprintf("%s is added to the seals of %s. No seal can be taken off again.", s.argument(), s.whom())
	},

	"FIONBIO": func(s scene) string { return s.nonblocking(s.values.Number != 0) },
	"FIOASYNC": func(s scene) string {
		return s.asynchronous(s.values.Number != 0)
	},
	"FIONREAD": scene.saidOfPending,
	"SIOCINQ":  scene.saidOfPending,
	"SIOCOUTQ": func(s scene) string {
		return fmt.Sprintf("%s has %s sent but not acknowledged, or not yet taken by the receiver (Send-Q).", s.who(), step.Counted(s.values.Number, "byte"))
	},
	"SIOCOUTQNSD": func(s scene) string {
		return fmt.Sprintf("%s has %s not on the wire yet.", s.who(), step.Counted(s.values.Number, "byte"))
	},
	"SIOCATMARK": func(s scene) string {
		if s.values.Number == 1 {
			return fmt.Sprintf("%s has been read up to the urgent mark.", s.who())
		}
		return fmt.Sprintf("The next byte of %s is not at the urgent mark.", s.whom())
	},
	"SIOCGSTAMP_OLD": scene.stamped, "SIOCGSTAMPNS_OLD": scene.stamped, "SIOCGSTAMP_NEW": scene.stamped, "SIOCGSTAMPNS_NEW": scene.stamped,
	"SIOCGSKNS": func(s scene) string {
		return fmt.Sprintf("The kernel opened descriptor %d of the network namespace of %s, which setns(2) would enter. Here it was closed at once.", s.call.Ret, s.whom())
	},
	"SIOCUNIXFILE": func(s scene) string {
		if !s.kind.Unix() {
			return fmt.Sprintf("%s is not a Unix socket: for its family the number is another request, which answered %d and opened nothing.", s.who(), s.call.Ret)
		}
		said := fmt.Sprintf("The kernel opened descriptor %d (O_PATH) of the file that %s is bound to, even where its path means another file by now.", s.call.Ret, s.whom())
		if made, ok := s.made(); ok && made.Plain == status.KindPath {
			return fmt.Sprintf("%s %s stands for that file without opening it: most calls answer EBADF.", said, made.Name)
		}
		return said + " Here it was closed at once."
	},
	"FIOQSIZE": func(s scene) string {
		return fmt.Sprintf("%s is a file that takes %s bytes of its disk, or of memory: whole pages of them.", s.who(), s.answered())
	},

	"SIOCGIFNAME": func(s scene) string {
		return fmt.Sprintf("The interface of that index is %s.", s.answered())
	},
	"SIOCGIFINDEX": func(s scene) string {
		return fmt.Sprintf("%s has index %s. Options such as IP_UNICAST_IF and scope ids of addresses name an interface so.", s.device(), s.answered())
	},
	"SIOCGIFFLAGS": func(s scene) string { return fmt.Sprintf("The flags of %s are %s.", s.device(), s.answered()) },
	"SIOCGIFADDR": func(s scene) string {
		return fmt.Sprintf("The first IPv4 address of %s is %s; netlink tells others, and those of IPv6.", s.device(), s.answered())
	},
	"SIOCGIFMTU": func(s scene) string {
		return fmt.Sprintf("A packet of %s has at most %s bytes, its IP header included.", s.device(), s.answered())
	},
	"SIOCGIFCONF": func(s scene) string {
		if got := s.answered(); got != "" {
			return fmt.Sprintf("These interfaces have an IPv4 address: %s. Those without one are left out.", strings.ReplaceAll(got, ",", ", "))
		}
		return "No interface has an IPv4 address."
	},
	"SIOCETHTOOL": func(s scene) string {
		return fmt.Sprintf("The driver of %s answers %s: 1 is yes and 0 is no, but for ETHTOOL_GFLAGS, which has bits.", s.device(), s.answered())
	},
	"SIOCGHWTSTAMP": func(s scene) string {
		return fmt.Sprintf("The card of %s has %s as flags, tx_type and rx_filter: 0 stamps nothing with its own clock.", s.device(), s.answered())
	},
	"IOCTL_VM_SOCKETS_GET_LOCAL_CID": func(s scene) string {
		return fmt.Sprintf("This host is number %d among its virtual machines.", s.values.Number)
	},
}

func (s scene) saidOfPending() string {
	if s.kind.Datagrams() {
		return fmt.Sprintf("The next datagram of %s has %s; 0 means none, or an empty one.", s.whom(), step.Counted(s.values.Number, "byte"))
	}
	return fmt.Sprintf("%s has %s to receive (Recv-Q).", s.who(), step.Counted(s.values.Number, "byte"))
}

// saidOfStatus says what F_SETFL changed about the flag that the step names.
func (s scene) saidOfStatus() string {
	flags := s.values.Flags
	if s.event.Step.Request == "O_ASYNC" {
		return s.asynchronous(flags&engine.FileAsync != 0)
	}
	return s.nonblocking(flags&engine.FileNonblock != 0)
}

func (s scene) nonblocking(on bool) string {
	if on {
		return fmt.Sprintf("%s no longer blocks: where a call would sleep, it answers EAGAIN.", s.who())
	}
	return fmt.Sprintf("%s blocks again: a call that has to wait sleeps.", s.who())
}

func (s scene) asynchronous(on bool) string {
	if on {
		return fmt.Sprintf("The owner of %s gets SIGIO, or the signal of F_SETSIG, whenever something happens on it; F_SETOWN says who that is. This program takes such a signal without ending.", s.whom())
	}
	return fmt.Sprintf("Nobody gets a signal any more when %s becomes ready.", s.whom())
}

func (s scene) onExec(closed bool) string {
	if closed {
		return fmt.Sprintf("execve will close %s; a fork still shares it.", s.whom())
	}
	return fmt.Sprintf("%s stays open across execve.", s.who())
}

func (s scene) copied(cloexec string) string {
	return fmt.Sprintf("Descriptor %d is the lowest free one from the number that was asked for: it is a second descriptor of the same %s as %s, with FD_CLOEXEC %s.",
		s.call.Ret, s.thing(), s.whom(), cloexec)
}

// owner says who gets signals, given the number of a process or, if negative, of a process group.
func owner(pid int64) string {
	switch {
	case pid == 0:
		return "Nobody gets"
	case pid < 0:
		return fmt.Sprintf("Process group %d gets", -pid)
	}
	return fmt.Sprintf("Process %d gets", pid)
}

func (s scene) signalsGo(pid int64) string {
	return fmt.Sprintf("%s SIGIO and SIGURG of %s.", owner(pid), s.whom())
}

func (s scene) signalsWillGo(pid int64) string {
	return fmt.Sprintf("%s SIGIO and SIGURG of %s from now on. SIGURG comes with urgent data, SIGIO only once O_ASYNC is on.", owner(pid), s.whom())
}

func (s scene) ownerOfSignals() string {
	kind, id := engine.SignalOwner(s.values.Value)
	if id == 0 {
		return fmt.Sprintf("Nobody gets SIGIO and SIGURG of %s.", s.whom())
	}
	return fmt.Sprintf("The %s %d gets SIGIO and SIGURG of %s.", kind, id, s.whom())
}

func (s scene) signalled(number int) string {
	if number == 0 {
		return fmt.Sprintf("The owner of %s gets SIGIO, which does not say what it is about.", s.whom())
	}
	return fmt.Sprintf("The owner of %s gets %s instead of SIGIO; a handler is told the descriptor.", s.whom(), engine.Signals.Format(number))
}

// argument returns the argument of a request as a script writes it.
func (s scene) argument() string {
	r, ok := engine.RequestOf(s.call.Name, s.values.Op)
	if !ok || r.Takes == nil {
		return ""
	}
	if len(s.values.Value) > 0 && len(s.values.Value) >= r.Takes.Size {
		return r.Takes.Decode(s.values.Value)
	}
	if r.Takes.Names != nil {
		return r.Takes.Names.Format(s.values.Flags)
	}
	if s.event.Step.Value != nil {
		return *s.event.Step.Value
	}
	return ""
}

// flagsNamed formats flags with the names of the request.
func (s scene) flagsNamed(flags int) string {
	if r, ok := engine.RequestOf(s.call.Name, s.values.Op); ok && r.Gives != nil && r.Gives.Names != nil {
		return r.Gives.Names.Format(flags)
	}
	return fmt.Sprint(flags)
}

func (s scene) stamped() string {
	return fmt.Sprintf("The last packet that was read from %s came %s seconds after the beginning of 1970. Asking has turned time stamps on for %s.", s.whom(), s.answered(), s.whom())
}
