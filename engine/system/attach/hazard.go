package attach

import (
	"fmt"

	"netnet-tui/sockopts"
)

// settingHazards says what setting an option can do to a program that does not expect it, for the options that can
// break it, by name.
var settingHazards = map[string]string{
	"O_NONBLOCK":         "a call of the program that expects to wait answers EAGAIN instead, or one that expects EAGAIN sleeps",
	"O_ASYNC":            "the program may be sent SIGIO, which ends one that has no handler",
	"SO_RCVTIMEO":        "a call of the program that waits may answer EAGAIN, which it need not expect",
	"SO_SNDTIMEO":        "a call of the program that waits may answer EAGAIN, which it need not expect",
	"SO_RCVLOWAT":        "the program may not be woken for bytes that it waits for",
	"SO_LINGER":          "its close may wait, or reset the connection and lose what was not sent",
	"SO_BINDTODEVICE":    "packets of other interfaces no longer reach the socket",
	"SO_BINDTOIFINDEX":   "packets of other interfaces no longer reach the socket",
	"SO_DETACH_FILTER":   "the program may rely on the filter that is taken away",
	"SO_LOCK_FILTER":     "it can't be undone",
	"SO_PEEK_OFF":        "what the program peeks at changes",
	"TCP_REPAIR":         "TCP stops speaking with the peer, and close sends nothing",
	"TCP_REPAIR_QUEUE":   "it changes what TCP believes about the connection",
	"TCP_QUEUE_SEQ":      "it changes what TCP believes about the connection",
	"TCP_REPAIR_OPTIONS": "it changes what TCP believes about the connection",
	"TCP_REPAIR_WINDOW":  "it changes what TCP believes about the connection",
	"TCP_ULP":            "it can't be undone, and the bytes of the connection mean something else after it",
	"TCP_MD5SIG":         "segments without the signature are dropped: the connection stalls",
	"TCP_MD5SIG_EXT":     "segments without the signature are dropped: the connection stalls",
	"TCP_USER_TIMEOUT":   "the connection may end with ETIMEDOUT",
	"IP_HDRINCL":         "the program's bytes are interpreted as IP headers",
	"IPV6_HDRINCL":       "the program's bytes are interpreted as IP headers",
	"IPV6_ADDRFORM":      "it can't be undone: the socket becomes an IPv4 socket",
	"IPV6_CHECKSUM":      "the program's bytes are overwritten by a checksum",
	"SO_PASSCRED":        "messages of the program come with control data that it need not expect, and its socket may get a name",
	"TLS_TX":             "the bytes of the connection are encrypted from then on",
	"TLS_RX":             "the bytes of the connection are decrypted from then on",
}

// pointing are options whose value contains an address or a descriptor of the process that sets it, or that open a
// descriptor when read: they do not mean the same in the other process.
var pointing = map[string]string{
	"SO_PEERPIDFD":               "it is a descriptor, and would be one of this process",
	"SO_ATTACH_BPF":              "its value is a descriptor, which would be one of this process",
	"SO_ATTACH_REUSEPORT_EBPF":   "its value is a descriptor, which would be one of this process",
	"PACKET_FANOUT_DATA":         "its value holds an address or is a descriptor, which would be one of this process",
	"TCP_ZEROCOPY_RECEIVE":       addressHere,
	"MPTCP_FULL_INFO":            addressHere,
	"XDP_UMEM_REG":               addressHere,
	"IPT_SO_SET_REPLACE":         addressHere, // of counters, which the kernel fills in
	"IP6T_SO_SET_REPLACE":        addressHere,
	"ARPT_SO_SET_REPLACE":        addressHere,
	"EBT_SO_SET_ENTRIES":         addressHere,
	"EBT_SO_SET_COUNTERS":        addressHere,
	"EBT_SO_GET_ENTRIES":         addressHere,
	"EBT_SO_GET_INIT_ENTRIES":    addressHere,
	"SCTP_SOCKOPT_PEELOFF":       "it takes an association away, and would open a descriptor of this process",
	"SCTP_SOCKOPT_PEELOFF_FLAGS": "it takes an association away, and would open a descriptor of this process",
}

const addressHere = "its value holds an address, which would be one of this process"

// ReadHazard returns what reading an option would change; "" if nothing.
func ReadHazard(o *sockopts.Option) string { return o.ReadEffect }

// SetHazard returns how setting an option can break a program that does not expect it; "" if no way is known.
func SetHazard(o *sockopts.Option) string {
	switch hazard := settingHazards[o.Name]; {
	case hazard != "":
		return hazard
	case o.OneWay:
		return "it can't be set back to what it is"
	}
	return ""
}

// reachable returns an error if an option can't be used on another process's socket.
func reachable(o *sockopts.Option, setting bool) error {
	switch {
	case pointing[o.Name] != "":
		return fmt.Errorf("%s can't be used on the socket of another process: %s", o.Name, pointing[o.Name])
	case o.Program() && setting:
		return fmt.Errorf("%s can't be set on the socket of another process: its value is a program, which is passed by address", o.Name)
	case o.Name == "FD_CLOEXEC" && setting:
		return fmt.Errorf("FD_CLOEXEC belongs to the descriptor, and a copy has its own: it can't be set from outside")
	case setting && !o.Settable():
		return fmt.Errorf("%s can only be read", o.Name)
	case !setting && !o.Readable():
		return fmt.Errorf("%s can only be set", o.Name)
	case o.Call == sockopts.Sockopt, o.Name == "O_NONBLOCK", o.Name == "O_ASYNC", o.Name == "FD_CLOEXEC":
		return nil
	}
	return fmt.Errorf("%s is not an option of getsockopt or setsockopt, nor O_NONBLOCK or O_ASYNC", o.Name)
}
