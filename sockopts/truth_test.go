package sockopts

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The kernel has the last word on where an option exists and which way it goes.
func TestKernelAgreesWhereOptionsApply(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range All() {
				if o.Program() {
					continue // its number reads as SO_GET_FILTER, whose lengths are not bytes
				}
				raw, err := get(fd, o)
				switch applies := o.AppliesTo(k.domain, k.typ, k.protocol); {
				case applies && o.Readable() && unknown(err):
					disagree(t, "%s applies and is readable, but get says %v", o.Name, err)
				case applies && !o.Readable() && !unknown(err):
					disagree(t, "%s can't be read, but get says %v, % x", o.Name, err, raw)
				case applies && o.Readable() && err != nil && err != unix.ENOTCONN:
					disagree(t, "get %s: %v", o.Name, err)
				case applies && o.Readable() && err == nil && o.Size() < len(raw):
					disagree(t, "%s: %d bytes into room for %d", o.Name, len(raw), o.Size())
				case !applies && err == nil && !refuses(fd, o, raw):
					disagree(t, "%s does not apply, but get and set work", o.Name)
				}
			}
		})
	}
}

// refuses tells whether an option that can be read where it should not apply at
// least can't be set there.
func refuses(fd int, o *Option, raw []byte) bool {
	if o.Boolean() {
		raw = word(1) // some take a 0 anywhere, because it is what they have
	}
	return set(fd, o, raw) != nil
}

func TestKernelAgreesOnSetting(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			for _, o := range For(k.domain, k.typ, k.protocol) {
				if o.Direction == Set || k.protocol == unix.IPPROTO_MPTCP && forgetsOnMPTCP(o) {
					continue
				}
				fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
				if err != nil {
					t.Skipf("no %s socket to be had: %v", k.name, err)
				}
				checkSetting(t, fd, o)
				unix.Close(fd)
			}
		})
	}
}

// forgetsOnMPTCP tells the options that MPTCP takes without an error and does
// not keep (mptcp_setsockopt_sol_socket in net/mptcp/sockopt.c).
func forgetsOnMPTCP(o *Option) bool {
	return slices.Contains([]string{"SO_BROADCAST", "SO_DONTROUTE", "SO_RXQ_OVFL", "SO_NO_CHECK"}, o.Name)
}

func checkSetting(t *testing.T, fd int, o *Option) {
	t.Helper()
	raw, err := get(fd, o)
	if err != nil {
		return // TestKernelAgreesWhereOptionsApply judges that
	}
	err = set(fd, o, raw)
	if o.Capability != "" && (err == unix.EPERM || err == unix.EACCES) {
		return
	}
	switch {
	case !o.Settable() && !unknown(err):
		disagree(t, "%s can't be set, but set says %v", o.Name, err)
	case o.Settable() && unknown(err):
		disagree(t, "%s can be set, but set says %v", o.Name, err)
	case o.Settable() && err != nil && o.Name != "TCP_ULP": // the empty name is no protocol
		disagree(t, "set %s to what it is, % x: %v", o.Name, raw, err)
	}
	if !o.Boolean() || o.Capability != "" && unix.Geteuid() != 0 {
		return
	}
	for _, text := range []string{"on", "off"} {
		v, _ := o.Parse(text)
		if o.Name == "SO_LOCK_FILTER" && text == "off" {
			continue // locked for good by the line before
		}
		if err := set(fd, o, v.Bytes()); err != nil {
			disagree(t, "set %s %s: %v", o.Name, text, err)
		} else if now, _ := get(fd, o); !o.Decode(now).Equal(v) && o.Name != "TCP_QUICKACK" {
			disagree(t, "%s reads %v after %s", o.Name, o.Decode(now), text)
		}
	}
}

// Differences that are the kernel's, not the table's: these defaults are those
// of IPv4 sockets, or of IPv6 ones.
func otherDefault(o *Option, k kind) bool {
	return o.Name == "IP_MULTICAST_ALL" && k.domain == unix.AF_INET6
}

func TestDefaultsOfFreshSockets(t *testing.T) {
	for _, k := range kinds()[:9] {
		t.Run(k.name, func(t *testing.T) {
			fd := open(t, k)
			for _, o := range For(k.domain, k.typ, k.protocol) {
				if !o.Readable() || o.Default == "" {
					continue
				}
				raw, err := get(fd, o)
				if err != nil {
					disagree(t, "get %s: %v", o.Name, err)
				} else if got := o.Decode(raw).String(); got != o.Default {
					if otherDefault(o, k) {
						t.Logf("%s is %s here, %s elsewhere", o.Name, got, o.Default)
					} else {
						disagree(t, "%s is %s, the table says %s", o.Name, got, o.Default)
					}
				}
			}
		})
	}
}

// Where a sysctl decides the default, a fresh socket shows what the sysctl says.
func TestDefaultsFromSysctls(t *testing.T) {
	for _, o := range All() {
		path := "/proc/sys/" + strings.ReplaceAll(o.DefaultFrom, ".", "/")
		text, err := os.ReadFile(path)
		if o.DefaultFrom == "" || err != nil || o.Name == "IP_MTU_DISCOVER" {
			continue // IP_MTU_DISCOVER: the sysctl says no, the option says how
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

// What the kernel answers is printed so that it reads back as the same value.
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
