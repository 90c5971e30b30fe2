package sockets

import (
	"sync"

	"golang.org/x/sys/unix"
)

// Requests that golang.org/x/sys/unix lacks.
const (
	// Fionbio is FIONBIO of asm-generic/ioctls.h, like the others with that prefix.
	Fionbio      = 0x5421
	fioasync     = 0x5452
	fionclex     = 0x5450
	fioclex      = 0x5451
	fioqsize     = 0x5460
	fiosetown    = 0x8901 // asm-generic/sockios.h
	fiogetown    = 0x8903
	siocunixfile = 0x89e0 // linux/un.h
)

// Requests returns the requests of fcntl and ioctl that are supported, one row each.
func Requests() []*Request { return requests() }

var requests = sync.OnceValue(func() []*Request {
	status, descriptor := &FlagCommands{unix.F_GETFL, unix.F_SETFL}, &FlagCommands{unix.F_GETFD, unix.F_SETFD}
	list := []*Request{
		{Name: "O_NONBLOCK", Number: unix.O_NONBLOCK, Takes: onOff, Flag: status, About: "calls answer EAGAIN instead of sleeping"},
		{Name: "O_ASYNC", Number: unix.O_ASYNC, Takes: onOff, Flag: status, also: []string{"FASYNC"}, About: "a signal whenever the socket becomes ready"},
		{Name: "FD_CLOEXEC", Number: unix.FD_CLOEXEC, Takes: onOff, Flag: descriptor, About: "closed when the process executes another program"},
		{Name: "F_GETFL", Number: unix.F_GETFL, Gives: flagsOf(StatusFlags), About: "the flags of the open file description"},
		{Name: "F_SETFL", Number: unix.F_SETFL, Shape: ByNumber, Takes: flagsOf(StatusFlags), About: "sets all of these flags at once"},
		{Name: "F_GETFD", Number: unix.F_GETFD, Gives: flagsOf(DescriptorFlags), About: "the flags of this descriptor"},
		{Name: "F_SETFD", Number: unix.F_SETFD, Shape: ByNumber, Takes: flagsOf(DescriptorFlags), About: "sets all of these flags at once"},
		{Name: "F_DUPFD", Number: unix.F_DUPFD, Shape: ByNumber, Takes: whole, Gives: whole, Risk: RiskCopy, About: "a second descriptor, with at least this number"},
		{Name: "F_DUPFD_CLOEXEC", Number: unix.F_DUPFD_CLOEXEC, Shape: ByNumber, Takes: whole, Gives: whole, Risk: RiskCopy, About: "the same, with FD_CLOEXEC set"},
		{Name: "F_GETOWN", Number: unix.F_GETOWN, Gives: whole, About: "who gets SIGIO and SIGURG"},
		{Name: "F_SETOWN", Number: unix.F_SETOWN, Shape: ByNumber, Takes: process, Risk: RiskOwner, About: "says who gets SIGIO and SIGURG"},
		{Name: "F_GETOWN_EX", Number: unix.F_GETOWN_EX, Shape: ByPointer, Gives: owner, About: "who gets SIGIO and SIGURG, a thread too"},
		{Name: "F_SETOWN_EX", Number: unix.F_SETOWN_EX, Shape: ByPointer, Takes: owner, Risk: RiskOwner, About: "says who gets SIGIO and SIGURG, a thread too"},
		{Name: "F_GETSIG", Number: unix.F_GETSIG, Gives: signal, About: "the signal that is sent instead of SIGIO; 0 is SIGIO"},
		{Name: "F_SETSIG", Number: unix.F_SETSIG, Shape: ByNumber, Takes: signal, Risk: RiskSignal, About: "chooses the signal that is sent instead of SIGIO"},
		{Name: "F_GETPIPE_SZ", Number: unix.F_GETPIPE_SZ, Gives: size, About: "bytes that a pipe can hold"},
		{Name: "F_SETPIPE_SZ", Number: unix.F_SETPIPE_SZ, Shape: ByNumber, Takes: size, Gives: size, Risk: RiskMemory, About: "makes a pipe hold as many bytes, rounded up"},
		{Name: "F_GET_SEALS", Number: unix.F_GET_SEALS, Gives: flagsOf(Seals), About: "what may no longer be done to a memfd"},
		{Name: "F_ADD_SEALS", Number: unix.F_ADD_SEALS, Shape: ByNumber, Takes: flagsOf(Seals), About: "adds to what may no longer be done to a memfd"},
	}
	for _, r := range list {
		r.Call = SysFcntl
	}
	requests := []*Request{
		{Name: "FIONBIO", Number: Fionbio, Shape: ByPointer, Takes: onOff, About: "O_NONBLOCK in one call"},
		{Name: "FIOASYNC", Number: fioasync, Shape: ByPointer, Takes: onOff, About: "O_ASYNC in one call"},
		{Name: "FIOCLEX", Number: fioclex, About: "sets FD_CLOEXEC in one call"},
		{Name: "FIONCLEX", Number: fionclex, About: "clears FD_CLOEXEC in one call"},
		{Name: "FIONREAD", Number: unix.TIOCINQ, Shape: ByPointer, Gives: whole, also: []string{"TIOCINQ"}, About: "bytes waiting to be received"},
		{Name: "SIOCINQ", Number: unix.SIOCINQ, Shape: ByPointer, Gives: whole, shown: "FIONREAD", About: "the same as FIONREAD"},
		{Name: "SIOCOUTQ", Number: unix.SIOCOUTQ, Shape: ByPointer, Gives: whole, also: []string{"TIOCOUTQ"}, shown: "TIOCOUTQ", About: "bytes sent and not acknowledged"},
		{Name: "SIOCOUTQNSD", Number: unix.SIOCOUTQNSD, Shape: ByPointer, Gives: whole, About: "bytes not sent even once"},
		{Name: "SIOCATMARK", Number: unix.SIOCATMARK, Shape: ByPointer, Gives: whole, About: "whether the next byte is the urgent one"},
		{Name: "FIOSETOWN", Number: fiosetown, Shape: ByPointer, Takes: process, Risk: RiskOwner, About: "F_SETOWN of a socket"},
		{Name: "SIOCSPGRP", Number: unix.SIOCSPGRP, Shape: ByPointer, Takes: process, Risk: RiskOwner, About: "the same as FIOSETOWN"},
		{Name: "FIOGETOWN", Number: fiogetown, Shape: ByPointer, Gives: whole, About: "F_GETOWN of a socket"},
		{Name: "SIOCGPGRP", Number: unix.SIOCGPGRP, Shape: ByPointer, Gives: whole, About: "the same as FIOGETOWN"},
		{Name: "SIOCGSTAMP_OLD", Number: unix.SIOCGSTAMP_OLD, Shape: ByPointer, Gives: microtime, also: []string{"SIOCGSTAMP"}, About: "when the last packet that was read came"},
		{Name: "SIOCGSTAMPNS_OLD", Number: unix.SIOCGSTAMPNS_OLD, Shape: ByPointer, Gives: nanotime, also: []string{"SIOCGSTAMPNS"}, About: "the same, in nanoseconds"},
		{Name: "SIOCGSTAMP_NEW", Number: unix.SIOCGSTAMP_NEW, Shape: ByPointer, Gives: microtime, About: "the same, with 64 bits on every machine"},
		{Name: "SIOCGSTAMPNS_NEW", Number: unix.SIOCGSTAMPNS_NEW, Shape: ByPointer, Gives: nanotime, About: "the same, in nanoseconds, with 64 bits on every machine"},
		{Name: "SIOCGSKNS", Number: unix.SIOCGSKNS, Shape: ByUnread, Gives: whole, Risk: RiskOpen, About: "a descriptor of the socket's network namespace"},
		{Name: "SIOCUNIXFILE", Number: siocunixfile, Shape: ByUnread, Gives: whole, Risk: RiskPath, also: []string{"SIOCPROTOPRIVATE"}, shown: "SIOCPROTOPRIVATE", About: "a descriptor (O_PATH) of the file that a Unix socket is bound to; a name keeps it open"},
		{Name: "FIOQSIZE", Number: fioqsize, Shape: ByPointer, Gives: size64, About: "what a file takes of its disk, or of memory"},
		{Name: "SIOCGIFNAME", Number: unix.SIOCGIFNAME, Shape: ByIndex, Takes: whole, Gives: device, Field: "ifr_ifindex", About: "the name of the interface with an index"},
		{Name: "SIOCGIFINDEX", Number: unix.SIOCGIFINDEX, Shape: ByInterface, Takes: device, Gives: whole, Field: "ifr_ifindex", About: "the index of an interface"},
		{Name: "SIOCGIFFLAGS", Number: unix.SIOCGIFFLAGS, Shape: ByInterface, Takes: device, Gives: interfaceFlags, Field: "ifr_flags", About: "whether an interface is up, a loopback, …"},
		{Name: "SIOCGIFADDR", Number: unix.SIOCGIFADDR, Shape: ByInterface, Takes: device, Gives: address, Field: "ifr_addr", About: "the IPv4 address of an interface"},
		{Name: "SIOCGIFMTU", Number: unix.SIOCGIFMTU, Shape: ByInterface, Takes: device, Gives: whole, Field: "ifr_mtu", About: "the largest packet of an interface"},
		{Name: "SIOCGIFCONF", Number: unix.SIOCGIFCONF, Shape: ByList, Gives: addresses, About: "the interfaces that have an IPv4 address"},
		{Name: "SIOCETHTOOL", Number: unix.SIOCETHTOOL, Shape: ByDriver, Takes: driverQuestion, Gives: driverAnswer, About: "what ethtool asks the driver of an interface"},
		{Name: "SIOCGHWTSTAMP", Number: unix.SIOCGHWTSTAMP, Shape: ByDriver, Takes: device, Gives: hardwareStamps, About: "which packets the card stamps with its own clock"},
		{Name: "IOCTL_VM_SOCKETS_GET_LOCAL_CID", Number: unix.IOCTL_VM_SOCKETS_GET_LOCAL_CID, Shape: ByPointer, Gives: whole, opaque: true,
			also:  []string{"IOCTL_VMCI_SOCKETS_GET_LOCAL_CID or IOCTL_VM_SOCKETS_GET_LOCAL_CID"},
			shown: "IOCTL_VMCI_SOCKETS_GET_LOCAL_CID or IOCTL_VM_SOCKETS_GET_LOCAL_CID", About: "the number of this host among its virtual machines"},
	}
	for _, r := range requests {
		r.Call = SysIoctl
	}
	return append(list, requests...)
})
