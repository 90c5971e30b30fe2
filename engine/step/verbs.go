package step

import "sync"

// The groups of verbs, in the order of the help.
const (
	GroupLife      = "make and close"
	GroupConnect   = "name and connect"
	GroupData      = "send and receive"
	GroupOption    = "options and flags"
	GroupWait      = "wait for events"
	GroupShorthand = "shorthands: several calls, each one shown"
	GroupControl   = "control: no system call on your sockets"
)

var (
	socketParam = Param{Role: RoleSocket, Name: "s"}
	waitParam   = Param{Role: RoleTimeout, Name: "timeout", Optional: true}
	flagsParam  = Param{Role: RoleFlags, Name: "flags", Optional: true}
	messageFlag = Param{Role: RoleMessage, Name: "flags", Optional: true}
	addressArg  = Param{Role: RoleAddress, Name: "address"}
	backlogArg  = Param{Role: RoleCount, Name: "backlog", Optional: true}
	textArg     = Param{Role: RoleText, Name: "text"}
	sizeArg     = Param{Role: RoleSize, Name: "size"}
	fromArg     = Param{Role: RoleOther, Name: "f"}
	taskArg     = Param{Role: RoleTask, Name: "task"}
	textsArg    = Param{Role: RoleTexts, Name: "text…"}
	sizesArg    = Param{Role: RoleSizes, Name: "size…"}
	toArg       = Param{Role: RoleTo, Name: "to address [len n]", Optional: true}
	envelopeArg = Param{Role: RoleEnvelope, Name: "flags", Optional: true}
	lengthArg   = Param{Role: RoleLength, Name: "len n", Optional: true}
	interestArg = Param{Role: RoleInterests, Name: "s:events…"}
)

// Verbs returns the whole language, one entry for each verb.
func Verbs() []*Verb { return verbs() }

