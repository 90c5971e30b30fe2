package observe

import (
	"os"
	"strings"
)

// ReadSysctl reads a setting of the kernel: that of this network, if each network has its own.
// It reports false if there is none of that name.
func ReadSysctl(key string) (string, bool) {
	text, err := os.ReadFile(SysctlFile(key))
	return strings.TrimSpace(string(text)), err == nil
}

// SysctlFile is where a setting of the kernel is read and written (proc_sys(5)).
func SysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }
