package sockets

import "golang.org/x/sys/unix"

// The flags of descriptors that are not sockets, and what their calls are given.
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
	// FcntlCommands are what fcntl does to any descriptor.
	FcntlCommands = &Names{What: "command of fcntl", Prefix: "F_", List: []Name{
		{"F_DUPFD", unix.F_DUPFD}, {"F_DUPFD_CLOEXEC", unix.F_DUPFD_CLOEXEC}, {"F_GETFD", unix.F_GETFD}, {"F_SETFD", unix.F_SETFD},
		{"F_GETFL", unix.F_GETFL}, {"F_SETFL", unix.F_SETFL}, {"F_GETOWN", unix.F_GETOWN}, {"F_SETOWN", unix.F_SETOWN},
		{"F_GETSIG", unix.F_GETSIG}, {"F_SETSIG", unix.F_SETSIG}, {"F_GETPIPE_SZ", unix.F_GETPIPE_SZ}, {"F_SETPIPE_SZ", unix.F_SETPIPE_SZ},
		{"F_GET_SEALS", unix.F_GET_SEALS}, {"F_ADD_SEALS", unix.F_ADD_SEALS},
	}}
	// Seals are what may no longer be done to a memfd.
	Seals = &Names{What: "seal", Prefix: "F_SEAL_", Flags: true, List: []Name{
		{"F_SEAL_SEAL", unix.F_SEAL_SEAL}, {"F_SEAL_SHRINK", unix.F_SEAL_SHRINK}, {"F_SEAL_GROW", unix.F_SEAL_GROW},
		{"F_SEAL_WRITE", unix.F_SEAL_WRITE}, {"F_SEAL_FUTURE_WRITE", unix.F_SEAL_FUTURE_WRITE},
	}}
	// Clocks are those of timerfd_create.
	Clocks = &Names{What: "clock", Prefix: "CLOCK_", List: []Name{
		{"CLOCK_REALTIME", unix.CLOCK_REALTIME}, {"CLOCK_MONOTONIC", unix.CLOCK_MONOTONIC},
	}}
	// Whences are what an offset of lseek counts from.
	Whences = &Names{What: "whence of lseek", Prefix: "SEEK_", List: []Name{
		{"SEEK_SET", unix.SEEK_SET}, {"SEEK_CUR", unix.SEEK_CUR}, {"SEEK_END", unix.SEEK_END},
	}}
)
