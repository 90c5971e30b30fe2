package sockopts

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Try lines that only read and set work as written on a new socket of a kind that has the option.
func TestTryLinesWork(t *testing.T) {
	for _, o := range All() {
		if o.Try == "" || !onlyOptions(o.Try) || needsMore(o) {
			continue
		}
		t.Run(o.Level+" "+o.Name, func(t *testing.T) {
			all := kinds()
			if strings.Contains(o.Name, "SOURCE") || strings.Contains(o.Name, "MEMBERSHIP") {
				all = all[4:] // groups need datagrams
			}
			i := slices.IndexFunc(all, func(k kind) bool { return o.AppliesTo(k.domain, k.typ, k.protocol) })
			if i < 0 {
				t.Skip("no kind of socket has it")
			}
			fd := open(t, all[i])
			for line := range strings.SplitSeq(o.Try, "\n") {
				tryLine(t, fd, line)
			}
		})
	}
}

func onlyOptions(try string) bool {
	for line := range strings.SplitSeq(try, "\n") {
		if !strings.HasPrefix(line, "setsockopt ") && !strings.HasPrefix(line, "getsockopt ") {
			return false
		}
	}
	return true
}

// needsMore reports whether an option's lines need a connection, a device or a module.
func needsMore(o *Option) bool {
	return o.Needs != "" || o.Phase == WhileConnected || slices.Contains([]string{
		"SO_DETACH_FILTER", "SO_ATTACH_FILTER", "TCP_QUICKACK", "SO_ATTACH_REUSEPORT_EBPF", "IPV6_MTU", "IPV6_LEAVE_ANYCAST",
		"MCAST_BLOCK_SOURCE", "MCAST_UNBLOCK_SOURCE", "PACKET_FANOUT", "IP_ROUTER_ALERT", "IPV6_CHECKSUM", "IPV6_JOIN_ANYCAST", "SO_CNX_ADVICE",
		"PACKET_ROLLOVER_STATS", "SO_INCOMING_CPU",
	}, o.Name)
}

func tryLine(t *testing.T, fd int, line string) {
	t.Helper()
	step, outcome, expected := strings.Cut(line, " => ")
	words := strings.Fields(step)
	o, ok := Find(words[2])
	if level, leveled := LevelByName(words[2]); leveled {
		o, ok = FindAt(level, words[3])
		words = slices.Delete(words, 2, 3)
	}
	if !ok {
		t.Fatalf("%q names no option", line)
	}
	var raw []byte
	var err error
	if words[0] == "getsockopt" {
		raw, err = get(fd, o)
	} else {
		v, parseErr := o.Parse(words[3])
		if parseErr != nil {
			t.Fatal(parseErr)
		}
		err = set(fd, o, v.Bytes())
	}
	switch {
	case (err == unix.EPERM || err == unix.EACCES) && unix.Geteuid() != 0 || o.Program():
	case unknown(err):
		disagree(t, "%s: %v", line, err)
	case expected && err != nil && unix.ErrnoName(err.(unix.Errno)) != outcome, !expected && err != nil:
		disagree(t, "%s: %v", line, err)
	case expected && err == nil && o.Decode(raw).String() != outcome:
		disagree(t, "%s: it is %v", line, o.Decode(raw))
	}
}
