package ffi

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

//go:embed prelude/lua.cdef
var luaCDef string

//go:embed prelude/lua.lua
var luaPreludeText string

var luaPrelude = code.NewPrelude(luaPreludeText)

// Begin starts a call on its own thread, as source text run by another Lua state.
func (l *luaLanguage) Begin(w *code.Writer, t *program.Task) {
	bare := t.Bare()
	pieces := &strings.Builder{}
	names := map[byte]string{}
	for mark, r := range map[byte]*program.Ref{0: &bare.FD, 1: &bare.Other} { // bytes that never occur in an expression
		if r.Variable != nil { // the other Lua state lacks it, so its value is inserted
			names[mark] = l.Variable(*r)
			*r = program.Ref{Variable: &program.Variable{Name: string(mark)}}
		}
	}
	source := "return " + l.expression(bare)
	for at := strings.IndexAny(source, "\x00\x01"); at >= 0; at = strings.IndexAny(source, "\x00\x01") {
		fmt.Fprintf(pieces, "%s .. %s .. ", l.Bytes([]byte(source[:at])), names[source[at]])
		source = source[at+1:]
	}
	w.Line("begin(%s, %s%s)", l.Name(t.Name), pieces, l.Bytes([]byte(source)))
}

// alone reports whether a call needs only the C library: the other Lua state, in which a thread makes
// it, has none of the program's functions.
func (l *luaLanguage) alone(c *program.Call) bool {
	if !oneLine(c) {
		return false
	}
	return !slices.ContainsFunc(l.Prelude.Needed(l.expression(c)), func(name string) bool { return name != "data" })
}

// Lua writes a program for LuaJIT.
func Lua(s *program.Script) (string, error) {
	l := newLua()
	w := code.New(l, &l.Words, s, l.alone)
	w.Line(`C.signal(C.SIGPIPE, ffi.cast("void *", 1)) -- SIG_IGN, so that sending without a receiver fails with EPIPE`)
	w.Line("C.alarm(120) -- ends the program if it hangs")
	w.Opening()
	w.Statements()
	w.Closing()
	body := w.String()
	declared := locals(w.Variables(body))
	text := w.Functions(declared+body) + "\n" + declared + "\n" + body
	var b strings.Builder
	b.WriteString(w.Heading("luajit " + w.File(".lua")))
	b.WriteString("local ffi, bit = require(\"ffi\"), require(\"bit\")\n")
	b.WriteString(w.Source("local source = %s", text))
	b.WriteString(w.Bounds(text))
	b.WriteString("local declarations = [[\n" + strings.ReplaceAll(l.declarations(w.Program, text), "DATA_SIZE", fmt.Sprint(w.Program.DataSize())) + "]]")
	b.WriteString("\nffi.cdef(declarations)\nlocal C = ffi.C\n\n" + text)
	return b.String(), nil
}

// mostLocals is the maximum number of local variables declared: a Lua function can have 200 in all.
const mostLocals = 80

// locals makes the variables global if there are too many of them.
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

// luaName matches a C name that a program uses.
var luaName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`C\.([A-Za-z_]\w*)|struct (\w+)`) })

// takes returns the C names that text uses.
func takes(text string) []string {
	var names []string
	for _, m := range luaName().FindAllStringSubmatch(text, -1) {
		names = append(names, m[1], "struct "+m[2])
	}
	return names
}

// luaDeclarations returns the C structures and functions that a program may use, one per line.
var luaDeclarations = sync.OnceValue(func() []code.Section {
	var list []code.Section
	for line := range strings.Lines(luaCDef) {
		list = append(list, code.Section{Wanted: declaredBy(line), Body: line, Needs: takes(line)})
	}
	return list
})

// luaConstants are the constants that the functions of a program use.
var luaConstants = map[string]int{
	"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "SOCK_STREAM": 1, "SOCK_NONBLOCK": 0x800, "SHUT_RDWR": 2, "IPPROTO_TCP": 6, "TCP_INFO": 11,
	"SOL_SOCKET": 1, "SO_REUSEADDR": 2, "SO_ERROR": 4, "SO_ACCEPTCONN": 30, "SCM_RIGHTS": 1, "FIONREAD": 0x541b, "SIOCOUTQ": 0x5411, "SIOCOUTQNSD": 0x894b,
	"EAGAIN": 11, "ENOTCONN": 107, "EALREADY": 114, "EINPROGRESS": 115, "SIGUSR1": 10, "SIGPIPE": 13,
	"POLLIN": 1, "POLLPRI": 2, "POLLOUT": 4, "POLLRDHUP": 0x2000, "F_GETFD": 1, "F_GETFL": 3, "FD_CLOEXEC": 1, "O_NONBLOCK": 0x800, "SEEK_SET": 0,
	"PROT_READ": 1, "PROT_WRITE": 2, "MAP_SHARED": 1, "MAP_ANONYMOUS": 0x20, "MFD_ALLOW_SEALING": 2, "CLOCK_MONOTONIC": 1, "RLIMIT_NOFILE": 7,
	"LUA_GLOBALSINDEX": -10002,
}

// declarations declares the C constants, structures and functions that a program uses.
func (l *luaLanguage) declarations(p *program.Program, text string) string {
	taken := takes(text)
	all := maps.Clone(p.Constants)
	maps.Copy(all, luaConstants)
	var constants, structs, functions strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains(taken, name) {
			fmt.Fprintf(&constants, "static const int %s = %d;\n", name, int32(all[name]))
		}
	}
	for _, line := range code.Closure(luaDeclarations(), taken) {
		if strings.HasPrefix(line.Body, "struct ") {
			structs.WriteString(line.Body)
		} else {
			functions.WriteString(line.Body)
		}
	}
	return constants.String() + structs.String() + functions.String()
}

// declaredBy returns the name that a line declares.
func declaredBy(line string) string {
	if rest, ok := strings.CutPrefix(line, "struct "); ok {
		name, _, _ := strings.Cut(rest, " ")
		return "struct " + name
	}
	before, _, _ := strings.Cut(line, "(")
	return strings.TrimLeft(before[strings.LastIndexByte(before, ' ')+1:], "*")
}
