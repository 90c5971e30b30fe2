package runtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// observeUses are the packages from which engine/observe could get at a call that changes
// something, each with all that it may use of them. Observing must not disturb: it is given
// a sockets.Looker, which only reads, and may not have a Kernel, nor make calls past it.
var observeUses = map[string][]string{
	"netnet-tui/sockets":    {"Looker", "QuietOption", "Addr", "Errno", "ErrnoName", "PollEvents"},
	"golang.org/x/sys/unix": {"Errno", "Open", "Pread", "Close", "Capget", "CapUserHeader", "CapUserData"}, // and constants
	"os":                    {"ReadFile"},
}

// observeImports are the other packages that it may import: they make no calls.
var observeImports = []string{"bytes", "cmp", "encoding/binary", "errors", "fmt", "iter", "maps", "slices", "strconv", "strings", "time",
	"netnet-tui/engine/status", "netnet-tui/engine/step", "netnet-tui/sockopts"}

// constant matches the name of a constant of C.
var constant = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)

// disturbing lists what a file of engine/observe has that it may not have.
func disturbing(t *testing.T, name string, text any) (found []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	uses := map[string][]string{}
	for _, imported := range file.Imports {
		path := strings.Trim(imported.Path.Value, `"`)
		allowed, ok := observeUses[path]
		switch {
		case ok && imported.Name == nil:
			uses[filepath.Base(path)] = allowed
		case ok || !slices.Contains(observeImports, path):
			found = append(found, "imports "+path)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name == "QuietRead" {
			found = append(found, "makes a QuietOption of its own") // only the catalogue knows which options are
		}
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := s.X.(*ast.Ident); ok && uses[of.Name] != nil && !slices.Contains(uses[of.Name], s.Sel.Name) && (of.Name != "unix" || !constant.MatchString(s.Sel.Name)) {
			found = append(found, "uses "+of.Name+"."+s.Sel.Name)
		}
		return true
	})
	return found
}

// TestObserveWall holds engine/observe to what only reads.
func TestObserveWall(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../engine/observe/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range disturbing(t, name, text) {
			t.Errorf("%s %s: observing must not disturb, so it has no call that could set or send", name, what)
		}
	}
}

// TestObserveWallStands has it find what would get around a Looker.
func TestObserveWallStands(t *testing.T) {
	t.Parallel()
	const head = "package observe\n"
	for _, c := range []struct{ text, want string }{
		{`import "netnet-tui/sockets"; var k sockets.Kernel`, "uses sockets.Kernel"},
		{`import "netnet-tui/sockets"; var k = sockets.Linux{}`, "uses sockets.Linux"},
		{`import "golang.org/x/sys/unix"; var f = unix.SetsockoptInt`, "uses unix.SetsockoptInt"},
		{`import "golang.org/x/sys/unix"; var f = unix.Sendto`, "uses unix.Sendto"},
		{`import u "golang.org/x/sys/unix"; var f = u.Sendto`, "imports golang.org/x/sys/unix"},
		{`import . "golang.org/x/sys/unix"; var f = Sendto`, "imports golang.org/x/sys/unix"},
		{`import "syscall"; var f = syscall.Sendto`, "imports syscall"},
		{`import "netnet-tui/engine"; var e engine.Engine`, "imports netnet-tui/engine"},
		{`import "os"; var f = os.WriteFile`, "uses os.WriteFile"},
		{`type loud struct{}; func (loud) QuietRead() (level, number int) { return 1, 4 }`, "makes a QuietOption of its own"},
	} {
		if found := disturbing(t, "f.go", head+c.text); !slices.Contains(found, c.want) {
			t.Errorf("%s: found %q, want %q", c.text, found, c.want)
		}
	}
	if found := disturbing(t, "f.go", head+`import "golang.org/x/sys/unix"; var n = unix.SOL_TCP`); len(found) > 0 {
		t.Errorf("a constant is no call: %q", found)
	}
}
