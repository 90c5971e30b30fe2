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
	// Clocks are those of timerfd_create.
	Clocks = &Names{What: "clock", Prefix: "CLOCK_", List: []Name{
		{"CLOCK_REALTIME", unix.CLOCK_REALTIME}, {"CLOCK_MONOTONIC", unix.CLOCK_MONOTONIC},
	}}
	// Whences are what an offset of lseek counts from.
	Whences = &Names{What: "whence of lseek", Prefix: "SEEK_", List: []Name{
		{"SEEK_SET", unix.SEEK_SET}, {"SEEK_CUR", unix.SEEK_CUR}, {"SEEK_END", unix.SEEK_END},
	}}
)
