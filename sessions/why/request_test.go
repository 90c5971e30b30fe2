package why

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// requestTests are the explanations of fcntl and ioctl requests.
func requestTests() map[string]eventTest {
	bound := &status.Condition{State: "CLOSED", Local: "127.0.0.1:7000", Ready: "out|hup", Notsent: ptr(0), Pending: ptr(0)}
	fcntl := func(errno string, args ...string) engine.Event {
		return event(call("fcntl", -1, errno, append([]string{"s"}, args...)...), same("s", bound))
	}
	ioctl := func(errno string, args ...string) engine.Event {
		return event(call("ioctl", -1, errno, append([]string{"s"}, args...)...), same("s", bound))
	}
	return map[string]eventTest{
		"dup beyond the limit":    {fcntl("EINVAL", "F_DUPFD", "100000000"), "RLIMIT_NOFILE", "flags"},
		"dup with all taken":      {fcntl("EMFILE", "F_DUPFD_CLOEXEC", "10"), "No descriptor is free from that number", ""},
		"no such signal":          {fcntl("EINVAL", "F_SETSIG", "99"), "no signal of this number", "command"},
		"no such kind of owner":   {fcntl("EINVAL", "F_SETOWN_EX", "{type=0x5 /* F_OWNER_??? */, pid=1}"), "a thread, a process or a group", "command"},
		"no such owner":           {fcntl("ESRCH", "F_SETOWN", "4190000"), "No process, thread or group", ""},
		"a seal of a socket":      {fcntl("EINVAL", "F_ADD_SEALS", "F_SEAL_GROW"), "s has no seals", "command"},
		"a pipe of nothing":       {event(call("fcntl", -1, "EINVAL", "r", "F_SETPIPE_SZ", "0"), plain("r", status.KindPipeRead)), "can't be that large, or hold nothing", "command"},
		"the pipe of a socket":    {fcntl("EBADF", "F_GETPIPE_SZ"), "s is not a pipe", "closed"},
		"a pipe too large":        {event(call("fcntl", -1, "EPERM", "r", "F_SETPIPE_SZ", "1073741824"), plain("r", status.KindPipeRead)), "fs.pipe-max-size", "flag"},
		"a pipe too full":         {event(call("fcntl", -1, "EBUSY", "r", "F_SETPIPE_SZ", "4096"), plain("r", status.KindPipeRead)), "more bytes than", ""},
		"a sealed memfd":          {event(call("fcntl", -1, "EPERM", "m", "F_ADD_SEALS", "F_SEAL_GROW"), plain("m", status.KindMemfd)), "F_SEAL_SEAL", "flag"},
		"a mapped memfd":          {event(call("fcntl", -1, "EBUSY", "m", "F_ADD_SEALS", "F_SEAL_WRITE"), plain("m", status.KindMemfd)), "mapped", ""},
		"no such group":           {ioctl("ESRCH", "FIOSETOWN", "[4190000]"), "No process or group", ""},
		"no number of a group":    {ioctl("EINVAL", "SIOCSPGRP", "[-2147483648]"), "can't be that of a process", "listener"},
		"no stamp yet":            {ioctl("ENOENT", "SIOCGSTAMPNS_OLD", "0x…"), "turned them on now", ""},
		"no stamp of MPTCP":       {ioctl("EOPNOTSUPP", "SIOCGSTAMP_OLD", "0x…"), "MPTCP", ""},
		"no stamp of a Unix":      {ioctl("ENOTTY", "SIOCGSTAMP_OLD", "0x…"), "s keeps no time stamps", "SIOCATMARK"},
		"no file bound to":        {ioctl("ENOENT", "SIOCPROTOPRIVATE", "0x…"), "s is not bound to a file", ""},
		"no file, an abstract":    {ioctl("EINVAL", "SIOCPROTOPRIVATE", "0x…"), "abstract name", "listener"},
		"no file of TCP":          {ioctl("ENOTTY", "SIOCPROTOPRIVATE", "0x…"), "s is not a Unix socket", "SIOCATMARK"},
		"no driver":               {ioctl("EOPNOTSUPP", "SIOCGHWTSTAMP", "0x…"), "loopback has no card", ""},
		"no signals":              {ioctl("EOPNOTSUPP", "FIOGETOWN", "0x…"), "sends no signals", ""},
		"no interface":            {ioctl("ENODEV", "SIOCGIFMTU", `{ifr_name="nosuch"}`), "no interface of that name", ""},
		"no size of a socket":     {ioctl("ENOTTY", "FIOQSIZE", "0x…"), "s is not a file", "SIOCATMARK"},
		"no number of a machine":  {ioctl("ENOTTY", "IOCTL_VMCI_SOCKETS_GET_LOCAL_CID or IOCTL_VM_SOCKETS_GET_LOCAL_CID", "0x…"), "/dev/vsock", "SIOCATMARK"},
		"no address of IPv6":      {ioctl("ENOTTY", "SIOCGIFADDR", `{ifr_name="lo"}`), "IPv4's", "SIOCATMARK"},
		"an interface of a pipe":  {event(call("ioctl", -1, "ENOTTY", "r", "SIOCGIFMTU", `{ifr_name="lo"}`), plain("r", status.KindPipeRead)), "r is not a socket", "SIOCATMARK"},
		"asks about signals":      {event(call("fcntl", 0, "", "s", "F_SETFL", "O_RDWR|FASYNC"), same("s", bound)), "blocks again", ""}, // the text does not say which flag was meant
		"a second descriptor":     {event(call("fcntl", 30, "", "s", "F_DUPFD", "30"), same("s", bound)), "Descriptor 30|second descriptor of the same socket as s|FD_CLOEXEC not set", ""},
		"a pipe rounded":          {event(call("fcntl", 131072, "", "r", "F_SETPIPE_SZ", "102400"), plain("r", status.KindPipeRead)), "128KiB|rounded the 100KiB", ""},
		"a group gets the signal": {event(call("fcntl", -77, "", "s", "F_GETOWN"), same("s", bound)), "Process group 77 gets SIGIO", ""},
	}
}

// Every request that succeeds has a sentence of its own.
func TestEveryRequestIsExplained(t *testing.T) {
	for _, r := range engine.Requests() {
		if r.Flag != nil {
			continue
		}
		s := scene{call: engine.Call{Name: r.Call}, values: engine.CallValues{Op: r.Number, Value: make([]byte, r.Room())}, event: engine.Event{Step: engine.Step{Verb: string(r.Call), Request: r.Name}}, name: "s"}
		if got := s.request(); got != r.Name {
			t.Errorf("%s is explained as %q", r.Name, got)
		}
		said := strings.Join(s.explainControl(), " ")
		if strings.Contains(said, " answered 0.") || !strings.HasSuffix(said, ".") || strings.Contains(said, "%!") {
			t.Errorf("%s: %q", r.Name, said)
		}
		t.Logf("%-32s %s", r.Name, said)
	}
}
