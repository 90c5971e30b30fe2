package runtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// module is the path of this one.
const module = "netnet-tui"

// layers are the folders from the bottom up; below them is golang.org/x/sys. A
// package imports from lower layers and from its own folder, never from a higher one.
var layers = map[string]int{
	"sockets":  1,
	"sockopts": 1,
	"engine":   2,
	"sessions": 3,
	"assets":   3,
	"ui":       4,
	"":         5, // main
}

// forbidden are the imports that a folder may not have, with the reason.
var forbidden = map[string]map[string]string{
	"sockets": {
		"netnet-tui/sockopts": "a system call takes an option's bytes, and what they mean is no matter of the border",
		"net":                 "its poller would change our descriptors and watch them",
		"net/http":            "it brings package net",
		"golang.org/x/net":    "it brings package net",
	},
	"sockopts": {
		"netnet-tui/sockets": "the catalogue is knowledge: it can be read without making a call",
		"net":                "its poller would change our descriptors and watch them",
		"net/http":           "it brings package net",
		"golang.org/x/net":   "it brings package net",
	},
	"engine": {
		"net":              "its poller would change our descriptors and watch them",
		"net/http":         "it brings package net",
		"golang.org/x/net": "it brings package net",
	},
	"sessions": {
		"netnet-tui/sockets":       "there is no second way to make the engine do something",
		"golang.org/x/sys/unix":    "what a session shows, the engine tells: so an engine may be elsewhere",
		"charm.land":               "scripts run without a screen",
		"github.com/charmbracelet": "scripts run without a screen",
	},
	"ui": {
		"netnet-tui/sockets":    "the screen asks an engine, which may be in another process",
		"golang.org/x/sys/unix": "what the screen shows, the engine tells: so an engine may be elsewhere",
	},
	"assets": {
		"charm.land":               "embedded bytes need no screen",
		"github.com/charmbracelet": "embedded bytes need no screen",
	},
}

// rooms are the imports within this module and outside the standard library that a
// package with walls of its own may have, each with the reason; all others it may not.
var rooms = map[string]map[string]string{
	"engine/step": {
		"netnet-tui/sockets":           "the names of constants and errnos, and how an address is written: see the words below",
		"netnet-tui/sockopts":          "the catalogue is knowledge",
		"netnet-tui/engine/protocol":   "the names that serve takes",
		"netnet-tui/engine/readiness":  "the names that serve takes behind with",
		"netnet-tui/engine/status":     "the names of TCP's states",
		"golang.org/x/sys/unix":        "the numbers of constants",
		"github.com/agext/levenshtein": "the nearest spelling of a word",
	},
	// It carries steps, events and frames between two processes, and does nothing with a
	// session's sockets.
	"engine/remote": {
		"netnet-tui/engine":               "what is served, and the data that travels",
		"netnet-tui/engine/process":       "this binary is started again",
		"netnet-tui/engine/remote/folder": "the session's folder, in which the process begins",
		"netnet-tui/engine/step":          "what is asked for",
		"netnet-tui/engine/status":        "what is kept of the frame before",
		"netnet-tui/sockets/confine":      "the walls around the process",
		"netnet-tui/sockets/lab":          "the lab around the process",
		"golang.org/x/sys/unix":           "its standard input and output, which Go's poller is not to see",
	},
	// A protocol makes no system call: the loop does what it says.
	"engine/protocol": {
		"netnet-tui/engine/status": "the server that its pages show",
		"netnet-tui/sockets":       "text from elsewhere is printed without control characters: see the words below",
	},
	"engine/process": {"golang.org/x/sys/unix": "the new process gets none of our descriptors"},
	"engine/thread":  {"golang.org/x/sys/unix": "signals, and the thread's number"},
	// Mechanisms that know nothing of what they are used for.
	"engine/inbox":     {},
	"engine/journal":   {},
	"engine/roundtrip": {},
	"engine/serving": {
		"netnet-tui/engine/loop": "what is made, woken and ended",
		"netnet-tui/sockets":     "the kernel that the loop makes its calls with",
		"golang.org/x/sys/unix":  "a table of descriptors for the loop's thread",
	},
	"engine/sysctl": {
		"netnet-tui/engine/observe": "where a setting is read",
		"golang.org/x/sys/unix":     "where it is written, in one call",
	},
	"engine/swarms": {
		"netnet-tui/engine/process": "a swarm is this binary, started again",
		"netnet-tui/engine/swarm":   "its report",
	},
}

