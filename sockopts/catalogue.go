package sockopts

import "slices"

// catalogue is every entry, in the order it is shown.
var catalogue = slices.Concat(socketOptions, tcpOptions, ipOptions, ipv6Options, udpOptions)

// All is the catalogue in its order. Do not modify it.
func All() []*Option { return catalogue }

// Find looks an option up by its name as C writes it, or by an alias. Of a name
// that stands at several levels it is the first in the catalogue.
func Find(name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) })
}

// FindAt looks an option up by its name at one level.
func FindAt(level int, name string) (*Option, bool) {
	return first(func(o *Option) bool { return o.named(name) && o.LevelNumber() == level })
}

// ByNumber looks an option up by the numbers that a system call has.
func ByNumber(level, number int) (*Option, bool) {
	return first(func(o *Option) bool { return o.Number == number && o.LevelNumber() == level })
}

// For lists the options that apply to such a socket, in the catalogue's order.
func For(domain, typ, protocol int) []*Option {
	var found []*Option
	for _, o := range catalogue {
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
	if i := slices.IndexFunc(catalogue, matches); i >= 0 {
		return catalogue[i], true
	}
	return nil, false
}
