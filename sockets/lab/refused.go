package lab

import (
	"fmt"
	"os"
	"strings"
)

// Refused returns an error that says why no lab is available, and what to do.
func Refused(err error) error { return refused(err, setting) }

// wall is a kernel setting that prevents ordinary users, or everyone, from having a lab.
type wall struct {
	key   string
	value string // the value that prevents it
	lift  string // what to do
}

// walls returns these settings, the most usual last: if several apply, the last is named.
func walls() []wall {
	list := []wall{
		// Only in kernels of Debian and Ubuntu.
		{"kernel.unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1 allows user namespaces"},
		// Only in kernels of Ubuntu.
		{"kernel.apparmor_restrict_unprivileged_userns", "1", "an AppArmor profile with the rule userns allows user namespaces to this program, " +
			"and sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 to all"},
	}
	for _, kind := range []string{"user", "mnt", "net"} { // namespaces(7)
		key := "user.max_" + kind + "_namespaces"
		list = append(list, wall{key, "0", "sudo sysctl -w " + key + "=10000 allows them again"})
	}
	return list
}

func refused(err error, read func(key string) (string, bool)) error {
	reason, lift := "this system allows no user namespaces", ""
	for _, w := range walls() {
		if value, ok := read(w.key); ok && value == w.value {
			reason, lift = w.key+" is "+w.value, "; "+w.lift
		}
	}
	return fmt.Errorf("there is no lab here: %s (the kernel: %w)%s", reason, err, lift)
}

// setting reads a kernel setting by its key.
func setting(key string) (string, bool) {
	text, err := os.ReadFile("/proc/sys/" + strings.ReplaceAll(key, ".", "/"))
	return strings.TrimSpace(string(text)), err == nil
}
