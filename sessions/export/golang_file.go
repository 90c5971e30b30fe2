package export

import (
	_ "embed"
	"fmt"
	"go/format"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed go_lacks.txt
var goLacksText string

// goLacks are the constants that golang.org/x/sys/unix lacks.
var goLacks = sync.OnceValue(func() []string { return strings.Fields(goLacksText) })

func (l *goLanguage) begin(w *code, t *Task) {
	w.block("begin(&"+l.name(t.Name)+", func(data []byte) (r int, err error) {", "})", func() {
		bare := *t.Call
		bare.Makes = nil
		l.callInto(w, &bare, "r, err", "err", "data")
		w.line("return r, err")
	})
}

func (l *goLanguage) join(w *code, t *Task, within string) {
	if within != "" {
		w.line("expect(waited(&%s, %s), %d, %s)", l.name(t.Name), within, w.said.Line, w.quoted(w.said))
	}
	w.line("r, err = finish(&%s)", l.name(t.Name))
	for _, made := range t.Call.Makes {
		w.line("%s = r", l.variable(made))
	}
	l.none = false
}

func (l *goLanguage) control(w *code, s *Statement) {
	l.none = false
	switch s.Action {
	case ActionInterrupt:
		w.line("interrupt(&%s)", l.name(s.Task.Name))
		w.line("err = nil")
	case ActionFork:
		w.block(fmt.Sprintf("if me == %d {", s.Target), "", func() {
			w.comment("This process begins here.")
		})
		w.block(fmt.Sprintf("} else if turn(0, %d) {", w.nth), "}", func() {
			w.line("r, err = start(%d, descriptors)", s.Target)
			w.judge(s)
			w.line("done()")
		})
	case ActionExit:
		w.block(fmt.Sprintf("if turn(%d, %d) {", s.Target, w.nth), "}", func() { w.line("stop(0)") })
		w.block(fmt.Sprintf("if turn(0, %d) {", w.nth), "}", func() {
			w.line("unix.Wait4(pids[%d], nil, 0, nil)", s.Target)
			w.line("done()")
		})
	case ActionKill:
		w.line("err = unix.Kill(pids[%d], %s)", s.Target, l.constant(s.Signal))
		w.line("unix.Wait4(pids[%d], nil, 0, nil)", s.Target)
		l.none = true
	case ActionSysctl:
		w.line("err = setSysctl(%s, %s)", l.bytes([]byte(sysctlFile(s.Key))), l.bytes([]byte(s.Value)))
		l.none = true
	case ActionReadSysctl:
		w.line("r, err = getSysctl(%s), nil", l.bytes([]byte(sysctlFile(s.Key))))
	case ActionLimit:
		w.line("err = limitDescriptors(%d)", s.Step.Limit)
		l.none = true
	default:
	}
}

// printGo writes a Go program.
func printGo(s *Session) (string, error) {
	p := New(s.Name, s.Lab, s.Steps, nil)
	l := newGo()
	w := &code{lang: l, words: &l.words, program: p, depth: 1}
	w.statements()
	body := l.opening(p) + w.String() + l.closing(p, w) + "}\n"
	declared := l.declarations(p, body)
	without := "stop_all"
	if len(p.Processes) > 0 {
		without = "stop"
	}
	var functions strings.Builder
	for _, part := range needed(sections("go.txt"), declared+body, without) {
		functions.WriteString(part.body + "\n")
	}
	text := declared + "\n" + body + "\n" + functions.String()
	var b strings.Builder
	b.WriteString(heading(p, s, w.missing, "//", "go mod init session && go mod tidy && go build && ./session"))
	b.WriteString("package main\n\nimport (\n")
	for _, name := range goImports(text) {
		fmt.Fprintf(&b, "%q\n", name)
	}
	fmt.Fprintf(&b, ")\n\nconst source = %s\n\n", plainLiteral(filepath.Base(p.Name)))
	b.WriteString(l.bounds(p, text) + text)
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		return "", fmt.Errorf("the program can't be formatted: %w", err)
	}
	return string(formatted), nil
}

