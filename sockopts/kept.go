package sockopts

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Keeping returns the number that the kernel keeps of one that is set, without an error, and why it differs: a clause,
// or "" if it is what everyone expects.
type Keeping func(o *Option, l Life, asked int64) (kept int64, why string)

// keeping returns what the kernel keeps instead of the value.
func (o *Option) keeping(l Life, value Value) []Warning {
	if text := o.keepsTime(value); text != "" {
		return []Warning{{Text: o.Name + " " + text}}
	}
	asked, ok := value.Number()
	if o.Kept == nil || !ok {
		return nil
	}
	kept, why := o.Kept(o, l, asked)
	if why == "" {
		return nil
	}
	is := ": "
	if keeps := o.Decode(word(uint32(kept))).String(); keeps != value.String() {
		is = " is kept as " + keeps + ": "
	}
	return []Warning{{Text: o.Name + " " + value.String() + is + why}}
}

// Keeps returns the value that the kernel keeps of one that is set, as far as is known.
func (o *Option) Keeps(l Life, value Value) Value {
	asked, ok := value.Number()
	if o.Kept == nil || !ok {
		return value
	}
	kept, _ := o.Kept(o, l, asked)
	return o.Decode(word(uint32(kept)))
}

// The smallest buffers, from include/net/sock.h: SOCK_MIN_RCVBUF and SOCK_MIN_SNDBUF.
const (
	minReceive = 2304
	minSend    = 2 * minReceive
)

// The sizes of buffers.
func keptReceive(o *Option, l Life, asked int64) (int64, string) {
	return keptBuffer(o, l, asked, "net.core.rmem_max", minReceive)
}

func keptSend(o *Option, l Life, asked int64) (int64, string) {
	return keptBuffer(o, l, asked, "net.core.wmem_max", minSend)
}

func keptForcedReceive(_ *Option, _ Life, asked int64) (int64, string) {
	return keptForced(asked, minReceive)
}

func keptForcedSend(_ *Option, _ Life, asked int64) (int64, string) {
	return keptForced(asked, minSend)
}

// keptBuffer implements sock_setsockopt of net/core/sock.c: the value, as an unsigned number, is limited by a setting,
// doubled, and raised to the smallest buffer.
func keptBuffer(o *Option, l Life, asked int64, key string, smallest int64) (int64, string) {
	most := int64(math.MaxInt32 / 2)
	limit, limited := l.setting(key, 0)
	if limited {
		most = min(most, limit)
	}
	kept := max(2*min(int64(uint32(asked)), most), smallest)
	switch {
	case int64(uint32(asked)) > most && limited:
		return kept, fmt.Sprintf("%s is %s, and twice that is the most; raise it, or set %sFORCE", key, FormatSize(limit), o.Name)
	case kept == smallest && 2*asked != smallest:
		return kept, "a buffer is never smaller"
	}
	return kept, ""
}

// keptForced does the same without the setting, and with negative numbers as 0.
func keptForced(asked, smallest int64) (int64, string) {
	kept := max(2*min(max(asked, 0), math.MaxInt32/2), smallest)
	if kept == smallest && 2*asked != smallest {
		return kept, "a buffer is never smaller"
	}
	return kept, ""
}

// keptOff is for options of which current kernels have only the name.
func keptOff(o *Option, _ Life, asked int64) (int64, string) {
	if refused := o.Range == "0 or 1" && asked != 1; asked == 0 || refused {
		return 0, ""
	}
	return 0, "the kernel does nothing with it now"
}

// keptLowat implements SO_RCVLOWAT of net/core/sock.c and tcp_set_rcvlowat.
func keptLowat(_ *Option, l Life, asked int64) (int64, string) {
	kept, why := asked, ""
	switch {
	case asked == 0:
		kept, why = 1, "a call waits for at least one byte"
	case asked < 0:
		kept, why = math.MaxInt32, "a negative number is the largest"
	}
	if !l.known() || !onlyTCP.Has(l.Domain, l.Type, l.Protocol) {
		return kept, why
	}
	const largest = 2 // of the three numbers in tcp_rmem
	limit, known := l.setting("net.ipv4.tcp_rmem", largest)
	from := "the largest receive buffer (net.ipv4.tcp_rmem)"
	const receiveLocked = 2 // SOCK_RCVBUF_LOCK: SO_RCVBUF was set, on the socket or on the listener that it was accepted from
	locks, _ := l.number("SOL_SOCKET", "SO_BUF_LOCK")
	if l.Set != nil && l.Set("SOL_SOCKET", "SO_RCVBUF") || locks&receiveLocked != 0 {
		limit, known = l.number("SOL_SOCKET", "SO_RCVBUF")
		from = "SO_RCVBUF"
	}
	if half := limit / 2; known && kept > half {
		return half, "half of " + from + " is the most"
	}
	return kept, why
}