// words are what a package with walls of its own may say of a package that it imports.
var words = map[string]map[string]*regexp.Regexp{
	// A line can be read, printed and completed where there is no kernel to ask: so of the
	// border the language takes names, and of x/sys constants.
	"engine/step": {
		"sockets": regexp.MustCompile(`^(Addr|ParseAddr|Quote|Printable|FormatTook|Errno\w+|Names|UnknownName|Requests|` +
			`Domains|Types|Protocols|Hows|EpollOps|(Socket|Message|Descriptor|Status)Flags|(Poll|Epoll)Events)$`),
		"unix":      regexp.MustCompile(`^(Errno|[A-Z][A-Z0-9_]+)$`),
		"protocol":  regexp.MustCompile(`^(Names|Find)$`),
		"readiness": regexp.MustCompile(`^(Names|Find)$`),
	},
	"engine/protocol": {"sockets": regexp.MustCompile(`^Printable$`)},
}

// cutting are the functions that take a text apart.
var cutting = regexp.MustCompile(`^(Cut\w*|Split\w*|Fields\w*|Trim(Left|Right|Func|Prefix|Suffix)?|Index\w*|LastIndex\w*|Contains\w*|HasPrefix|EqualFold|Sscan\w*)$`)

// What a call did stands in its values, and what a step asked in its data. An explanation
// that takes their text apart is wrong where the text reads otherwise: for a name with a
// comma in it, for a flag that has another's name in its own. Only sessions/strace reads
// the text of calls. fill.go takes the sentences of the tables apart, which are our own.
func TestNoTextOfACallIsCutToExplainIt(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../why/*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			said, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, _ := said.X.(*ast.Ident)
			switch {
			case said.Sel.Name == "Args" || said.Sel.Name == "Note":
				t.Errorf("%s reads .%s, the text of a call: its Values say the same", name, said.Sel.Name)
			case from != nil && (from.Name == "strings" || from.Name == "fmt") && cutting.MatchString(said.Sel.Name) && filepath.Base(name) != "fill.go":
				t.Errorf("%s has %s.%s: nothing is taken apart to be explained", name, from.Name, said.Sel.Name)
			}
			return true
		})
	}
}

// screen are the paths of the packages that draw, which only ui may import.
var screen = []string{"charm.land", "github.com/charmbracelet"}

// commandLine is the package that reads the arguments of the program, which only main imports.
const commandLine = module + "/ui/command"

// pkg is what go list says about a package.
type pkg struct {
	ImportPath string
	Dir        string
	Imports    []string
	GoFiles    []string
}

// folder is the top-level folder of a package of this module, "" for main's.
func folder(path string) string {
	top, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, module), "/"), "/")
	return top
}

// within reports whether a package is another or below it.
func within(path, parent string) bool { return path == parent || strings.HasPrefix(path, parent+"/") }

func packages(t *testing.T) []pkg {
	t.Helper()
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Imports,GoFiles", module+"/...")
	text, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for in := json.NewDecoder(bytes.NewReader(text)); ; {
		var p pkg
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImports(t *testing.T) {
	t.Parallel()
	all := packages(t)
	if len(all) < 5 {
		t.Fatalf("go list lists only %d packages", len(all))
	}
	for _, p := range all {
		from := folder(p.ImportPath)
		layer, ok := layers[from]
		if !ok {
			t.Errorf("%s is not in a layer", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if within(imported, module) {
				if to := folder(imported); layers[to] > layer || layers[to] == layer && to != from && layer != layers["sessions"] {
					t.Errorf("%s (layer %d) imports %s (layer %d): imports go down only", p.ImportPath, layer, imported, layers[to])
				}
			}
			for path, reason := range forbidden[from] {
				if exact := path == "net"; exact && imported == path || !exact && within(imported, path) {
					t.Errorf("%s imports %s: %s", p.ImportPath, imported, reason)
				}
			}
			if imported == commandLine && from != "" {
				t.Errorf("%s imports %s: the command line opens the screen, and no part of the screen knows the command line", p.ImportPath, imported)
			}
			for _, path := range screen {
				if within(imported, path) && from != "ui" {
					t.Errorf("%s imports %s: only ui knows of a screen", p.ImportPath, imported)
				}
			}
		}
	}
}

func TestRooms(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, p := range packages(t) {
		room := strings.TrimPrefix(p.ImportPath, module+"/")
		allowed, ok := rooms[room]
		if !ok {
			continue
		}
		seen++
		for _, imported := range p.Imports {
			outside := strings.Contains(strings.Split(imported, "/")[0], ".")
			if (outside || within(imported, module)) && allowed[imported] == "" {
				t.Errorf("%s imports %s, which is not on its list", room, imported)
			}
		}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if said, ok := n.(*ast.SelectorExpr); ok {
					if from, ok := said.X.(*ast.Ident); ok {
						if may := words[room][from.Name]; may != nil && !may.MatchString(said.Sel.Name) {
							t.Errorf("%s/%s says %s.%s, which is more than a name", room, name, from.Name, said.Sel.Name)
						}
					}
				}
				return true
			})
		}
	}
	if seen != len(rooms) {
		t.Errorf("%d of %d rooms are there", seen, len(rooms))
	}
}

// os.NewFile hands a descriptor to Go's poller, which makes it non-blocking and
// watches it: what the program shows would no longer be what the calls did.
func TestNoNewFile(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if !slices.Contains([]string{"engine", "sockets", "sockopts"}, folder(p.ImportPath)) {
			continue
		}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Error(err)
			}
			for i, line := range strings.Split(string(text), "\n") {
				if code, _, _ := strings.Cut(line, "//"); strings.Contains(code, "os.NewFile") {
					t.Errorf("%s/%s:%d has os.NewFile", p.ImportPath, name, i+1)
				}
			}
		}
	}
}

// topLevel is all that may be at the top level, with its purpose. Names that begin with a
// dot belong to tools.
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

func TestTopLevel(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if topLevel[name] == "" && !strings.HasPrefix(name, ".") && name != module { // the binary that go build leaves, which git ignores
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}

// streams are the files that may write to standard output or standard error, or that look
// at them: whatever else is printed goes through sessions/output, which escapes it.
var streams = map[string]string{
	"ui/command/streams.go":      "makes the two streams, and asks whether they are terminals",
	"ui/run.go":                  "asks whether the screen has a terminal",
	"ui/save.go":                 "asks whether a file is the screen's terminal",
	"sockets/labtest/labtest.go": "runs tests",
	"sessions/output/json.go":    "is the encoder of what is printed",
	"engine/remote/client.go":    "speaks with an engine",
	"engine/remote/serve.go":     "speaks with a client",
}

func TestOneWayToPrint(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			file, err := filepath.Rel(root, filepath.Join(p.Dir, name))
			if err != nil || streams[file] != "" {
				continue
			}
			text, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Error(err)
			}
			for _, word := range []string{"os.Stdout", "os.Stderr", "fmt.Print", "json.NewEncoder"} {
				if bytes.Contains(text, []byte(word)) {
					t.Errorf("%s has %s: what is printed goes through sessions/output", file, word)
				}
			}
		}
	}
}
