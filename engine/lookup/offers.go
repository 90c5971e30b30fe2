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

// Values returns the possible values of those options whose values the machine lists, by option name; for options that
// need a capability, only those that this process may set. It also returns the names of this network's interfaces by
// index.
func (f *Finder) Values() (values map[string][]string, interfaces map[int]string) {
	values = map[string][]string{}
	f.side.Do(func() {
		interfaces = sockets.InterfacesByIndex()
		privileges := observe.ReadPrivileges()
		for _, o := range sockopts.All() {
			if o.Among == nil {
				continue
			}
			capability, _, _ := strings.Cut(o.Capability, " ")
			if list := listed(*o.Among, interfaces, privileges.Has(capability, o.Initial)); len(list) > 0 {
				values[o.Name] = list
			}
		}
	})
	return values, interfaces
}

// listed returns the values that the machine lists. Interfaces are in the order of their indexes, and index 0 means
// none of them.
func listed(a sockopts.Among, interfaces map[int]string, privileged bool) (list []string) {
	switch {
	case a.Interfaces:
		for _, index := range slices.Sorted(maps.Keys(interfaces)) {
			list = append(list, interfaces[index])
		}
		return list
	case a.Indexes:
		list = []string{"0"}
		for _, index := range slices.Sorted(maps.Keys(interfaces)) {
			list = append(list, strconv.Itoa(index))
		}
		return list
	}
	text, _ := observe.ReadSysctl(a.Setting)
	list = strings.Fields(text)
	if a.Unprivileged != "" && !privileged {
		text, _ := observe.ReadSysctl(a.Unprivileged)
		allowed := strings.Fields(text)
		list = slices.DeleteFunc(list, func(name string) bool { return !slices.Contains(allowed, name) })
	}
	return list
}
