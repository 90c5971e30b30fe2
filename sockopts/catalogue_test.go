package sockopts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// wanted are the options that this part of the catalogue must have.
const wanted = `
SO_DEBUG SO_REUSEADDR SO_TYPE SO_ERROR SO_DONTROUTE SO_BROADCAST SO_SNDBUF SO_RCVBUF SO_KEEPALIVE SO_OOBINLINE
SO_NO_CHECK SO_PRIORITY SO_LINGER SO_REUSEPORT SO_PASSCRED SO_PEERCRED SO_RCVLOWAT SO_SNDLOWAT SO_RCVTIMEO SO_SNDTIMEO
SO_BINDTODEVICE SO_ATTACH_FILTER SO_DETACH_FILTER SO_TIMESTAMP SO_ACCEPTCONN SO_SNDBUFFORCE SO_RCVBUFFORCE
SO_TIMESTAMPNS SO_MARK SO_PROTOCOL SO_DOMAIN SO_RXQ_OVFL SO_PEEK_OFF SO_BUSY_POLL SO_MAX_PACING_RATE SO_INCOMING_CPU
SO_MEMINFO SO_COOKIE SO_ZEROCOPY SO_BUF_LOCK SO_LOCK_FILTER
TCP_NODELAY TCP_MAXSEG TCP_CORK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_SYNCNT TCP_LINGER2 TCP_DEFER_ACCEPT
TCP_WINDOW_CLAMP TCP_INFO TCP_QUICKACK TCP_CONGESTION TCP_USER_TIMEOUT TCP_FASTOPEN TCP_FASTOPEN_CONNECT
TCP_NOTSENT_LOWAT TCP_SAVE_SYN TCP_INQ TCP_ULP
IP_TOS IP_TTL IP_RECVERR IP_MTU_DISCOVER IP_MTU IP_PKTINFO IP_RECVTTL IP_RECVTOS IP_MULTICAST_TTL IP_MULTICAST_LOOP
IP_MULTICAST_IF IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP IP_TRANSPARENT IP_FREEBIND IP_BIND_ADDRESS_NO_PORT
IP_LOCAL_PORT_RANGE IP_MULTICAST_ALL
IPV6_V6ONLY IPV6_UNICAST_HOPS IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_TCLASS IPV6_RECVERR IPV6_ADD_MEMBERSHIP
IPV6_JOIN_GROUP IPV6_DROP_MEMBERSHIP IPV6_LEAVE_GROUP IPV6_RECVPKTINFO IPV6_MTU_DISCOVER
UDP_CORK UDP_SEGMENT UDP_GRO`

