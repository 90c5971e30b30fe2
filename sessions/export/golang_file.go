package export

import (
	_ "embed"
	"fmt"
	"go/format"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/program"
)

//go:embed go_lacks.txt
var goLacksText string

// goLacks are the constants that golang.org/x/sys/unix lacks.
var goLacks = sync.OnceValue(func() []string { return strings.Fields(goLacksText) })

func (l *goLanguage) begin(w *code, t *program.Task) {
	w.block("begin(&"+l.name(t.Name)+", func(data []byte) (r int, err error) {", "})", func() {
		l.call(w, t.Bare())
		w.line("return r, err")
	})
}

// fork starts the program again: Go can't fork.
func (l *goLanguage) fork(w *code, s *program.Statement) {
	w.block(fmt.Sprintf("if me == %d {", s.Target), "", func() {
		w.comment("This process begins here.")
	})
	w.block(fmt.Sprintf("} else if turn(0, %d) {", w.nth), "}", func() {
		w.line("r, err = start(%d, descriptors)", s.Target)
		l.silent = false
		w.judge(s)
		w.line("done()")
	})
}

// printGo writes a Go program.
func printGo(s *Session) (string, error) {
	l := newGo()
	w := newCode(l, &l.words, &s.Script, nil)
	w.depth = 1
	w.line(`time.AfterFunc(2*time.Minute, func() { panic("this takes too long") })`)
	if len(w.program.Processes) > 0 {
		w.line("open(descriptors)")
	}
	w.opening()
	w.statements()
	w.closing()
	body := "func main() {\n" + w.String() + "}\n"
	declared := w.variables(body) + l.descriptorsOf(w.program, body)
	text := declared + "\n" + body + "\n" + w.functions(declared+body)
	var b strings.Builder
	b.WriteString(w.heading("go mod init session && go mod tidy && go build && ./session"))
	b.WriteString("package main\n\nimport (\n")
	for _, name := range goImports(text) {
		if strings.Contains(name, ".") { // another module's stand apart
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%q\n", name)
	}
	b.WriteString(")\n\n" + w.source("const source = %s") + "\n" + w.bounds(text) + goConstants(w.program, text) + "\n" + text)
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		return "", fmt.Errorf("the program can't be formatted: %w", err)
	}
	return string(formatted), nil
}

// descriptorsOf are the variables whose descriptors a forked process is given.
func (l *goLanguage) descriptorsOf(p *program.Program, text string) string {
	if len(p.Processes) == 0 {
		return ""
	}
	used := identifiers(text)
	var all []string
	for _, v := range p.Variables {
		name := l.name(v.Name)
		if used[name] && v.Many == 0 {
			all = append(all, "&"+name)
		}
		for i := range min(v.Many, 64) {
			if used[name] {
				all = append(all, fmt.Sprintf("&%s[%d]", name, i+1))
			}
		}
	}
	return fmt.Sprintf("\n// descriptors are those that a process is started with.\nvar descriptors = []*int{%s}\n", strings.Join(all, ", "))
}

// goConstants are those that golang.org/x/sys/unix lacks.
func goConstants(p *program.Program, text string) string {
	var b strings.Builder
	for _, name := range used(p, text) {
		if slices.Contains(goLacks(), name) {
			fmt.Fprintf(&b, "const %s = %d // which golang.org/x/sys/unix lacks\n", name, p.Constants[name])
		}
	}
	return b.String()
}

// goPackages are what a program may import.
var goPackages = []string{"encoding/binary", "fmt", "net/netip", "os", "os/signal", "runtime", "slices", "strconv", "strings", "sync/atomic", "syscall", "time", "unsafe",
	"golang.org/x/sys/unix"}

// qualified matches what a program has from a package.
var qualified = lazily(`\b(\w+)\.[A-Z]`)

// goImports are those that it does.
func goImports(text string) []string {
	used := map[string]bool{}
	for _, m := range qualified().FindAllStringSubmatch(unsaid().ReplaceAllString(text, ""), -1) {
		used[m[1]] = true
	}
	var list []string
	for _, name := range goPackages {
		if used[filepath.Base(name)] {
			list = append(list, name)
		}
	}
	return list
}
