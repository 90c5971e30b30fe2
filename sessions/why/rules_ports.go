package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfPorts are the rules about answers of bind, listen, connect, accept and others that need an address.
func rulesOfPorts() []rule {
	binds, listens, connects := []engine.Syscall{engine.SysBind}, []engine.Syscall{engine.SysListen}, []engine.Syscall{engine.SysConnect}
	accepts, sends := []engine.Syscall{engine.SysAccept4}, []engine.Syscall{engine.SysSendto, engine.SysWrite}
	inUse, again := []string{"EADDRINUSE"}, []string{"EAGAIN"}
	return []rule{
		{"ping-group-range", []engine.Syscall{engine.SysSocket}, []string{"EACCES"}, pingSocket},
		{"address-of-other-domain", slices.Concat(binds, connects), []string{"EINVAL", "EAFNOSUPPORT"}, otherDomain},
		{"port-in-use", binds, inUse, portInUse},
		{"port-in-use", listens, inUse, portInUse},
		{"unix-path-in-use", binds, inUse, pathInUse},
		{"unix-name-in-use", binds, inUse, nameInUse},
		{"no-port-left", slices.Concat(binds, listens), inUse, noPortLeft},
		{"no-port-left", connects, []string{"EADDRNOTAVAIL", "EAGAIN"}, noPortLeft},
		{"no-port-left", sends, again, noPortLeft},
		{"", binds, []string{"EACCES"}, lowPort},
		{"bound-already", binds, []string{"EINVAL"}, boundAlready},
		{"address-of-nobody-here", binds, []string{"EADDRNOTAVAIL"}, foreignAddress},
		{"address-pair-in-use", connects, []string{"EADDRNOTAVAIL", "EADDRINUSE"}, pairInUse},
		{"nobody-listens", slices.Concat(connects, sends), []string{"ECONNREFUSED"}, nobodyListens},
		{"unix-nobody-listens", connects, []string{"ECONNREFUSED", "EPROTOTYPE"}, noStreamListener},
		{"unix-backlog-full", connects, again, unixBacklogFull},
		{"attempt-held-up", connects, []string{"EINPROGRESS"}, attemptHeldUp},
		{"", connects, []string{"EINPROGRESS"}, attemptBegun},
		{"attempt-under-way", connects, []string{"EALREADY"}, attemptUnderWay},
		{"attempt-never-answered", connects, []string{"ETIMEDOUT"}, neverAnswered},
		{"attempt-told-before", connects, []string{"ECONNABORTED"}, attemptToldBefore},
		{"listener-cannot-connect", connects, []string{"EISCONN", "EINVAL"}, listenerConnects},
		{"connected-already", connects, []string{"EISCONN"}, connectedAlready},
		{"unix-stream-stays-connected", connects, []string{"EINVAL"}, staysConnected},
		{"bound-to-no-interface", slices.Concat(connects, sends), []string{"ENODEV"}, noDevice},
		{"no-route", connects, []string{"ENETUNREACH"}, noRoute},
		{"connection-held-up", accepts, again, connectionHeldUp},
		{"", accepts, again, nobodyToAccept},
		{"cannot-listen", listens, []string{"EINVAL"}, cannotListen},
		{"no-peer", []engine.Syscall{engine.SysGetpeername}, []string{"ENOTCONN"}, noPeer},
		{"not-listening", accepts, []string{"EINVAL"}, notListening},
	}
}
