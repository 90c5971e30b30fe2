// Package enginetest lets a package's tests start engines. Only tests import it.
package enginetest

import (
	"os"
	"slices"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/remote"
)

// Main runs the tests, unless this process is one that a test has started. It is what TestMain does.
func Main(m *testing.M) {
	if !became() {
		os.Exit(m.Run())
	}
}

// became reports whether this process was an engine, or one that a step has forked. It is at its end then.
func became() bool {
	if len(os.Args) < 2 {
		return false
	}
	switch os.Args[1] {
	case "engine":
		has := func(flag string) bool { return slices.Contains(os.Args, flag) }
		_ = remote.Serve(engine.Options{Lab: has("--lab"), AllowNet: has("--allow-net")})
	case fork.Command:
		_ = fork.Serve()
	default:
		return false
	}
	return true
}
