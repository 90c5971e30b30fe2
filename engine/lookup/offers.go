package lookup

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Values are the values that this machine has for those options whose values it lists, by the
// names of the options; of those that need a capability, what this process may set.
func (f *Finder) Values() map[string][]string {
	values := map[string][]string{}
	f.side.Do(func() {
		privileges := observe.ReadPrivileges()
		for _, o := range sockopts.All() {
			if o.Among == nil {
				continue
			}
			capability, _, _ := strings.Cut(o.Capability, " ")
			if list := listed(*o.Among, privileges.Has(capability, o.Initial)); len(list) > 0 {
				values[o.Name] = list
			}
		}
	})
	return values
}

// Interfaces are the names of the interfaces of this network, by their indexes.
func (f *Finder) Interfaces() (names map[int]string) {
	f.side.Do(func() { names = sockets.InterfacesByIndex() })
	return names
}

// indexes are those of interfaces, and 0 for none, as a line has them.
func indexes(names map[int]string) []string {
	list := []string{"0"}
	for _, index := range slices.Sorted(maps.Keys(names)) {
		list = append(list, strconv.Itoa(index))
	}
	return list
}

// listed are the values that the machine lists.
func listed(a sockopts.Among, privileged bool) []string {
	switch {
	case a.Interfaces:
		return sockets.Interfaces()
	case a.Indexes:
		return indexes(sockets.InterfacesByIndex())
	}
	text, _ := observe.ReadSysctl(a.Setting)
	list := strings.Fields(text)
	if a.Unprivileged != "" && !privileged {
		text, _ := observe.ReadSysctl(a.Unprivileged)
		allowed := strings.Fields(text)
		list = slices.DeleteFunc(list, func(name string) bool { return !slices.Contains(allowed, name) })
	}
	return list
}
