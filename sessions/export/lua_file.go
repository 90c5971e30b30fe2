package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/program"
)

func (l *luaLanguage) begin(w *code, t *program.Task) {
	bare := t.Bare()
	pieces := &strings.Builder{}
	names := map[byte]string{}
	for mark, r := range map[byte]*program.Ref{0: &bare.FD, 1: &bare.Other} { // bytes that no expression has as they are
		if r.Variable != nil { // which the other state of Lua does not have
			names[mark] = l.variable(*r)
			*r = program.Ref{Variable: &program.Variable{Name: string(mark)}}
		}
	}
	source := "return " + l.expression(bare)
	for at := strings.IndexAny(source, "\x00\x01"); at >= 0; at = strings.IndexAny(source, "\x00\x01") {
		fmt.Fprintf(pieces, "%s .. %s .. ", l.bytes([]byte(source[:at])), names[source[at]])
		source = source[at+1:]
	}
	w.line("begin(%s, %s%s)", l.name(t.Name), pieces, l.bytes([]byte(source)))
}

// alone reports whether a call is made of the C library alone: the other state of Lua, in which a
// thread makes it, has none of the program's functions.
func (l *luaLanguage) alone(c *program.Call) bool {
	if !oneLine(c) {
		return false
	}
	return !slices.ContainsFunc(needed(sections(l.prelude), l.expression(c)), func(s section) bool { return s.name != "data" })
}

// printLua writes a program for LuaJIT.
func printLua(s *Session) (string, error) {
	l := newLua()
	w := newCode(l, &l.words, &s.Script, l.alone)
	w.line(`C.signal(13, ffi.cast("void *", 1)) -- SIGPIPE, SIG_IGN: sending into a connection that is ended answers EPIPE`)
	w.line("C.alarm(120)")
	w.opening()
	w.statements()
	w.closing()
	body := w.String()
	declared := locals(w.variables(body))
	text := w.functions(declared+body) + "\n" + declared + "\n" + body
	var b strings.Builder
	b.WriteString(w.heading("luajit session.lua"))
	b.WriteString("local ffi, bit = require(\"ffi\"), require(\"bit\")\n")
	b.WriteString(w.source("local source = %s"))
	b.WriteString(w.bounds(text))
	b.WriteString("local declarations = [[\n" + strings.ReplaceAll(l.declarations(w.program, text), "DATA_SIZE", fmt.Sprint(w.program.DataSize())) + "]]")
	b.WriteString("\nffi.cdef(declarations)\nlocal C = ffi.C\n\n" + text)
	return b.String(), nil
}

// mostLocals bounds how many variables are local: a function of Lua has at most 200 of them.
const mostLocals = 80

// locals has all variables at file level where there are too many of them.
func locals(declarations string) string {
	names := 0
	for line := range strings.Lines(declarations) {
		before, _, _ := strings.Cut(line, "=")
		names += 1 + strings.Count(before, ",")
	}
	if names <= mostLocals {
		return declarations
	}
	return strings.TrimPrefix(strings.ReplaceAll("\n"+strings.ReplaceAll(declarations, " -- before it was closed", " = nil -- before it was closed"), "\nlocal ", "\n"), "\n")
}

// luaName matches what a program takes from C.
var luaName = lazily(`C\.([A-Za-z_]\w*)|struct (\w+)`)

// takes are the names of what a text takes from C.
func takes(text string) []string {
	var names []string
	for _, m := range luaName().FindAllStringSubmatch(text, -1) {
		names = append(names, m[1], "struct "+m[2])
	}
	return names
}

// luaDeclarations are the structures and functions of C that a program may take, a line each.
var luaDeclarations = sync.OnceValue(func() []section {
	text, err := preludes.ReadFile("prelude/lua.cdef")
	if err != nil {
		panic(err) // it is embedded
	}
	var list []section
	for line := range strings.Lines(string(text)) {
		list = append(list, section{wanted: declaredBy(line), body: line, needs: takes(line)})
	}
	return list
})

// declarations are what a program takes from C: constants, structures, functions.
func (l *luaLanguage) declarations(p *program.Program, text string) string {
	taken := takes(text)
	all := maps.Clone(p.Constants)
	for name, value := range map[string]int{"AF_INET": 2, "AF_INET6": 10, "AF_UNIX": 1, "EAGAIN": 11, "EINPROGRESS": 115, "EALREADY": 114} {
		all[name] = value
	}
	var constants, structs, functions strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains(taken, name) {
			fmt.Fprintf(&constants, "static const int %s = %d;\n", name, int32(all[name]))
		}
	}
	for _, line := range closure(luaDeclarations(), taken) {
		if strings.HasPrefix(line.body, "struct ") {
			structs.WriteString(line.body)
		} else {
			functions.WriteString(line.body)
		}
	}
	return constants.String() + structs.String() + functions.String()
}

// declaredBy is what a line declares.
func declaredBy(line string) string {
	if rest, ok := strings.CutPrefix(line, "struct "); ok {
		name, _, _ := strings.Cut(rest, " ")
		return "struct " + name
	}
	before, _, _ := strings.Cut(line, "(")
	return strings.TrimLeft(before[strings.LastIndexByte(before, ' ')+1:], "*")
}
