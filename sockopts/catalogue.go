package sockopts

import (
	"slices"
	"sync"
)

// The entries are literals, which the linker lays out in memory. What is made of them is
// made when it is first asked for: most commands need none of it.
var (
	// sockopts is every option of getsockopt(2) and setsockopt(2), in the order it is shown.
	sockopts = sync.OnceValue(func() []*Option {
		return slices.Concat(socketOptions, tcpOptions, ipOptions, ipv6Options, udpOptions, udpLiteOptions, rawOptions,
			mptcpOptions, netlinkOptions, packetOptions, vsockOptions, tlsOptions, xdpOptions, sctpOptions, smcOptions)
	})
	everything = sync.OnceValue(func() []*Option { return slices.Concat(sockopts(), fcntlOptions, ioctlOptions) })
)

// All is the options of getsockopt(2) and setsockopt(2), in the catalogue's order. Do not modify it. [Find], [FindAt], [ByNumber] and [For]
// look at these alone: what they find may be asked of the kernel with those two
// calls.
func All() []*Option { return sockopts() }

// Everything is the whole catalogue: All, and the entries of fcntl(2) and ioctl(2) that
// behave like options. It is for the reference. Do not modify it.
func Everything() []*Option { return everything() }

// Lookup is every entry with that name or alias, of all levels and calls.
func Lookup(name string) []*Option {
	var found []*Option
	for _, o := range everything() {
		if o.named(name) {
			found = append(found, o)
		}
	}
	return found
}

// Find looks an option up by its name as C writes it, or by an alias. If a name
// exists at several levels, it returns the first in the catalogue.
func Find(name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) })
}

// FindAt looks an option up by its name at one level.
func FindAt(level int, name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) && o.LevelNumber() == level })
}

// ByNumber looks an option up by the numbers that a system call uses. If a
// number means one thing to getsockopt(2) and another to setsockopt(2), as some
// of netfilter's do, it returns the first in the catalogue.
func ByNumber(level, number int) (*Option, bool) {
	return first(func(o *Option) bool { return o.Number == number && o.LevelNumber() == level })
}

// Getting looks an option up by the numbers of getsockopt(2).
func Getting(level, number int) (*Option, bool) {
	return called(level, number, (*Option).Readable)
}

// Setting looks an option up by the numbers of setsockopt(2).
func Setting(level, number int) (*Option, bool) {
	return called(level, number, (*Option).Settable)
}

// called prefers an option that the call takes, and returns another if none is.
func called(level, number int, takes func(*Option) bool) (*Option, bool) {
	if o, ok := first(func(o *Option) bool { return o.Number == number && o.LevelNumber() == level && takes(o) }); ok {
		return o, true
	}
	return ByNumber(level, number)
}

// For lists the options that apply to such a socket, in the catalogue's order.
// Those whose Needs this kernel lacks are among them: it refuses them with
// ENOPROTOOPT. Those with a ReadEffect should not be read without being asked.
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
