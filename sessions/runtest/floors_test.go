package runtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The two root packages with rooms below them. Their doc.go lists their files from the bottom up, in
// reading order; a file uses the files below it.
var halls = []string{"engine", "ui"}

const (
	maxHallFiles  = 25 // what one can keep in mind; the rest goes into packages of its own
	maxUpwardUses = 10 // a few are justified: an engine has tasks, and a task knows its engine
)

// listed matches a line of doc.go that describes a file.
var listed = regexp.MustCompile(`(?m)^//\t([a-z_]+\.go) +\S`)

// use says that one file names something declared in another.
type use struct{ from, to string }

func TestFloors(t *testing.T) {
	t.Parallel()
	for _, hall := range halls {
		files, uses := usesWithin(t, module+"/"+hall)
		if len(files) > maxHallFiles {
			t.Errorf("%s has %d Go files, and at most %d are easily kept in mind: give some a folder", hall, len(files), maxHallFiles)
		}
		floors := floorsOf(t, filepath.Join("../..", hall, "doc.go"))
		for _, file := range files {
			if _, ok := floors[file]; !ok && file != "doc.go" {
				t.Errorf("%s/doc.go does not list %s", hall, file)
			}
		}
		for file := range floors {
			if !slices.Contains(files, file) {
				t.Errorf("%s/doc.go lists %s, which does not exist", hall, file)
			}
		}
		var upward []string
		for u, names := range uses {
			if floors[u.from] < floors[u.to] {
				upward = append(upward, fmt.Sprintf("%s uses %s: %s", u.from, u.to, strings.Join(slices.Sorted(maps.Keys(names)), " ")))
			}
		}
		slices.Sort(upward)
		t.Logf("%s: %d files, %d uses, %d of them upward\n\t%s", hall, len(files), len(uses), len(upward), strings.Join(upward, "\n\t"))
		if len(upward) >= maxUpwardUses {
			t.Errorf("%s has %d uses of a higher file by a lower one, and fewer than %d are allowed (go test -run TestFloors -v lists them)", hall, len(upward), maxUpwardUses)
		}
	}
}

// floorsOf reads the order of the files from the doc comment of a package.
func floorsOf(t *testing.T, doc string) map[string]int {
	t.Helper()
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]int{}
	for i, match := range listed.FindAllSubmatch(text, -1) {
		name := string(match[1])
		if _, twice := floors[name]; twice {
			t.Errorf("%s lists %s twice", doc, name)
		}
		floors[name] = i
	}
	return floors
}

// listedPackage is what go list -export says about a package.
type listedPackage struct {
	ImportPath, Dir string
	Export          string // the file of its compiled form
	GoFiles         []string
}

// usesWithin type-checks a package and returns its files, and which of them use functions, methods, types,
// variables and constants of which others, by name.
func usesWithin(t *testing.T, path string) (files []string, uses map[use]map[string]bool) {
	t.Helper()
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", path)
	text, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	exports := map[string]string{} // compiled packages, by import path
	var it listedPackage
	for in := json.NewDecoder(bytes.NewReader(text)); in.More(); { // the package itself comes last
		it = listedPackage{}
		if err := in.Decode(&it); err != nil {
			t.Fatal(err)
		}
		exports[it.ImportPath] = it.Export
	}
	set := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range it.GoFiles {
		file, err := parser.ParseFile(set, filepath.Join(it.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	checked, err := config.Check(path, set, parsed, info)
	if err != nil {
		t.Fatal(err)
	}
	uses = map[use]map[string]bool{}
	for name, object := range info.Uses {
		_, function := object.(*types.Func)
		if object.Pkg() != checked || !function && object.Parent() != checked.Scope() {
			continue
		}
		u := use{fileAt(set, name.Pos()), fileAt(set, object.Pos())}
		if u.from == u.to {
			continue
		}
		if uses[u] == nil {
			uses[u] = map[string]bool{}
		}
		uses[u][object.Name()] = true
	}
	return it.GoFiles, uses
}

func fileAt(set *token.FileSet, at token.Pos) string { return filepath.Base(set.Position(at).Filename) }
