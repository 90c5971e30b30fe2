package lab

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestRefusedSaysWhatToDo(t *testing.T) {
	for want, settings := range map[string]map[string]string{
		"this system allows no user namespaces (the kernel: operation not permitted)":                                                        {"user.max_user_namespaces": "9"},
		"user.max_net_namespaces is 0 (the kernel: operation not permitted); sudo sysctl -w user.max_net_namespaces=10000 allows them again": {"user.max_net_namespaces": "0", "kernel.unprivileged_userns_clone": "0"},
		"sudo sysctl -w kernel.unprivileged_userns_clone=1":                                                                                  {"kernel.unprivileged_userns_clone": "0", "kernel.apparmor_restrict_unprivileged_userns": "0"},
		"an AppArmor profile with the rule userns":                                                                                           {"kernel.apparmor_restrict_unprivileged_userns": "1", "user.max_user_namespaces": "60000"},
	} {
		err := refused(unix.EPERM, func(key string) (string, bool) { value, ok := settings[key]; return value, ok })
		if !errors.Is(err, unix.EPERM) || !strings.Contains(err.Error(), want) {
			t.Errorf("with %v it says %q", settings, err)
		}
	}
}
