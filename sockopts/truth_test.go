package sockopts

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The kernel has the last word on where an option exists and whether it can be read or set.
func TestKernelAgreesWhereOptionsApply(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range All() {
				if o.ReadEffect != "" {
					continue // they are tested by TestReadEffects
				}
				raw, err := get(fd, o)
				switch applies := o.AppliesTo(k.domain, k.typ, k.protocol); {
				case applies && o.Needs != "" && o.Readable() && unknown(err):
					t.Logf("this kernel refuses %s: %v; it needs %s", o.Name, err, o.Needs)
				case applies && o.Readable() && unknown(err):
					disagree(t, "%s applies and is readable, but get says %v", o.Name, err)
				case applies && !o.Readable() && !unknown(err) && !both(o):
					disagree(t, "%s can't be read, but get says %v, % x", o.Name, err, raw)
				case applies && o.Readable() && err != nil && err != elsewise(o):
					disagree(t, "get %s: %v", o.Name, err)
				case applies && o.Readable() && err == nil && o.Size() < len(raw):
					disagree(t, "%s: %d bytes into room for %d", o.Name, len(raw), o.Size())
				case !applies && err == nil && o.Readable() && !refuses(fd, o, raw):
					disagree(t, "%s does not apply, but get and set work", o.Name)
				case !applies && err == nil && o.Direction == None:
					disagree(t, "%s is not an option, but get works", o.Name)
				}
			}
		})
	}
}

// both reports whether an option can only be set and shares its number with one that can only be read.
func both(o *Option) bool {
	return slices.ContainsFunc(All(), func(p *Option) bool {
		return p.Readable() && p.Number == o.Number && p.Level == o.Level
	})
}

// elsewise returns the errno that reading an option of a new socket may return.
func elsewise(o *Option) error {
	switch o.Name {
	case "SO_PEERGROUPS", "SO_PEERPIDFD":
		return unix.ENODATA
	case "TCP_REPAIR_QUEUE", "TCP_QUEUE_SEQ", "PACKET_ROLLOVER_STATS":
		return unix.EINVAL
	case "TCP_REPAIR_WINDOW", "TCP_AO_REPAIR":
		return unix.EPERM
	case "SO_ORIGINAL_DST", "IP6T_SO_ORIGINAL_DST":
		return unix.ENOENT
	default:
		return unix.ENOTCONN
	}
}

// refuses reports whether an option that can be read where it should not apply at least can't be set there.
func refuses(fd int, o *Option, raw []byte) bool {
	if o.Boolean() {
		raw = word(1) // some accept a 0 anywhere, because it is their value
	}
	return set(fd, o, raw) != nil
}

func TestKernelAgreesOnSetting(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			for _, o := range For(k.domain, k.typ, k.protocol) {
				if !o.Readable() || o.ReadEffect != "" || k.protocol == unix.IPPROTO_MPTCP && forgetsOnMPTCP(o) {
					continue
				}
				fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
				if err != nil {
					t.Skipf("no %s socket is available: %v", k.name, err)
				}
				checkSetting(t, fd, o)
				unix.Close(fd)
			}
		})
	}
}

// forgetsOnMPTCP reports whether MPTCP accepts an option without an error and does not keep it
// (mptcp_setsockopt_sol_socket in net/mptcp/sockopt.c).
func forgetsOnMPTCP(o *Option) bool {
	return slices.Contains([]string{"SO_BROADCAST", "SO_DONTROUTE", "SO_RXQ_OVFL", "SO_NO_CHECK", "SO_WIFI_STATUS", "SO_NOFCS",
		"SO_SELECT_ERR_QUEUE"}, o.Name)
}

