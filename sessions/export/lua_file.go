package export

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func (l *luaLanguage) begin(w *code, t *Task) {
	bare := *t.Call
	bare.Makes = nil
	pieces := &strings.Builder{}
	names := map[byte]string{}
	for mark, r := range map[byte]*Ref{0: &bare.FD, 1: &bare.Other} { // bytes that no expression has as they are
		if r.Variable != nil { // which the other state of Lua does not have
			names[mark] = l.variable(*r)
			*r = Ref{Variable: &Variable{Name: string(mark)}}
		}
	}
	source := "return " + l.expression(&bare, l.descriptor(bare.FD), l.constant(bare.Flags))
	for at := strings.IndexAny(source, "\x00\x01"); at >= 0; at = strings.IndexAny(source, "\x00\x01") {
		fmt.Fprintf(pieces, "%s .. %s .. ", l.bytes([]byte(source[:at])), names[source[at]])
		source = source[at+1:]
	}
	w.line("begin(%s, %s%s)", l.name(t.Name), pieces, l.bytes([]byte(source)))
}

// alone reports whether a call is made of the C library alone: the other state of Lua, in which a
// thread makes it, has none of the program's functions.
func (l *luaLanguage) alone(c *Call) bool {
	if !oneLine(c) {
		return false
	}
	source := l.expression(c, l.descriptor(c.FD), l.constant(c.Flags))
	return !slices.ContainsFunc(needed(sections(l.prelude), source), func(s section) bool { return s.name != "data" })
}

func (l *luaLanguage) join(w *code, t *Task, within string) {
	if within != "" {
		w.line("expect(waited(%s, %s), %d, %s)", l.name(t.Name), within, w.said.Line, w.quoted(w.said))
	}
	w.line("finish(%s)", l.name(t.Name))
	for _, made := range t.Call.Makes {
		w.line("%s = r", l.variable(made))
	}
}

func (l *luaLanguage) control(w *code, s *Statement) {
	switch s.Action {
	case ActionInterrupt:
		w.line("interrupt(%s)", l.name(s.Task.Name))
		w.line("answer(0)")
	case ActionFork:
		w.block(fmt.Sprintf("if turn(0, %d) then", w.nth), "end", func() {
			w.line("io.stdout:flush()")
			w.line("answer(C.fork())")
			w.line("if r == 0 then")
			w.line("    me = %d -- the new process goes on below", s.Target)
			w.block("else", "end", func() {
				w.line("pids[%d] = r", s.Target)
				w.judge(s)
				w.line("done()")
			})
		})
	case ActionExit:
		w.line("if turn(%d, %d) then stop(0) end", s.Target, w.nth)
		w.block("if me == 0 then", "end", func() {
			w.line("C.waitpid(pids[%d], nil, 0)", s.Target)
			w.line("done()")
		})
	case ActionKill:
		w.line("answer(C.kill(pids[%d], %s))", s.Target, l.constant(s.Signal))
		w.line("C.waitpid(pids[%d], nil, 0)", s.Target)
	case ActionSysctl:
		w.line("answer(set_sysctl(%s, %s))", l.bytes([]byte(sysctlFile(s.Key))), l.bytes([]byte(s.Value)))
	case ActionReadSysctl:
		w.line("answer(get_sysctl(%s))", l.bytes([]byte(sysctlFile(s.Key))))
	case ActionLimit:
		w.line("answer(limit_descriptors(%d))", s.Step.Limit)
	default: // see code.body
	}
}

// printLua writes a program for LuaJIT.
func printLua(s *Session) (string, error) {
	l := newLua()
	p := New(s.Name, s.Lab, s.Steps, l.alone)
	w := &code{lang: l, words: &l.words, program: p}
	w.statements()
	body := l.opening(p) + w.String() + l.closing(p, w)
	declared := l.variables(p, body)
	without := "stop_all"
	if len(p.Processes) > 0 {
		without = "stop"
	}
	var functions strings.Builder
	for _, part := range needed(sections("lua.lua"), "C.signal( alarm( "+declared+body, without) {
		functions.WriteString(part.body)
	}
	text := functions.String() + "\n" + declared + "\n" + body
	var b strings.Builder
	b.WriteString(heading(p, s, w.missing, "--", "luajit session.lua"))
	b.WriteString("local ffi, bit = require(\"ffi\"), require(\"bit\")\n")
	fmt.Fprintf(&b, "local source = %s\n", plainLiteral(filepath.Base(p.Name)))
	b.WriteString(l.bounds(p, text))
	b.WriteString("local declarations = [[\n" + strings.ReplaceAll(l.declarations(p, text), "DATA_SIZE", fmt.Sprint(p.dataSize())) + "]]")
	b.WriteString("\nffi.cdef(declarations)\nlocal C = ffi.C\n\n")
	b.WriteString(text)
	return b.String(), nil
}

func (l *luaLanguage) opening(p *Program) string {
	b := "C.signal(13, ffi.cast(\"void *\", 1)) -- SIGPIPE, SIG_IGN: sending into a connection that is ended answers EPIPE\nC.alarm(120)\n"
	if len(p.Paths) > 0 {
		b += "local folder = own_folder()\n"
	}
	for _, name := range counters(p) {
		b += fmt.Sprintf("local counted_%s = counter(%q)\n", plainName(name), name)
	}
	return b + "\n"
}

