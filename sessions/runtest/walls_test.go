package runtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// module is the path of this module.
const module = "netnet-tui"

// pkg is what go list says about a package.
type pkg struct {
	ImportPath string
	Dir        string
	Imports    []string
	GoFiles    []string
}

// name returns the path of a package within this module: "engine/step", or "." for main.
func (p pkg) name() string { return short(p.ImportPath) }

// short returns an import path without that of this module, or "." for main.
func short(path string) string {
	if path == module {
		return "."
	}
	return strings.TrimPrefix(path, module+"/")
}

// within reports whether a package is parent or below it.
func within(path, parent string) bool { return path == parent || strings.HasPrefix(path, parent+"/") }

// packages returns the packages of this module.
func packages(t *testing.T) []pkg {
	t.Helper()
	all, err := listOnce()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return all
}

// listOnce runs go list once for all tests.
var listOnce = sync.OnceValues(func() (all []pkg, err error) {
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Imports,GoFiles", module+"/...")
	text, err := list.Output()
	if err != nil {
		return nil, err
	}
	for in := json.NewDecoder(bytes.NewReader(text)); ; {
		var p pkg
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

// covers reports whether a pattern of a wall or a floor matches a package of this module.
func covers(pattern, name string) bool {
	if parent, ok := strings.CutSuffix(pattern, "..."); ok {
		return parent == "" || within(name, strings.TrimSuffix(parent, "/"))
	}
	if parent, ok := strings.CutSuffix(pattern, "/*"); ok {
		return name != parent && within(name, parent)
	}
	return pattern == name
}

// place returns the floor and the room of a package. A pattern that is exactly its name takes precedence
// over one that matches it with others.
func place(name string) (floor int, room string, ok bool) {
	for _, byName := range []bool{true, false} {
		for i, f := range floors {
			for _, pattern := range f.rooms {
				if byName == (pattern == name) && covers(pattern, name) {
					if strings.HasSuffix(pattern, "*") {
						return i, name, true
					}
					return i, pattern, true
				}
			}
		}
	}
	return 0, "", false
}

func TestWallsBetweenFloors(t *testing.T) {
	t.Parallel()
	all := packages(t)
	if len(all) < 30 {
		t.Fatalf("go list lists only %d packages", len(all))
	}
	for _, p := range all {
		from, room, ok := place(p.name())
		if !ok {
			t.Errorf("%s stands on no floor", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if !within(imported, module) {
				continue
			}
			if to, other, ok := place(short(imported)); !ok || to > from || to == from && other != room {
				t.Errorf("%s imports %s, which is not below it: %s", p.ImportPath, imported, floors[from].reason)
			}
		}
	}
}

// surrounds reports whether the wall is around a package of this module.
func (w wall) surrounds(name string) bool {
	among := func(patterns []string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool { return covers(pattern, name) })
	}
	return among(w.around) && !among(w.less)
}

func TestWalls(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}                 // of packages and files
	let := make([]map[string]bool, len(walls)) // imports, by wall
	for _, p := range packages(t) {
		names[p.name()] = true
		var around []wall
		for i, w := range walls {
			if !w.surrounds(p.name()) {
				continue
			}
			around = append(around, w)
			if let[i] == nil {
				let[i] = map[string]bool{}
			}
			for _, imported := range p.Imports {
				let[i][imported] = true
			}
		}
		for _, file := range p.GoFiles {
			name := path.Join(p.name(), file)
			names[name] = true
			parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range around {
				if w.but[name] != "" {
					continue
				}
				for _, what := range w.breaches(parsed) {
					t.Errorf("%s %s: %s", name, what, w.reason)
				}
			}
		}
	}
	for i, w := range walls {
		for _, pattern := range w.around {
			if !names[pattern] && !strings.HasSuffix(pattern, "...") || let[i] == nil {
				t.Errorf("a wall is around %s, which does not exist: %s", pattern, w.reason)
			}
		}
		for file := range w.but {
			if !names[file] {
				t.Errorf("%s may pass a wall and does not exist: %s", file, w.reason)
			}
		}
		for imported := range w.only {
			if !let[i][imported] {
				t.Errorf("%s is let into %s, which does not import it", imported, strings.Join(w.around, " "))
			}
		}
	}
}

// breaches lists what a file does that the wall forbids.
func (w wall) breaches(file *ast.File) (found []string) {
	said := map[string]string{} // imports, by their names in the file
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "." && (w.says[imported] != nil || w.never[imported] != nil) {
			found = append(found, "imports all names of "+imported)
		}
		said[name] = imported
		if w.keepsOut(imported) {
			found = append(found, "imports "+imported)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if never := w.never[declared]; never != nil && never.MatchString(n.Name.Name) {
				found = append(found, "declares "+n.Name.Name)
			}
		case *ast.SelectorExpr:
			if never := w.never[anything]; never != nil && never.MatchString(n.Sel.Name) {
				found = append(found, "uses ."+n.Sel.Name)
			}
			of, ok := n.X.(*ast.Ident)
			if !ok || said[of.Name] == "" {
				break
			}
			imported := said[of.Name]
			says, never := w.says[imported], w.never[imported]
			if says != nil && !says.MatchString(n.Sel.Name) || never != nil && never.MatchString(n.Sel.Name) {
				found = append(found, fmt.Sprintf("uses %s.%s", path.Base(imported), n.Sel.Name))
			}
		}
		return true
	})
	return found
}

