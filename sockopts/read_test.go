package sockopts

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// harmless returns the options that a screen reads repeatedly.
func harmless(k kind) []*Option {
	return slices.DeleteFunc(slices.Clone(For(k.domain, k.typ, k.protocol)), func(o *Option) bool {
		return !o.Readable() || o.ReadEffect != ""
	})
}

// descriptors returns the number of open descriptors. The pipe makes Go's runtime open its own descriptors, which it
// does on first use.
func descriptors(t *testing.T) int {
	t.Helper()
	if read, write, err := os.Pipe(); err == nil {
		_, _ = read.Close(), write.Close()
	}
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc:", err)
	}
	return len(list)
}

// Reading all options that For returns, except those with a ReadEffect, opens no descriptor, consumes nothing and
// changes nothing else that can be read.
func TestReadingIsHarmless(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			sweep(t, fd, k)
		})
	}
	t.Run("tcp4 connected", func(t *testing.T) {
		listener, addr := listenLoopback(t, unix.AF_INET, func(fd int) {
			keep, _ := option(t, "TCP_SAVE_SYN").Parse("1")
			_ = set(fd, option(t, "TCP_SAVE_SYN"), keep.Bytes())
		})
		client, server := connectAccept(t, listener, addr)
		sweepWithData(t, client, server, kinds()[0])
		sweep(t, listener, kinds()[0])
		sweep(t, client, kinds()[0])
		if raw, err := get(server, option(t, "TCP_SAVED_SYN")); err != nil || len(raw) == 0 {
			t.Errorf("the SYN is gone: % x, %v", raw, err)
		}
		if raw, err := get(server, option(t, "TCP_SAVED_SYN")); err != nil || len(raw) != 0 {
			t.Errorf("TCP_SAVED_SYN was read twice: % x, %v", raw, err)
		}
	})
	for _, typ := range []int{unix.SOCK_STREAM, unix.SOCK_DGRAM, unix.SOCK_SEQPACKET} {
		t.Run("unix pair", func(t *testing.T) {
			pair, err := unix.Socketpair(unix.AF_UNIX, typ|unix.SOCK_CLOEXEC, 0)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { unix.Close(pair[0]); unix.Close(pair[1]) })
			sweepWithData(t, pair[0], pair[1], kind{"unix", unix.AF_UNIX, typ, 0})
		})
	}
}

func sweepWithData(t *testing.T, from, to int, k kind) {
	t.Helper()
	if _, err := unix.Write(from, []byte("hello")); err != nil {
		t.Fatal("write:", err)
	}
	if _, err := unix.Poll([]unix.PollFd{{Fd: int32(to), Events: unix.POLLIN}}, 5000); err != nil {
		t.Fatal("poll:", err)
	}
	sweep(t, to, k)
	buffer := make([]byte, 8)
	if n, _, err := unix.Recvfrom(to, buffer, unix.MSG_DONTWAIT); err != nil || string(buffer[:n]) != "hello" {
		t.Errorf("after reading the options %q, %v was there to receive", buffer[:n], err)
	}
}

func sweep(t *testing.T, fd int, k kind) {
	t.Helper()
	restless := []string{"TCP_INFO", "TCP_TIMESTAMP", "TCP_CC_INFO", "MPTCP_INFO", "SO_INCOMING_CPU", "SO_MEMINFO", "SO_SNDBUF", "TCP_QUICKACK"}
	list, open := harmless(k), descriptors(t)
	values := map[string]string{}
	for round := range 100 {
		for _, o := range list {
			raw, err := get(fd, o)
			text := o.Decode(raw).String()
			if err != nil {
				text = err.Error()
			}
			key := o.Level + " " + o.Name
			if was, ok := values[key]; ok && was != text && !slices.Contains(restless, o.Name) {
				t.Errorf("round %d: %s is %s, was %s", round, o.Name, text, was)
			}
			values[key] = text
		}
	}
	if now := descriptors(t); now != open {
		t.Errorf("%d descriptors were open, now %d", open, now)
	}
}

// If a codec knows the structure of a value, no answer of a kernel prints as hex.
func TestAnswersAreDecoded(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			checkDecoded(t, open(t, k), k)
		})
	}
	for _, domain := range []int{unix.AF_INET, unix.AF_INET6} {
		listener, addr := listenLoopback(t, domain, func(int) {})
		client, server := connectAccept(t, listener, addr)
		for _, fd := range []int{listener, client, server} {
			checkDecoded(t, fd, kind{"tcp", domain, unix.SOCK_STREAM, 0})
		}
	}
}

