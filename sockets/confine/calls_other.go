//go:build !amd64 && !arm64

package confine

// Of another processor nobody has tried the filter: there is none.
const (
	filtering = false
	arch      = 0
	foreign   = 0
)

var ofMachine []uintptr
