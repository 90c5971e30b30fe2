//go:build !race

package export

// raced says that these tests run with the race detector.
const raced = false
