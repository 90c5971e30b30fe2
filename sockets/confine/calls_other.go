//go:build !amd64 && !arm64

package confine

// The filter has not been tried on other processors, so they have none.
const (
	filtering = false
	arch      = 0
	foreign   = 0
)

var ofMachine []uintptr