// verbs is made on first use.
var verbs = sync.OnceValue(func() []*Verb {
	return []*Verb{
		{Name: "socket", Group: GroupLife, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "socket(2)",
			Params:  []Param{{Role: RoleKind, Name: "domain type [protocol] [flags]"}},
			Summary: "makes a socket: tcp tcp6 udp udp6 unix unix-dgram unix-seqpacket mptcp, or a domain and a type"},
		{Name: "socketpair", Group: GroupLife, Effect: EffectMakes, Leaves: Standing{Connected: true}, Gives: 2, Answer: AnswerZero, Manual: "socketpair(2)",
			Params:  []Param{{Role: RolePairKind, Name: "kind [flags]"}},
			Summary: "makes two sockets connected to each other: unix unix-dgram unix-seqpacket"},
		{Name: "dup", Group: GroupLife, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "dup(2)",
			Params:  []Param{socketParam},
			Summary: "makes a second descriptor of the same socket"},
		{Name: "dup3", Group: GroupLife, Effect: EffectChanges, Answer: AnswerDescriptor, Manual: "dup3(2)",
			Params:  []Param{socketParam, {Role: RoleOther, Name: "t"}, {Role: RolePipeFlags, Name: "cloexec", Optional: true}},
			Summary: "makes t a second descriptor of the socket of s; what t was is closed by it"},
		{Name: "memfd", Group: GroupLife, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "memfd_create(2)",
			Params:  []Param{textArg},
			Summary: "makes a file that exists in memory only, with this content: memfd_create, write, lseek"},
		{Name: "pipe", Group: GroupLife, Effect: EffectMakes, Gives: 2, Answer: AnswerZero, Manual: "pipe2(2)",
			Params:  []Param{{Role: RolePipeFlags, Name: "flags", Optional: true}},
			Summary: "makes a pipe: the first descriptor reads what is written to the second; flags: nonblock cloexec direct"},
		{Name: "eventfd", Group: GroupLife, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "eventfd(2)",
			Params:  []Param{{Role: RoleNumber, Name: "number", Optional: true}, {Role: RoleEventfdFlags, Name: "flags", Optional: true}},
			Summary: "makes a counter that write adds to and read takes; flags: semaphore nonblock cloexec"},
		{Name: "timerfd", Group: GroupLife, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "timerfd_create(2)",
			Params: []Param{{Role: RoleTimeout, Name: "duration"}, {Role: RoleEvery, Name: "every duration", Optional: true},
				{Role: RoleTimerfdFlags, Name: "flags", Optional: true}},
			Summary: "makes a timer that read tells the expirations of: timerfd_create, timerfd_settime"},
		{Name: "close", Group: GroupLife, Effect: EffectCloses, Answer: AnswerZero, Manual: "close(2)",
			Params:  []Param{socketParam},
			Summary: "gives the descriptor up; the last one of a socket ends it"},
		{Name: "shutdown", Group: GroupLife, Effect: EffectChanges, Answer: AnswerZero, Manual: "shutdown(2)",
			Params:  []Param{socketParam, {Role: RoleHow, Name: "rd|wr|rdwr"}},
			Summary: "ends one direction or both, whoever else has the socket open"},

		{Name: "bind", Group: GroupConnect, Effect: EffectChanges, Leaves: Standing{Bound: true}, Answer: AnswerZero, Manual: "bind(2)",
			Params:  []Param{socketParam, addressArg, lengthArg},
			Summary: "gives the socket its local address"},
		{Name: "listen", Group: GroupConnect, Effect: EffectChanges, Leaves: Standing{Bound: true, Listening: true}, Answer: AnswerZero, Manual: "listen(2)",
			Params:  []Param{socketParam, backlogArg},
			Summary: "makes the socket a listener; its accept queue holds backlog + 1 connections (5 when left out)"},
		{Name: "connect", Group: GroupConnect, Effect: EffectChanges, Leaves: Standing{Bound: true, Connected: true}, Answer: AnswerZero, Manual: "connect(2)",
			Params:  []Param{socketParam, addressArg, lengthArg},
			Summary: "begins a connection, or names a datagram socket's peer; the address none takes it back"},
		{Name: "accept", Group: GroupConnect, Effect: EffectMakes, Leaves: Standing{Bound: true, Connected: true}, Gives: 1, Answer: AnswerDescriptor, Manual: "accept4(2)",
			Params:  []Param{socketParam, {Role: RoleAccept, Name: "addr|plain", Optional: true}, lengthArg, flagsParam},
			Summary: "takes the first connection out of a listener's accept queue; addr asks who it is, plain is accept(2)"},
		{Name: "getsockname", Group: GroupConnect, Effect: EffectLooks, Answer: AnswerAddress, Manual: "getsockname(2)",
			Params:  []Param{socketParam, lengthArg},
			Summary: "asks for the local address"},
		{Name: "getpeername", Group: GroupConnect, Effect: EffectLooks, Answer: AnswerAddress, Manual: "getpeername(2)",
			Params:  []Param{socketParam, lengthArg},
			Summary: "asks for the peer's address"},

		{Name: "send", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "send(2)",
			Params:  []Param{socketParam, textArg, messageFlag},
			Summary: "hands bytes to the kernel; it may take only some"},
		{Name: "recv", Group: GroupData, Effect: EffectMoves, Answer: AnswerText, Manual: "recv(2)",
			Params:  []Param{socketParam, sizeArg, messageFlag},
			Summary: "takes what has arrived, up to size bytes; nothing at the end of a stream"},
		{Name: "sendto", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "sendto(2)",
			Params:  []Param{socketParam, addressArg, lengthArg, textArg, messageFlag},
			Summary: "sends one datagram to an address"},
		{Name: "recvfrom", Group: GroupData, Effect: EffectMoves, Answer: AnswerText, Manual: "recvfrom(2)",
			Params:  []Param{socketParam, sizeArg, messageFlag},
			Summary: "takes one datagram and tells who sent it"},
		{Name: "read", Group: GroupData, Effect: EffectMoves, Answer: AnswerText, Manual: "read(2)",
			Params:  []Param{socketParam, sizeArg},
			Summary: "as recv without flags, of any descriptor; an eventfd or a timerfd reads as a number"},
		{Name: "write", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "write(2)",
			Params:  []Param{socketParam, {Role: RoleData, Name: "text"}},
			Summary: "as send without flags, to any descriptor; an eventfd takes a number"},
		{Name: "sendfile", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "sendfile(2)",
			Params:  []Param{socketParam, fromArg, sizeArg},
			Summary: "sends what f has next, up to size bytes, without copying it through the program"},
		{Name: "splice", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "splice(2)",
			Params:  []Param{socketParam, fromArg, sizeArg},
			Summary: "moves up to size bytes from f to s; one of the two has to be a pipe"},
		{Name: "tee", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "tee(2)",
			Params:  []Param{socketParam, fromArg, sizeArg},
			Summary: "as splice between two pipes, and f keeps its bytes"},
		{Name: "lseek", Group: GroupData, Effect: EffectChanges, Answer: AnswerNumber, Manual: "lseek(2)",
			Params:  []Param{socketParam, {Role: RoleCount, Name: "offset"}, {Role: RoleWhence, Name: "set|cur|end", Optional: true}},
			Summary: "moves where a file is read and written next; a socket and a pipe have no position"},
		{Name: "sendmsg", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "sendmsg(2)",
			Params:  []Param{socketParam, textsArg, toArg, {Role: RoleItems, Name: "with NAME=value…", Optional: true}, envelopeArg},
			Summary: "sends the parts of a vector as one message, with control messages: descriptors, credentials, TTL, …"},
		{Name: "recvmsg", Group: GroupData, Effect: EffectMoves, Brings: mostRights, Answer: AnswerText, Manual: "recvmsg(2)",
			Params:  []Param{socketParam, sizesArg, {Role: RoleRoom, Name: "control size", Optional: true}, envelopeArg},
			Summary: "takes a message with its control messages; names on the left are for descriptors that come with it"},
		{Name: "sendmmsg", Group: GroupData, Effect: EffectMoves, Answer: AnswerNumber, Manual: "sendmmsg(2)",
			Params:  []Param{socketParam, textsArg, toArg, envelopeArg},
			Summary: "sends each text as a message of its own, and tells how many went"},
		{Name: "recvmmsg", Group: GroupData, Effect: EffectMoves, Answer: AnswerNumber, Manual: "recvmmsg(2)",
			Params:  []Param{socketParam, {Role: RoleCount, Name: "count"}, sizeArg, envelopeArg},
			Summary: "takes up to count messages of at most size bytes, and tells how many came"},
		{Name: "writev", Group: GroupData, Effect: EffectMoves, Answer: AnswerCount, Manual: "writev(2)",
			Params:  []Param{socketParam, textsArg},
			Summary: "as write, of the parts of a vector"},
		{Name: "readv", Group: GroupData, Effect: EffectMoves, Answer: AnswerText, Manual: "readv(2)",
			Params:  []Param{socketParam, sizesArg},
			Summary: "as read, into the parts of a vector"},

		{Name: "setsockopt", Group: GroupOption, Effect: EffectChanges, Answer: AnswerZero, Manual: "setsockopt(2)",
			Params:  []Param{socketParam, {Role: RoleOption, Name: "[level] option"}, {Role: RoleValue, Name: "value"}, lengthArg},
			Summary: "sets an option; hex:… for raw bytes, two numbers for what has no name; len tells a wrong length"},
		{Name: "getsockopt", Group: GroupOption, Effect: EffectLooks, Answer: AnswerValue, Manual: "getsockopt(2)",
			Params:  []Param{socketParam, {Role: RoleOption, Name: "[level] option"}, lengthArg},
			Summary: "asks for an option's value; len is the length that the call is given"},
		{Name: "fcntl", Group: GroupOption, Effect: EffectChanges, Brings: 1, Answer: AnswerFlags, Manual: "fcntl(2)",
			Params:  []Param{socketParam, {Role: RoleControl, Name: "O_NONBLOCK|O_ASYNC|FD_CLOEXEC on|off | F_GETFL | F_SETOWN self | …"}},
			Summary: "sets or asks for flags, owners of signals, sizes and seals of a descriptor; F_DUPFD makes a second one"},
		{Name: "ioctl", Group: GroupOption, Effect: EffectChanges, Brings: 1, Answer: AnswerNumber, Manual: "ioctl(2)",
			Params:  []Param{socketParam, {Role: RoleRequest, Name: "FIONREAD|SIOCOUTQ|… | FIONBIO on|off | SIOCGIFMTU lo | …"}},
			Summary: "asks for bytes waiting or unsent, the urgent mark, time stamps, interfaces; FIONBIO sets non-blocking"},
		{Name: "nonblock", Group: GroupOption, Effect: EffectChanges, Leaves: Standing{Nonblock: true}, Answer: AnswerZero, Manual: "fcntl(2)",
			Params:  []Param{socketParam},
			Summary: "is fcntl s O_NONBLOCK on"},
		{Name: "pending", Group: GroupOption, Effect: EffectLooks, Answer: AnswerNumber, Manual: "ioctl(2)",
			Params:  []Param{socketParam},
			Summary: "is ioctl s FIONREAD: bytes waiting to be received"},

		{Name: "poll", Group: GroupWait, Effect: EffectLooks, Answer: AnswerReady, Manual: "poll(2)",
			Params:  []Param{interestArg, waitParam},
			Summary: "waits until one of the sockets is ready; without a timeout it looks and returns"},
		{Name: "select", Group: GroupWait, Effect: EffectLooks, Answer: AnswerReady, Manual: "select(2)",
			Params:  []Param{interestArg, waitParam},
			Summary: "as poll, in the older way: descriptors below 1024 only"},
		{Name: "epoll", Group: GroupWait, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "epoll_create1(2)",
			Params:  []Param{{Role: RoleFlags, Name: "flags", Optional: true}},
			Summary: "makes an epoll, whose interest list the kernel keeps"},
		{Name: "epoll_ctl", Group: GroupWait, Effect: EffectChanges, Answer: AnswerZero, Manual: "epoll_ctl(2)",
			Params: []Param{{Role: RoleEpoll, Name: "e"}, {Role: RoleOp, Name: "add|mod|del"}, {Role: RoleWatched, Name: "s"},
				{Role: RoleEvents, Name: "events", Optional: true, Implied: true}},
			Summary: "adds a socket to the interest list, changes or removes it; events: in out pri rdhup et oneshot exclusive"},
		{Name: "epoll_wait", Group: GroupWait, Effect: EffectLooks, Answer: AnswerReady, Manual: "epoll_wait(2)",
			Params:  []Param{{Role: RoleEpoll, Name: "e"}, {Role: RoleCount, Name: "max", Optional: true}, waitParam},
			Summary: "asks the ready list"},

		{Name: "server", Group: GroupShorthand, Effect: EffectMakes, Leaves: Standing{Bound: true, Listening: true}, Gives: 1, Answer: AnswerZero, Manual: "listen(2)",
			Params:  []Param{addressArg, backlogArg},
			Summary: "socket, SO_REUSEADDR on, bind, listen"},
		{Name: "client", Group: GroupShorthand, Effect: EffectMakes, Leaves: Standing{Bound: true, Connected: true, Nonblock: true}, Waits: ClientWait, Gives: 1, Answer: AnswerZero, Manual: "connect(2)",
			Params:  []Param{addressArg},
			Summary: "socket (non-blocking), connect, poll for writable up to 5 s, getsockopt SO_ERROR"},
		{Name: "closedown", Group: GroupShorthand, Effect: EffectCloses, Answer: AnswerZero, Manual: "shutdown(2)",
			Params:  []Param{socketParam},
			Summary: "shutdown rdwr, close; a peer that is gone (ENOTCONN) does not stop the close"},

		{Name: "roundtrip", Group: GroupShorthand, Effect: EffectMoves, Answer: AnswerTime, Manual: "tcp(7)",
			Params:  []Param{socketParam, {Role: RoleCount, Name: "rounds", Optional: true}},
			Summary: "times write, write, read: send 1 B twice, until the other end has sent both back; the median of 8"},

		{Name: "sleep", Group: GroupControl, Effect: EffectLooks, Answer: AnswerNothing, Manual: "nanosleep(2)",
			Params:  []Param{{Role: RoleTimeout, Name: "duration"}},
			Summary: "waits"},
		{Name: "spawn", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "pthreads(7)",
			Params:  []Param{{Role: RoleNewTask, Name: "task"}, {Role: RoleStep, Name: "step"}},
			Summary: "makes a call on a thread of its own, where it may block"},
		{Name: "join", Group: GroupControl, Effect: EffectLooks, Answer: AnswerTask, Manual: "pthreads(7)",
			Params:  []Param{taskArg},
			Summary: "waits until a spawned call returns, and answers what it answers"},
		{Name: "interrupt", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "signal(7)",
			Params:  []Param{taskArg},
			Summary: "makes a blocked call return EINTR"},
		{Name: "fork", Group: GroupControl, Effect: EffectSystem, Answer: AnswerNumber, Manual: "fork(2)",
			Params:  []Param{{Role: RoleNewProcess, Name: "process"}},
			Summary: "makes a second process with a copy of every open descriptor, under the same names; answers its pid"},
		{Name: "exit", Group: GroupControl, Effect: EffectSystem, Answer: AnswerNothing, Manual: "exit(2)",
			Params:  []Param{{Role: RoleProcess, Name: "process"}},
			Summary: "ends a forked process: the kernel closes its descriptors"},
		{Name: "kill", Group: GroupControl, Effect: EffectSystem, Answer: AnswerZero, Manual: "kill(2)",
			Params:  []Param{{Role: RoleProcess, Name: "process"}, {Role: RoleSignal, Name: "signal", Optional: true}},
			Summary: "ends a forked process by a signal, SIGTERM when left out"},
		{Name: "attach", Group: GroupControl, Effect: EffectMakes, Gives: 1, Answer: AnswerDescriptor, Manual: "pidfd_getfd(2)",
			Params:  []Param{{Role: RoleForeign, Name: "pid:fd"}},
			Summary: "keeps a copy of another program's descriptor until close: needs --allow-attach, and is a hazard to it"},
		{Name: "expect", Group: GroupControl, Effect: EffectLooks, Answer: AnswerNothing, Manual: "tcp(7)",
			Params:  []Param{{Role: RoleField, Name: "s.field"}, {Role: RoleCompare, Name: "== value"}},
			Summary: "looks, and fails the script where it does not hold: == != < <= > >="},
		{Name: "show", Group: GroupControl, Effect: EffectLooks, Answer: AnswerNothing, Manual: "tcp(7)",
			Params:  []Param{{Role: RoleTarget, Name: "s[.field]"}},
			Summary: "prints what expect would look at"},
		{Name: "serve", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "epoll(7)",
			Params:  []Param{socketParam, {Role: RoleService, Name: "protocol [pktinfo] [with readiness] [spin time]"}},
			Summary: "the event loop takes over a listener or a datagram socket, and runs while the script continues"},
		{Name: "gear", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "epoll(7)",
			Params:  []Param{{Role: RoleGear, Name: "run|pause|slow n|step n|iteration n"}},
			Summary: "how the event loop goes: slow is n calls a second, step lets n calls through, iteration n rounds"},
		{Name: "unserve", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "close(2)",
			Params:  []Param{socketParam},
			Summary: "closes the connections of a served socket and gives it back"},
		{Name: "swarm", Group: GroupControl, Effect: EffectMoves, Answer: AnswerNothing, Manual: "tcp(7)",
			Params:  []Param{{Role: RoleClients, Name: "n"}, {Role: RoleServer, Name: "[udp:]address"}, {Role: RoleTraffic, Name: "[protocol] [for time]", Optional: true}},
			Summary: "n clients in a process of their own, which check every byte; the script continues once they are connected"},
		{Name: "unswarm", Group: GroupControl, Effect: EffectChanges, Answer: AnswerNothing, Manual: "tcp(7)",
			Params:  []Param{{Role: RoleServer, Name: "[udp:]address", Optional: true}},
			Summary: "stops the swarms, or only those of one server, and tells what they did"},
		{Name: "sysctl", Group: GroupControl, Effect: EffectSystem, Answer: AnswerSetting, Manual: "sysctl(8)",
			Params:  []Param{{Role: RoleKey, Name: "key"}, {Role: RoleSetting, Name: "value", Optional: true}},
			Summary: "asks for a kernel setting of the network; with a value it writes it, in a lab only"},
		{Name: "rlimit", Group: GroupControl, Effect: EffectSystem, Answer: AnswerZero, Manual: "prlimit(2)",
			Params:  []Param{{Role: RoleLimit, Name: "nofile number"}},
			Summary: "lowers the engine's limit on descriptors, its own few included"},
	}
})