func checkDecoded(t *testing.T, fd int, k kind) {
	t.Helper()
	for _, o := range harmless(k) {
		if _, bytes := o.Codec.(octets); bytes || o.Program() {
			continue
		}
		if raw, err := get(fd, o); err == nil && strings.HasPrefix(o.Decode(raw).String(), "hex:") {
			disagree(t, "%s: %v", o.Name, o.Decode(raw))
		}
	}
}

// The effect of reading is what ReadEffect says, as far as this machine can show it.
func TestReadEffects(t *testing.T) {
	for _, name := range []string{
		"SO_ERROR", "SO_PEERPIDFD", "SO_PEERNAME", "TCP_SAVED_SYN", "TCP_ZEROCOPY_RECEIVE", "PACKET_STATISTICS", "IP_MSFILTER",
		"PACKET_HDRLEN", "IPV6_FLOWLABEL_MGR", "MPTCP_TCPINFO", "MPTCP_SUBFLOW_ADDRS", "MPTCP_FULL_INFO", "SO_IP_SET", "IPT_SO_GET_INFO",
		"IP6T_SO_GET_ENTRIES", "ARPT_SO_GET_INFO", "TLS_TX", "TCP_AO_GET_KEYS", "SCTP_SOCKOPT_PEELOFF", "SCTP_SOCKOPT_PEELOFF_FLAGS",
		"SCTP_GET_ASSOC_STATS", "SCTP_SOCKOPT_CONNECTX", "SIOCGSTAMP_OLD", "SIOCGSTAMPNS_NEW", "SIOCGSKNS", "SIOCUNIXFILE", "MCAST_MSFILTER",
	} {
		found := Lookup(name)
		if len(found) == 0 {
			t.Errorf("no option %s", name)
		}
		for _, o := range found {
			if o.ReadEffect == "" {
				t.Errorf("%s of %s has no ReadEffect", o.Name, o.Level)
			}
		}
	}
	t.Run("SO_PEERPIDFD opens a descriptor", func(t *testing.T) {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(pair[0])
		defer unix.Close(pair[1])
		before := descriptors(t)
		raw, err := get(pair[0], option(t, "SO_PEERPIDFD"))
		if err != nil {
			t.Skip("this kernel has none:", err)
		}
		if now := descriptors(t); now != before+1 {
			t.Errorf("%d descriptors, then %d", before, now)
		}
		fd, _ := asWord(raw)
		_ = unix.Close(int(fd))
	})
	t.Run("SO_PEERNAME wants no room to spare", func(t *testing.T) {
		listener, addr := listenLoopback(t, unix.AF_INET, func(int) {})
		client, _ := connectAccept(t, listener, addr)
		o := option(t, "SO_PEERNAME")
		if _, err := get(client, o); err != unix.EINVAL {
			disagree(t, "with room for IPv6: %v", err)
		}
		raw := make([]byte, unix.SizeofSockaddrInet4)
		if err := getInto(client, o, raw); err != nil {
			t.Fatal(err)
		}
		if got := o.Decode(raw).String(); !strings.HasPrefix(got, "127.0.0.1:") {
			t.Errorf("the peer is %s", got)
		}
	})
	t.Run("SO_ATTACH_FILTER is read as it was set", func(t *testing.T) {
		fd, o := open(t, kind{"udp4", unix.AF_INET, unix.SOCK_DGRAM, 0}), option(t, "SO_GET_FILTER")
		two := slices.Concat([]byte{unix.BPF_LD | unix.BPF_IMM, 0, 0, 0, 1, 0, 0, 0}, drop())
		if err := set(fd, o, two); err != nil {
			t.Fatal(err)
		}
		if raw, err := get(fd, o); err != nil || !slices.Equal(raw, two) {
			t.Errorf("% x, %v; want % x", raw, err, two)
		}
	})
}

// getInto reads an option into exactly the given buffer.
func getInto(fd int, o *Option, raw []byte) error {
	size := uint32(len(raw))
	if _, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(o.LevelNumber()), uintptr(o.Number),
		uintptr(unsafe.Pointer(&raw[0])), uintptr(unsafe.Pointer(&size)), 0); errno != 0 {
		return errno
	}
	return nil
}

// Names that are not options are refused by both calls, on every kind of socket.
func TestNamesThatAreNoOptions(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range All() {
				if o.Direction != None {
					continue
				}
				if _, err := get(fd, o); !unknown(err) {
					disagree(t, "get %s: %v", o.Name, err)
				}
				if err := set(fd, o, word(1)); !unknown(err) && err != unix.EINVAL {
					disagree(t, "set %s: %v", o.Name, err)
				}
			}
		})
	}
}
