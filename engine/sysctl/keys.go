package sysctl

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"netnet-tui/engine/observe"
)

// Keys returns the settings that each network namespace has for itself and this kernel has, sorted by name.
func Keys() []string {
	var keys []string
	root := observe.SysctlFile("net")
	_ = fs.WalkDir(os.DirFS(root), ".", func(path string, file fs.DirEntry, err error) error {
		key := "net." + strings.ReplaceAll(filepath.ToSlash(path), "/", ".")
		if err == nil && !file.IsDir() && own(key) {
			keys = append(keys, key)
		}
		return nil // what can't be listed is left out
	})
	return keys
}

// Now returns the value of a setting in the network namespace of this process, with single spaces between words, or ""
// if it can't be read.
func Now(key string) string {
	value, _ := observe.ReadSysctl(key)
	return strings.Join(strings.Fields(value), " ")
}