func TestWantedOptionsAreThere(t *testing.T) {
	for _, name := range strings.Fields(wanted) {
		if _, ok := Find(name); !ok {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestEntriesAreComplete(t *testing.T) {
	for _, o := range Everything() {
		for what, text := range map[string]string{
			"Level": o.Level, "Name": o.Name, "CType": o.CType, "Direction": string(o.Direction), "Phase": string(o.Phase),
			"Summary": o.Summary, "Manual": o.Manual,
		} {
			if text == "" {
				t.Errorf("%s has no %s", o.Name, what)
			}
		}
		for _, sentence := range []string{o.Summary, o.Surprise} {
			if sentence != "" && (!strings.HasSuffix(sentence, ".") || strings.Contains(sentence, ". ")) {
				t.Errorf("%s: not one sentence: %q", o.Name, sentence)
			}
		}
		if o.Codec == nil {
			t.Errorf("%s has no codec", o.Name)
			continue
		}
		if _, err := o.Parse("\x01?"); err == nil {
			t.Errorf("%s reads nonsense", o.Name)
		}
		if o.Default != "" && o.DefaultFrom != "" {
			t.Errorf("%s has a default and a sysctl that decides it", o.Name)
		}
		if o.Default != "" && o.Readable() {
			if v, err := o.Parse(o.Default); err != nil || v.String() != o.Default {
				t.Errorf("%s: default %q reads as %q, %v", o.Name, o.Default, v, err)
			}
		}
		if o.ReadEffect != "" && !o.Readable() && o.Name != "F_DUPFD_CLOEXEC" || o.Rescale != "" && !o.Settable() {
			t.Errorf("%s: direction %q leaves no room for what is said of it", o.Name, o.Direction)
		}
	}
}

func TestNamesAndNumbersAreUnique(t *testing.T) {
	names, numbers := map[string]bool{}, map[string]string{}
	for _, o := range Everything() {
		for _, name := range append([]string{o.Name}, o.Aliases...) {
			if key := o.Level + " " + name; names[key] {
				t.Errorf("%s stands twice", key)
			} else {
				names[key] = true
			}
		}
		for _, way := range []Direction{Get, Set} {
			if o.Direction != way && o.Direction != GetSet || o.Name == "SIOCINQ" { // another name of FIONREAD
				continue
			}
			key := fmt.Sprint(o.Level, o.Command, o.Number, way)
			if other, ok := numbers[key]; ok {
				t.Errorf("%s and %s have the same number", o.Name, other)
			}
			numbers[key] = o.Name
		}
		if _, ok := LevelByName(o.Level); o.Call == Sockopt && (!ok || LevelName(o.LevelNumber()) != o.Level) {
			t.Errorf("%s: level %q is not the canonical name of a level", o.Name, o.Level)
		}
		if o.Call != Sockopt && (o.Level != string(o.Call) || o.LevelNumber() != -1) {
			t.Errorf("%s: call %q at level %q, %d", o.Name, o.Call, o.Level, o.LevelNumber())
		}
	}
}

// Entries that are not for the sockopt calls are not found by searches for options.
func TestRequestsAreApart(t *testing.T) {
	for _, o := range Everything() {
		found, ok := Find(o.Name)
		if apart := o.Call != Sockopt; apart == (ok && found.Call == Sockopt) {
			t.Errorf("Find(%s) = %v, %v", o.Name, found, ok)
		}
		if !slices.Contains(Lookup(o.Name), o) {
			t.Errorf("Lookup(%s) lacks it", o.Name)
		}
	}
	if got := len(Lookup("MCAST_JOIN_GROUP")); got != 2 {
		t.Errorf("MCAST_JOIN_GROUP stands at %d levels", got)
	}
	for _, o := range For(unix.AF_INET, unix.SOCK_STREAM, 0) {
		if o.Call != Sockopt || o.Direction == None {
			t.Errorf("%s is among the options of a socket", o.Name)
		}
	}
}

func TestLookups(t *testing.T) {
	for _, o := range All() {
		if found, ok := FindAt(o.LevelNumber(), o.Name); !ok || found != o {
			t.Errorf("FindAt(%d, %s) = %v, %v", o.LevelNumber(), o.Name, found, ok)
		}
		if found, ok := ByNumber(o.LevelNumber(), o.Number); !ok || found != o && found.Direction == o.Direction {
			t.Errorf("ByNumber(%d, %d) = %v, %v", o.LevelNumber(), o.Number, found, ok)
		}
	}
	join, _ := Find("IPV6_JOIN_GROUP")
	add, _ := Find("IPV6_ADD_MEMBERSHIP")
	if join == nil || join != add {
		t.Error("IPV6_JOIN_GROUP is not IPV6_ADD_MEMBERSHIP")
	}
	for _, name := range []string{"", "tcp_nodelay", "SO_", "TCP_NODELAY "} {
		if o, ok := Find(name); ok {
			t.Errorf("Find(%q) = %s", name, o.Name)
		}
	}
	if o, ok := FindAt(unix.SOL_SOCKET, "TCP_NODELAY"); ok {
		t.Errorf("TCP_NODELAY found at SOL_SOCKET: %v", o)
	}
}

func TestForFollowsDomainTypeAndProtocol(t *testing.T) {
	has := func(name string, domain, typ, protocol int) bool {
		o, _ := Find(name)
		return slices.Contains(For(domain, typ, protocol), o)
	}
	for _, c := range []struct {
		name                  string
		domain, typ, protocol int
		want                  bool
	}{
		{"TCP_NODELAY", unix.AF_INET, unix.SOCK_STREAM, 0, true},
		{"TCP_NODELAY", unix.AF_INET6, unix.SOCK_STREAM, unix.IPPROTO_TCP, true},
		{"TCP_NODELAY", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_MPTCP, true},
		{"TCP_NODELAY", unix.AF_UNIX, unix.SOCK_STREAM, 0, false},
		{"TCP_USER_TIMEOUT", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_MPTCP, false},
		{"UDP_CORK", unix.AF_INET, unix.SOCK_STREAM, 0, false},
		{"UDP_CORK", unix.AF_INET6, unix.SOCK_DGRAM, 0, true},
		{"IP_TTL", unix.AF_INET6, unix.SOCK_DGRAM, 0, true},
		{"IP_TTL", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_ICMPV6, false},
		{"IPV6_V6ONLY", unix.AF_INET, unix.SOCK_STREAM, 0, false},
		{"SO_PASSCRED", unix.AF_UNIX, unix.SOCK_DGRAM, 0, true},
		{"SO_REUSEADDR", unix.AF_NETLINK, unix.SOCK_RAW, 0, true},
	} {
		if got := has(c.name, c.domain, c.typ, c.protocol); got != c.want {
			t.Errorf("%s for %d/%d/%d: %v", c.name, c.domain, c.typ, c.protocol, got)
		}
	}
}

func TestLevels(t *testing.T) {
	for name, want := range map[string]int{
		"SOL_SOCKET": 1, "SOL_TCP": 6, "IPPROTO_TCP": 6, "SOL_IP": 0, "IPPROTO_IP": 0, "SOL_IPV6": 41, "IPPROTO_IPV6": 41,
		"SOL_UDP": 17, "IPPROTO_UDP": 17, "SOL_MPTCP": 284, "SOL_NETLINK": 270, "AF_VSOCK": 40,
	} {
		if number, ok := LevelByName(name); !ok || number != want {
			t.Errorf("LevelByName(%s) = %d, %v", name, number, ok)
		}
	}
	if name := LevelName(41); name != "SOL_IPV6" {
		t.Errorf("LevelName(41) = %s", name)
	}
	if name := LevelName(4711); name != "4711" {
		t.Errorf("LevelName(4711) = %s", name)
	}
	if _, ok := LevelByName("sol_socket"); ok {
		t.Error("levels are found without regard to case")
	}
	seen, numbers := map[string]bool{}, map[int]bool{}
	for _, name := range LevelNames() {
		if seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name] = true
	}
	for _, l := range levels {
		if numbers[l.number] {
			t.Errorf("level %d stands twice", l.number)
		}
		numbers[l.number] = true
	}
}

// Try lines are script: what they set must be valid, and they use no names that the catalogue lacks.
func TestTryLinesParse(t *testing.T) {
	for _, o := range All() {
		if o.Try == "" {
			continue
		}
		mentioned := false
		for line := range strings.SplitSeq(o.Try, "\n") {
			step, outcome, expected := strings.Cut(line, " => ")
			words := strings.Fields(step)
			if words[0] != "setsockopt" && words[0] != "getsockopt" {
				continue
			}
			target, ok := Find(words[2])
			if level, leveled := LevelByName(words[2]); leveled {
				target, ok = FindAt(level, words[3])
				words = slices.Delete(words, 2, 3)
			}
			if !ok {
				t.Errorf("%s: %q names no option", o.Name, line)
				continue
			}
			mentioned = mentioned || target == o
			if words[0] == "setsockopt" {
				if _, err := target.Parse(words[3]); err != nil || len(words) != 4 {
					t.Errorf("%s: %q: %v", o.Name, line, err)
				}
			}
			if words[0] == "getsockopt" && expected {
				if _, err := target.Parse(outcome); err != nil {
					t.Errorf("%s: %q: %v", o.Name, line, err)
				}
			}
			if words[0] == "getsockopt" && !target.Readable() || words[0] == "setsockopt" && !target.Settable() {
				t.Errorf("%s: %q goes the wrong way", o.Name, line)
			}
		}
		if !mentioned {
			t.Errorf("%s: %q does not touch it", o.Name, o.Try)
		}
	}
}