// keptLinger2 implements do_tcp_setsockopt of net/ipv4/tcp.c.
func keptLinger2(_ *Option, l Life, asked int64) (int64, string) {
	const most = 120 // TCP_FIN_TIMEOUT_MAX, include/net/tcp.h
	switch {
	case asked < 0:
		return -1, "below 0 the socket does not wait in FIN-WAIT-2 at all"
	case asked == 0:
		usual, _ := l.setting("net.ipv4.tcp_fin_timeout", 0)
		return usual, ""
	case asked > most:
		return most, "a socket waits in FIN-WAIT-2 for at most 120s"
	}
	return asked, ""
}

// keptDefer implements secs_to_retrans and retrans_to_secs of net/ipv4/tcp.c: a time is kept as the number of SYN-ACK
// retransmissions within it.
func keptDefer(_ *Option, _ Life, asked int64) (int64, string) {
	const most, longest = 255, 120 // retransmissions, and seconds between two
	kept, pause := int64(0), int64(1)
	for n := 0; kept < asked && n < most; n++ {
		kept += pause
		pause = min(2*pause, longest)
	}
	switch {
	case asked < 0:
		return 0, "a time below 0 is off"
	case kept != asked:
		return kept, "the kernel counts it in retransmissions of the SYN-ACK"
	}
	return kept, ""
}

// keptClamp implements tcp_set_window_clamp of net/ipv4/tcp.c.
func keptClamp(_ *Option, _ Life, asked int64) (int64, string) {
	if asked != 0 && asked < minReceive/2 {
		return minReceive / 2, "half of the smallest receive buffer is the least"
	}
	return asked, ""
}

// keptQueue limits a queue to net.core.somaxconn.
func keptQueue(_ *Option, l Life, asked int64) (int64, string) {
	const key = "net.core.somaxconn"
	if most, ok := l.setting(key, 0); ok && asked > most {
		return most, key + " is the most"
	}
	return asked, ""
}

// BacklogWarnings returns what the kernel does not report about a backlog passed to listen(2).
func (l Life) BacklogWarnings(backlog int) []Warning {
	const key = "net.core.somaxconn"
	most, ok := l.setting(key, 0)
	if !ok || int64(backlog) <= most {
		return nil
	}
	return []Warning{{Text: fmt.Sprintf("a backlog of %d is kept as %d: %s is the most", backlog, most, key)}}
}

// keptClass is for the type of service of a packet: eight bits, of which TCP reserves two (net/ipv4/ip_sockglue.c, RFC
// 3168).
func keptClass(o *Option, l Life, asked int64) (int64, string) {
	const bits, ecn = 0xff, 3
	kept, why := asked&bits, ""
	switch {
	case o.Level != "SOL_IPV6":
	case asked == -1:
		return 0, "" // the default
	case kept != asked:
		return asked, "" // do_ipv6_setsockopt of net/ipv6/ipv6_sockglue.c refuses it
	}
	if kept != asked {
		why = "it has eight bits"
	}
	if l.known() && l.Type == unix.SOCK_STREAM && kept&ecn != 0 {
		was, _ := l.number(o.Level, o.Name)
		if tcp := kept&^ecn | was&ecn; tcp != kept {
			kept, why = tcp, "TCP keeps its two bits of ECN"
		}
	}
	return kept, why
}

// keptCoverage implements udp_lib_setsockopt of net/ipv4/udp.c.
func keptCoverage(_ *Option, _ Life, asked int64) (int64, string) {
	const header = 8
	if asked > 0 && asked < header {
		return header, "the header is always covered"
	}
	return asked, ""
}

// priorityOf implements rt_tos2priority of include/net/route.h.
func priorityOf(class int64) int64 {
	const bits, shift = 0x1e, 1
	return [...]int64{0, 0, 0, 0, 2, 2, 2, 2, 6, 6, 6, 6, 4, 4, 4, 4}[class&bits>>shift]
}

// keepsTime says what the kernel does with a time that it does not accept as it is.
func (o *Option) keepsTime(value Value) string {
	raw := value.Bytes()
	switch c := o.Codec.(type) {
	case linger:
		if len(raw) == unix.SizeofLinger && anySet(raw[:4]) && int32(binary.NativeEndian.Uint32(raw[4:])) < 0 {
			return "takes a negative number of seconds for a very large one: close waits as long as it takes"
		}
	case timeval:
		switch {
		case o.Level != "SOL_SOCKET" || len(raw) != c.size():
		case belowZero(value):
			return "below 0 makes no call wait, as if the socket were non-blocking, and reads as 0s, which otherwise means no limit"
		case asLong(raw[c.field():])%1000 != 0:
			return fmt.Sprintf("%s is rounded up to the kernel's timer tick, 1 to 10 ms", value)
		}
	}
	return ""
}

// belowZero reports whether a value is a negative time.
func belowZero(value Value) bool {
	c, ok := value.codec.(timeval)
	return ok && len(value.raw) == c.size() && asLong(value.raw[:c.field()]) < 0
}

// setting returns the nth number of a kernel setting.
func (l Life) setting(key string, nth int) (int64, bool) {
	if l.Sysctl == nil {
		return 0, false
	}
	text, ok := l.Sysctl(key)
	words := strings.Fields(text)
	if !ok || nth >= len(words) {
		return 0, false
	}
	n, err := strconv.ParseInt(words[nth], 10, 64)
	return n, err == nil
}
