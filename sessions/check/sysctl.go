package check

import (
	"os"
	"strings"
)

// ReadSysctl reads a kernel setting of this machine.
func ReadSysctl(key string) (string, bool) {
	text, err := os.ReadFile("/proc/sys/" + strings.ReplaceAll(key, ".", "/"))
	return strings.TrimSpace(string(text)), err == nil
}
