package golang

import (
	_ "embed"
	"fmt"
	"go/format"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

//go:embed prelude/go.txt
var preludeText string

var prelude = code.NewPrelude(preludeText)

//go:embed lacks.txt
var lacksText string

// lacks returns the constants that golang.org/x/sys/unix lacks.
var lacks = sync.OnceValue(func() []string { return strings.Fields(lacksText) })

// Begin starts a call on its own thread.
func (l *language) Begin(w *code.Writer, t *program.Task) {
	w.Block("begin(&"+l.Name(t.Name)+", func(data []byte) (r int, err error) {", "})", func() {
		l.Call(w, t.Bare())
		w.Line("return r, err")
	})
}

// Fork starts the program again, because Go can't fork.
func (l *language) Fork(w *code.Writer, s *program.Statement) {
	w.Block(fmt.Sprintf("if me == %d {", s.Target), "", func() {
		w.Comment("The new process starts here.")
	})
	w.Block(fmt.Sprintf("} else if turn(0, %d) {", w.Nth), "}", func() {
		w.Line("r, err = start(%d, descriptors)", s.Target)
		l.Silent = false
		w.Judge(s)
		w.Line("done()")
	})
}

// Write writes a Go program.
func Write(s *program.Script) (string, error) {
	l := newLanguage()
	w := code.New(l, &l.Words, s, nil)
	w.Depth = 1
	w.Line(`time.AfterFunc(2*time.Minute, func() { panic("not done after two minutes") })`)
	if len(w.Program.Processes) > 0 {
		w.Line("open(descriptors)")
	}
	w.Opening()
	w.Statements()
	w.Closing()
	body := "func main() {\n" + w.String() + "}\n"
	declared := w.Variables(body) + l.descriptorsOf(w.Program, body)
	text := declared + "\n" + body + "\n" + w.Functions(declared+body)
	file, executable, run := w.Compiled(".go")
	var b strings.Builder
	b.WriteString(w.Heading("go mod init session", "go mod tidy", "go build -o "+executable+" "+file, run))
	b.WriteString("package main\n\nimport (\n")
	for _, name := range imports(text) {
		if strings.Contains(name, ".") { // packages of other modules form a group of their own
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%q\n", name)
	}
	b.WriteString(")\n\n" + w.Source("const source = %s", text) + "\n" + w.Bounds(text) + constants(w.Program, text) + "\n" + text)
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		return "", fmt.Errorf("the program can't be formatted: %w", err)
	}
	return string(formatted), nil
}

// descriptorsOf declares the list of variables whose descriptors a forked process inherits.
func (l *language) descriptorsOf(p *program.Program, text string) string {
	if len(p.Processes) == 0 {
		return ""
	}
	used := code.Identifiers(text)
	var all []string
	for _, v := range p.Variables {
		name := l.Name(v.Name)
		if used[name] && v.Many == 0 {
			all = append(all, "&"+name)
		}
		for i := range min(v.Many, 64) {
			if used[name] {
				all = append(all, fmt.Sprintf("&%s[%d]", name, i+1))
			}
		}
	}
	return fmt.Sprintf("\n// descriptors are the variables whose descriptors a new process inherits.\nvar descriptors = []*int{%s}\n", strings.Join(all, ", "))
}

// constants declares the constants that golang.org/x/sys/unix lacks.
func constants(p *program.Program, text string) string {
	var b strings.Builder
	for _, name := range code.Used(p.Constants, text) {
		if slices.Contains(lacks(), name) {
			fmt.Fprintf(&b, "const %s = %d // missing in golang.org/x/sys/unix\n", name, p.Constants[name])
		}
	}
	return b.String()
}

// packages are the packages that a program may import.
var packages = []string{"encoding/binary", "fmt", "net/netip", "os", "os/signal", "runtime", "slices", "strconv", "strings", "sync/atomic", "syscall", "time", "unsafe",
	"golang.org/x/sys/unix"}

// qualified matches an exported name of a package.
var qualified = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\w+)\.[A-Z]`) })

// imports returns the packages that a program uses.
func imports(text string) []string {
	used := map[string]bool{}
	for _, m := range qualified().FindAllStringSubmatch(code.Said(text), -1) {
		used[m[1]] = true
	}
	var list []string
	for _, name := range packages {
		if used[filepath.Base(name)] {
			list = append(list, name)
		}
	}
	return list
}
