package lookup

import (
	"slices"
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

// listed are the values that the machine lists.
func listed(a sockopts.Among, privileged bool) []string {
	if a.Interfaces {
		return sockets.Interfaces()
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
