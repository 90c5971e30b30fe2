package sockets

import (
	"strconv"

	"golang.org/x/sys/unix"
)

// The flags of descriptors that are not sockets, and constants for their calls.
var (
	// PipeFlags are those of pipe2 and dup3.
	PipeFlags = &Names{What: "flag of a pipe", Prefix: "O_", Flags: true, List: []Name{
		{"O_NONBLOCK", unix.O_NONBLOCK}, {"O_DIRECT", unix.O_DIRECT}, {"O_CLOEXEC", unix.O_CLOEXEC},
	}}
	// EventfdFlags are those of eventfd2.
	EventfdFlags = &Names{What: "flag of an eventfd", Prefix: "EFD_", Flags: true, List: []Name{
		{"EFD_SEMAPHORE", unix.EFD_SEMAPHORE}, {"EFD_CLOEXEC", unix.EFD_CLOEXEC}, {"EFD_NONBLOCK", unix.EFD_NONBLOCK},
	}}
	// TimerfdFlags are those of timerfd_create.
	TimerfdFlags = &Names{What: "flag of a timerfd", Prefix: "TFD_", Flags: true, List: []Name{
		{"TFD_CLOEXEC", unix.TFD_CLOEXEC}, {"TFD_NONBLOCK", unix.TFD_NONBLOCK},
	}}
	// MemfdFlags are those of memfd_create.
	MemfdFlags = &Names{What: "flag of memfd_create", Prefix: "MFD_", Flags: true, List: []Name{
		{"MFD_CLOEXEC", unix.MFD_CLOEXEC}, {"MFD_ALLOW_SEALING", unix.MFD_ALLOW_SEALING},
	}}
	// Seals forbid changes of a memfd.
	Seals = &Names{What: "seal", Prefix: "F_SEAL_", Flags: true, List: []Name{
		{"F_SEAL_SEAL", unix.F_SEAL_SEAL}, {"F_SEAL_SHRINK", unix.F_SEAL_SHRINK}, {"F_SEAL_GROW", unix.F_SEAL_GROW},
		{"F_SEAL_WRITE", unix.F_SEAL_WRITE}, {"F_SEAL_FUTURE_WRITE", unix.F_SEAL_FUTURE_WRITE},
	}}
	// Clocks are those of timerfd_create.
	Clocks = &Names{What: "clock", Prefix: "CLOCK_", List: []Name{
		{"CLOCK_REALTIME", unix.CLOCK_REALTIME}, {"CLOCK_MONOTONIC", unix.CLOCK_MONOTONIC},
	}}
	// Whences are the positions that lseek offsets are relative to.
	Whences = &Names{What: "whence of lseek", Prefix: "SEEK_", List: []Name{
		{"SEEK_SET", unix.SEEK_SET}, {"SEEK_CUR", unix.SEEK_CUR}, {"SEEK_END", unix.SEEK_END},
	}}
	// InterfaceFlags are those of SIOCGIFFLAGS, netdevice(7).
	InterfaceFlags = &Names{What: "flag of an interface", Prefix: "IFF_", Flags: true, List: []Name{
		{"IFF_UP", unix.IFF_UP}, {"IFF_BROADCAST", unix.IFF_BROADCAST}, {"IFF_DEBUG", unix.IFF_DEBUG}, {"IFF_LOOPBACK", unix.IFF_LOOPBACK},
		{"IFF_POINTOPOINT", unix.IFF_POINTOPOINT}, {"IFF_NOTRAILERS", unix.IFF_NOTRAILERS}, {"IFF_RUNNING", unix.IFF_RUNNING},
		{"IFF_NOARP", unix.IFF_NOARP}, {"IFF_PROMISC", unix.IFF_PROMISC}, {"IFF_ALLMULTI", unix.IFF_ALLMULTI}, {"IFF_MASTER", unix.IFF_MASTER},
		{"IFF_SLAVE", unix.IFF_SLAVE}, {"IFF_MULTICAST", unix.IFF_MULTICAST}, {"IFF_PORTSEL", unix.IFF_PORTSEL},
		{"IFF_AUTOMEDIA", unix.IFF_AUTOMEDIA}, {"IFF_DYNAMIC", unix.IFF_DYNAMIC},
	}}
	// Signals are those of signal(7); real-time signals have the names that strace gives them.
	Signals = &Names{What: "signal", Prefix: "SIG", List: signals()}
)

// signals returns all signals of Linux.
func signals() []Name {
	const realTime, last = 32, 64
	var list []Name
	for number := 1; number < realTime; number++ {
		list = append(list, Name{unix.SignalName(unix.Signal(number)), number})
	}
	list = append(list, Name{"SIGRTMIN", realTime})
	for number := realTime + 1; number <= last; number++ {
		list = append(list, Name{"SIGRT_" + strconv.Itoa(number-realTime), number})
	}
	return list
}
