package observe

import (
	"os"
	"strings"
)

// ReadSysctl reads a setting of the kernel, of this network where it is one of networks;
// false where there is none of that name.
func ReadSysctl(key string) (string, bool) {
	text, err := os.ReadFile(SysctlFile(key))
	return strings.TrimSpace(string(text)), err == nil
}

// SysctlFile is where a setting of the kernel is read and written (proc_sys(5)).
func SysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }
