package sockopts

import (
	"slices"
	"sync"
)

// The entries are literals, which the linker lays out in memory. What is derived from them is made on first use: most
// commands need none of it.
var (
	// sockopts is every option of getsockopt(2) and setsockopt(2), in the order of display.
	sockopts = sync.OnceValue(func() []*Option {
		return slices.Concat(socketOptions, tcpOptions, ipOptions, ipv6Options, udpOptions, udpLiteOptions, rawOptions,
			mptcpOptions, netlinkOptions, packetOptions, vsockOptions, tlsOptions, xdpOptions, sctpOptions, smcOptions)
	})
	everything = sync.OnceValue(func() []*Option { return slices.Concat(sockopts(), fcntlOptions, ioctlOptions) })
)

// All returns the options of getsockopt(2) and setsockopt(2), in the catalogue's order. The caller must not modify it.
// [Find], [FindAt], [ByNumber] and [For] search only these, so what they return can be passed to the two calls.
func All() []*Option { return sockopts() }

// Everything returns the whole catalogue: All, and the entries of fcntl(2) and ioctl(2) that behave like options. It is
// for the reference. The caller must not modify it.
func Everything() []*Option { return everything() }

// Lookup returns every entry with that name or alias, of all levels and calls.
func Lookup(name string) []*Option {
	var found []*Option
	for _, o := range everything() {
		if o.named(name) {
			found = append(found, o)
		}
	}
	return found
}

// Find returns the option with a C name or alias. If a name exists at several levels, it returns the first in the
// catalogue.
func Find(name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) })
}

// FindAt returns the option with a name at a level.
func FindAt(level int, name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) && o.LevelNumber() == level })
}

// ByNumber returns the option with the numbers that a system call uses. If a number means one thing to getsockopt(2)
// and another to setsockopt(2), as some of netfilter's do, it returns the first in the catalogue.
func ByNumber(level, number int) (*Option, bool) {
	return first(func(o *Option) bool { return o.Number == number && o.LevelNumber() == level })
}

// Getting returns the option with the given numbers for getsockopt(2).
func Getting(level, number int) (*Option, bool) {
	return called(level, number, (*Option).Readable)
}

// Setting returns the option with the given numbers for setsockopt(2).
func Setting(level, number int) (*Option, bool) {
	return called(level, number, (*Option).Settable)
}

// called prefers an option that the call supports, and returns another if there is none.
func called(level, number int, takes func(*Option) bool) (*Option, bool) {
	if o, ok := first(func(o *Option) bool { return o.Number == number && o.LevelNumber() == level && takes(o) }); ok {
		return o, true
	}
	return ByNumber(level, number)
}

// For returns the options that apply to such a socket, in the catalogue's order. They include those whose Needs this
// kernel lacks, which it refuses with ENOPROTOOPT. Those with a ReadEffect should not be read unless requested.
func For(domain, typ, protocol int) []*Option {
	var found []*Option
	for _, o := range sockopts() {
		if o.AppliesTo(domain, typ, protocol) {
			found = append(found, o)
		}
	}
	return found
}

func (o *Option) named(name string) bool {
	return o.Name == name || slices.Contains(o.Aliases, name)
}

func first(matches func(*Option) bool) (*Option, bool) {
	if i := slices.IndexFunc(sockopts(), matches); i >= 0 {
		return sockopts()[i], true
	}
	return nil, false
}