func (l *luaLanguage) closing(p *Program, w *code) string {
	var b strings.Builder
	b.WriteString("\n")
	if len(p.Processes) > 0 {
		fmt.Fprintf(&b, "while board[0] ~= %d and board[1] == 0 do C.usleep(200) end -- every process lives until the last step is made\n", w.nth)
		b.WriteString("if me ~= 0 or board[1] ~= 0 then stop(board[1]) end\n")
	}
	for _, path := range p.Paths {
		fmt.Fprintf(&b, "C.unlink(%s)\n", l.bytes([]byte(path)))
	}
	if len(p.Paths) > 0 {
		b.WriteString("C.rmdir(folder)\n")
	}
	return b.String()
}

// mostLocals bounds how many variables are local: a function of Lua has at most 200 of them.
const mostLocals = 80

func (l *luaLanguage) variables(p *Program, text string) string {
	words := identifiers(text)
	var b strings.Builder
	local := "local "
	if len(p.Variables) > mostLocals {
		local = ""
	}
	var plain []string
	for _, v := range p.Variables {
		name := l.name(v.Name)
		many := "nil"
		if v.Many > 0 {
			many = "{}"
		}
		switch {
		case words[name] && v.Many == 0:
			plain = append(plain, name)
		case words[name]:
			fmt.Fprintf(&b, "%s%s = {}\n", local, name)
		}
		for _, kept := range []string{"_local", "_peer"} {
			if words[name+kept] {
				fmt.Fprintf(&b, "%s%s%s = %s -- before it was closed\n", local, name, kept, many)
			}
		}
		if words[name+"_message"] {
			fmt.Fprintf(&b, "%s%s_message = {} -- the last that it has received\n", local, name)
		}
	}
	for chunk := range slices.Chunk(plain, 12) {
		fmt.Fprintf(&b, "%s%s = %s\n", local, strings.Join(chunk, ", "), strings.TrimSuffix(strings.Repeat("-1, ", len(chunk)), ", "))
	}
	if words["received"] {
		b.WriteString("local received -- the last that others have received\n")
	}
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "local %s = ffi.new(\"struct task\") -- %s\n", l.name(t.Name), harmless(t.Text))
	}
	return b.String()
}

func (l *luaLanguage) bounds(p *Program, text string) string {
	watched, reports := 1, 1
	for _, c := range p.calls() {
		if c.Name == "epoll_wait" {
			reports = max(reports, int(c.Number))
		}
		watched = max(watched, len(c.Watched))
	}
	var b strings.Builder
	for _, bound := range []struct {
		name string
		n    int
	}{{"DATA_SIZE", p.dataSize()}, {"WATCHED", watched}, {"REPORTS", reports}} {
		if strings.Contains(text, bound.name) {
			fmt.Fprintf(&b, "local %s = %d\n", bound.name, bound.n)
		}
	}
	return b.String()
}

// luaName matches what a program takes from C.
var luaName = regexp.MustCompile(`C\.([A-Za-z_]\w*)|struct (\w+)`)

// declarations are what a program takes from C: constants, structures, functions.
func (l *luaLanguage) declarations(p *Program, text string) string {
	wanted := map[string]bool{}
	add := func(text string) {
		for _, m := range luaName.FindAllStringSubmatch(text, -1) {
			wanted[m[1]], wanted["struct "+m[2]] = true, true
		}
	}
	add(text)
	file, err := preludes.ReadFile("prelude/lua.cdef")
	if err != nil {
		panic(err) // it is embedded
	}
	var structs, functions strings.Builder
	lines := strings.Split(strings.TrimSpace(string(file)), "\n")
	taken := make([]bool, len(lines))
	for again := true; again; {
		again = false
		for i, line := range lines {
			if !taken[i] && wanted[declared(line)] {
				taken[i], again = true, true
				add(line)
			}
		}
	}
	for i, line := range lines {
		switch {
		case !taken[i]:
		case strings.HasPrefix(line, "struct "):
			structs.WriteString(line + "\n")
		default:
			functions.WriteString(line + "\n")
		}
	}
	all := maps.Clone(p.constants)
	for name, value := range map[string]int{"AF_INET": 2, "AF_INET6": 10, "AF_UNIX": 1, "EAGAIN": 11, "EINPROGRESS": 115, "EALREADY": 114} {
		all[name] = value
	}
	var constants strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if wanted[name] {
			fmt.Fprintf(&constants, "static const int %s = %d;\n", name, int32(all[name]))
		}
	}
	return constants.String() + structs.String() + functions.String()
}

// declared is what a line declares.
func declared(line string) string {
	if rest, ok := strings.CutPrefix(line, "struct "); ok {
		name, _, _ := strings.Cut(rest, " ")
		return "struct " + name
	}
	before, _, _ := strings.Cut(line, "(")
	return strings.TrimLeft(before[strings.LastIndexByte(before, ' ')+1:], "*")
}