// keepsOut reports whether the wall forbids an import.
func (w wall) keepsOut(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	standard := !strings.Contains(first, ".") && first != module
	switch {
	case standard:
		return slices.Contains(w.out, imported) || w.std != nil && !slices.Contains(w.std, imported)
	case w.only != nil:
		return w.only[imported] == ""
	}
	return slices.ContainsFunc(w.out, func(path string) bool { return within(imported, path) })
}

// TestWallsStand has the walls find attempts to get around them.
func TestWallsStand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ within, text, want string }{
		{"engine/observe", `import "netnet-tui/sockets"; var k sockets.Kernel`, "uses sockets.Kernel"},
		{"engine/observe", `import "netnet-tui/sockets"; var k = sockets.Linux{}`, "uses sockets.Linux"},
		{"engine/observe", `import "golang.org/x/sys/unix"; var f = unix.SetsockoptInt`, "uses unix.SetsockoptInt"},
		{"engine/observe", `import "golang.org/x/sys/unix"; var f = unix.Sendto`, "uses unix.Sendto"},
		{"engine/observe", `import u "golang.org/x/sys/unix"; var f = u.Sendto`, "uses unix.Sendto"},
		{"engine/observe", `import . "golang.org/x/sys/unix"; var f = Sendto`, "imports all names of golang.org/x/sys/unix"},
		{"engine/observe", `import "syscall"; var f = syscall.Sendto`, "imports syscall"},
		{"engine/observe", `import "netnet-tui/engine"; var e engine.Engine`, "imports netnet-tui/engine"},
		{"engine/observe", `import "os"; var f = os.WriteFile`, "imports os"},
		{"engine/observe", `type loud struct{}; func (loud) QuietRead() (level, number int) { return 1, 4 }`, "declares QuietRead"},
		{"engine/observe", `import "golang.org/x/sys/unix"; var n = unix.SOL_TCP`, ""}, // a constant is not a call
		{"engine/step", `import "netnet-tui/sockets"; var k = sockets.Linux{}`, "uses sockets.Linux"},
		{"engine/protocol", `import "golang.org/x/sys/unix"; var f = unix.Sendto`, "imports golang.org/x/sys/unix"},
		{"engine/loop", `import "net"; var c net.Conn`, "imports net"},
		{"engine/loop", `import "net/netip"; var a netip.Addr`, ""}, // is below package net, and makes no calls
		{"engine/loop", `import file "os"; var f = file.NewFile`, "uses os.NewFile"},
		{"sessions/why", `import "strings"; var f = strings.Cut`, "uses strings.Cut"},
		{"sessions/why", `import "netnet-tui/engine"; func f(c engine.Call) []string { return c.Args }`, "uses .Args"},
		{"sessions/script", `import "fmt"; func f() { fmt.Println() }`, "uses fmt.Println"},
		{"sessions/script", `import "charm.land/lipgloss/v2"; var s lipgloss.Style`, "imports charm.land/lipgloss/v2"},
		{"ui/bench", `import "netnet-tui/sockets/lab"; var f = lab.Enter`, "imports netnet-tui/sockets/lab"},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "f.go", "package p\n"+c.text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, w := range walls {
			if w.surrounds(c.within) {
				found = append(found, w.breaches(file)...)
			}
		}
		if c.want == "" && len(found) > 0 || c.want != "" && !slices.Contains(found, c.want) {
			t.Errorf("in %s, %s: found %q, want %q", c.within, c.text, found, c.want)
		}
	}
}

// The parts of the screen see a part.Host, not the screen itself.
func TestWallsKeepTheScreenOut(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if !strings.HasPrefix(p.ImportPath, module+"/ui/") {
			continue
		}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Error(err)
			}
			if strings.Contains(string(text), "*Screen") || strings.Contains(string(text), "*ui.Screen") {
				t.Errorf("%s/%s names the screen", p.ImportPath, name)
			}
		}
	}
}

// topLevel is everything that may be at the top level, with its purpose. Names that begin with a dot belong
// to tools.
var topLevel = map[string]string{
	"go.mod":    "the module",
	"go.sum":    "what it builds on, to the byte",
	"main.go":   "signals, and the exit status",
	"README.md": "how to begin",
	"ui":        "screen and keys",
	"engine":    "owns every descriptor",
	"sockets":   "the border to the kernel",
	"sockopts":  "the catalogue of options",
	"sessions":  "scripts, recordings, exports, lessons",
	"assets":    "embedded bytes",
}

func TestWallsAroundTheTopLevel(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if topLevel[name] == "" && !strings.HasPrefix(name, ".") && name != module { // the binary from go build, which git ignores
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}
