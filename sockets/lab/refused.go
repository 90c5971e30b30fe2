package lab

import (
	"fmt"
	"os"
	"strings"
)

// Refused returns an error that says why there is no lab here, and what to do.
func Refused(err error) error { return refused(err, setting) }

// wall is a setting of the kernel that keeps ordinary users, or all, from having a lab.
type wall struct {
	key   string
	value string // with which it does
	lift  string // what to do
}

// walls are those there are, the most usual last: of several it is named.
func walls() []wall {
	list := []wall{
		// Debian's and Ubuntu's kernels have this one
		{"kernel.unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1 allows user namespaces"},
		// Ubuntu's have this one
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

// setting reads a setting of the kernel by its key.
func setting(key string) (string, bool) {
	text, err := os.ReadFile("/proc/sys/" + strings.ReplaceAll(key, ".", "/"))
	return strings.TrimSpace(string(text)), err == nil
}
