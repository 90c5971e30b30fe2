// Package enginetest lets a package's tests start engines. Only tests import it.
package enginetest

import (
	"errors"
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

// Lab starts an engine in a lab of its own, which the caller closes. It skips the test if there can be no lab here.
func Lab(t testing.TB) *remote.Client {
	t.Helper()
	e, err := remote.Start(engine.Options{Lab: true})
	if errors.As(err, new(*engine.Unavailable)) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
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