func checkSetting(t *testing.T, fd int, o *Option) {
	t.Helper()
	raw, err := get(fd, o)
	if err != nil {
		return // TestKernelAgreesWhereOptionsApply checks that
	}
	err = set(fd, o, raw)
	if o.Capability != "" && (err == unix.EPERM || err == unix.EACCES) {
		return
	}
	switch {
	case o.Needs != "" && unknown(err):
		return // TestKernelAgreesWhereOptionsApply reports that
	case !o.Settable() && !unknown(err):
		disagree(t, "%s can't be set, but set says %v", o.Name, err)
	case o.Settable() && unknown(err):
		disagree(t, "%s can be set, but set says %v", o.Name, err)
	case o.Settable() && err != nil && !refusesItsOwn(o):
		disagree(t, "set %s to what it is, % x: %v", o.Name, raw, err)
	}
	if !o.Boolean() || o.Capability != "" && unix.Geteuid() != 0 {
		return
	}
	for _, text := range []string{"on", "off"} {
		v, _ := o.Parse(text)
		if o.Rescale != "" || o.Name == "SO_LOCK_FILTER" && text == "off" {
			continue // locked permanently by the line before
		}
		if err := set(fd, o, v.Bytes()); err != nil {
			disagree(t, "set %s %s: %v", o.Name, text, err)
		} else if now, _ := get(fd, o); !o.Decode(now).Equal(v) && o.Name != "TCP_QUICKACK" {
			disagree(t, "%s reads %v after %s", o.Name, o.Decode(now), text)
		}
	}
}

// refusesItsOwn reports whether the initial value of an option can't be set: the empty name is not a protocol, no bytes
// are not a key, and what is off can't be turned off.
func refusesItsOwn(o *Option) bool {
	return slices.Contains([]string{"TCP_ULP", "TCP_FASTOPEN_KEY", "PACKET_FANOUT", "IP_ROUTER_ALERT", "IPV6_CHECKSUM", "SO_ATTACH_FILTER"}, o.Name)
}

func TestDefaultsOfFreshSockets(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range For(k.domain, k.typ, k.protocol) {
				if !o.Readable() || o.DefaultOn(k.domain, k.typ, k.protocol) == "" {
					continue
				}
				raw, err := get(fd, o)
				if err != nil {
					disagree(t, "get %s: %v", o.Name, err)
				} else if got, want := o.Decode(raw).String(), o.DefaultOn(k.domain, k.typ, k.protocol); got != want {
					disagree(t, "%s is %s, the table says %s", o.Name, got, want)
				}
			}
		})
	}
}

// A default that no kind of socket has, or that all have, is not worth an entry.
func TestOtherDefaultsDiffer(t *testing.T) {
	for _, o := range Everything() {
		for _, f := range o.Fresh {
			if f.Value == o.Default || o.Default == "" {
				t.Errorf("%s begins as %q, on some as %q", o.Name, o.Default, f.Value)
			}
		}
	}
}

// If a sysctl determines the default, a new socket has the sysctl's value.
func TestDefaultsFromSysctls(t *testing.T) {
	for _, o := range All() {
		path := "/proc/sys/" + strings.ReplaceAll(o.DefaultFrom, ".", "/")
		text, err := os.ReadFile(path)
		if o.DefaultFrom == "" || err != nil || o.Name == "IP_MTU_DISCOVER" {
			continue // IP_MTU_DISCOVER: the sysctl says whether, the option says how
		}
		want, err := o.Parse(strings.TrimSpace(string(text)))
		if err != nil {
			disagree(t, "%s: %s holds %q: %v", o.Name, o.DefaultFrom, text, err)
			continue
		}
		for _, k := range kinds()[:2] {
			if !o.AppliesTo(k.domain, k.typ, k.protocol) {
				continue
			}
			raw, err := get(open(t, k), o)
			if got := o.Decode(raw); err != nil || !got.Equal(want) {
				disagree(t, "%s on %s is %v (%v), %s says %v", o.Name, k.name, got, err, o.DefaultFrom, want)
			}
		}
	}
}

// What the kernel answers is printed so that it parses to the same value.
func TestValuesOfFreshSocketsSurvivePrinting(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range For(k.domain, k.typ, k.protocol) {
				if raw, err := get(fd, o); err == nil && o.Direction == GetSet {
					survivesPrinting(t, o, raw)
				}
			}
		})
	}
}

func survivesPrinting(t *testing.T, o *Option, raw []byte) {
	t.Helper()
	was := o.Decode(raw)
	read, err := o.Parse(was.String())
	_, padded := o.Codec.(text)
	switch {
	case err != nil:
		t.Errorf("%s prints %q, which does not parse: %v", o.Name, was, err)
	case !read.Equal(was) || read.String() != was.String():
		t.Errorf("%s: %q came back as %q", o.Name, was, read)
	case !padded && !slices.Equal(read.Bytes(), raw):
		t.Errorf("%s: %q: % x came back as % x", o.Name, was, raw, read.Bytes())
	}
}