func (l *goLanguage) opening(p *Program) string {
	var b strings.Builder
	b.WriteString("func main() {\n\ttime.AfterFunc(2*time.Minute, func() { panic(\"this takes too long\") })\n")
	if len(p.Processes) > 0 {
		b.WriteString("\topen(descriptors)\n")
	}
	if len(p.Paths) > 0 {
		b.WriteString("\tremove := ownFolder()\n")
	}
	for _, name := range counters(p) {
		fmt.Fprintf(&b, "\tcounted%s := counter(%q)\n", plainName(name), name)
	}
	b.WriteString("\n")
	return b.String()
}

// plainName is a name without what no identifier has.
func plainName(name string) string { return strings.ReplaceAll(name, ".", "_") }

func (l *goLanguage) closing(p *Program, w *code) string {
	var b strings.Builder
	if len(p.Processes) > 0 {
		fmt.Fprintf(&b, "\n\tfor int(board[0].Load()) != %d && board[1].Load() == 0 { // every process lives until the last step is made\n\t\ttime.Sleep(200 * time.Microsecond)\n\t}\n", w.nth)
		b.WriteString("\tif failed := board[1].Load(); me != 0 || failed != 0 {\n\t\tstop(int(failed))\n\t}\n")
	}
	if len(p.Paths) > 0 {
		b.WriteString("\tremove()\n")
	}
	return b.String()
}

func (l *goLanguage) declarations(p *Program, text string) string {
	words := identifiers(text)
	var b strings.Builder
	var plain, all []string
	for _, v := range p.Variables {
		name := l.name(v.Name)
		many := ""
		if v.Many > 0 {
			many = fmt.Sprintf("[%d]", v.Many+1)
		}
		switch {
		case words[name] && v.Many == 0:
			plain = append(plain, name)
			all = append(all, "&"+name)
		case words[name]:
			fmt.Fprintf(&b, "var %s %sint\n", name, many)
			for i := range min(v.Many, 64) {
				all = append(all, fmt.Sprintf("&%s[%d]", name, i+1))
			}
		}
		for _, kept := range []string{"Local", "Peer"} {
			if words[name+kept] {
				fmt.Fprintf(&b, "var %s%s %s[]byte // before it was closed\n", name, kept, many)
			}
		}
		if words[name+"Message"] {
			fmt.Fprintf(&b, "var %sMessage %smessage // the last that it has received\n", name, many)
		}
	}
	for chunk := range slices.Chunk(plain, 12) {
		fmt.Fprintf(&b, "var %s = %s\n", strings.Join(chunk, ", "), strings.TrimSuffix(strings.Repeat("-1, ", len(chunk)), ", "))
	}
	if words["received"] {
		b.WriteString("var received message // the last that others have received\n")
	}
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "var %s task // %s\n", l.name(t.Name), harmless(t.Text))
	}
	if len(p.Processes) > 0 {
		fmt.Fprintf(&b, "\n// descriptors are those that a process is started with.\nvar descriptors = []*int{%s}\n", strings.Join(all, ", "))
	}
	return b.String()
}

func (l *goLanguage) bounds(p *Program, text string) string {
	var b strings.Builder
	reports := 1
	for _, c := range p.calls() {
		if c.Name == "epoll_wait" {
			reports = max(reports, int(c.Number))
		}
	}
	for _, bound := range []struct {
		name string
		n    int
	}{{"dataSize", p.dataSize()}, {"reportsSize", reports}} {
		if strings.Contains(text, bound.name) {
			fmt.Fprintf(&b, "const %s = %d\n", bound.name, bound.n)
		}
	}
	words := identifier.FindAllString(text, -1)
	slices.Sort(words)
	for _, name := range slices.Compact(words) {
		if n, ok := p.constants[name]; ok && slices.Contains(goLacks(), name) {
			fmt.Fprintf(&b, "const %s = %d // which golang.org/x/sys/unix lacks\n", name, n)
		}
	}
	return b.String() + "\n"
}

// goPackages are what a program may import.
var goPackages = []string{"encoding/binary", "fmt", "net/netip", "os", "os/signal", "runtime", "slices", "strconv", "strings", "sync/atomic", "syscall", "time", "unsafe",
	"golang.org/x/sys/unix"}

// goImports are those that it does.
func goImports(text string) []string {
	text = unsaid.ReplaceAllString(text, "")
	var list []string
	for _, name := range goPackages {
		if regexp.MustCompile(`\b` + filepath.Base(name) + `\.[A-Z]`).MatchString(text) {
			list = append(list, name)
		}
	}
	return list
}
