package export

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// begin starts a call on a thread of its own, by the function that makes it.
func (l *cLanguage) begin(w *code, t *Task) {
	w.line("begin(&%s, call_%s);", l.task(t), t.Name)
}

func (l *cLanguage) task(t *Task) string { return l.name(t.Name) }

func (l *cLanguage) join(w *code, t *Task, within string) {
	name := l.task(t)
	if within != "" {
		w.line("expect(waited(&%s, %s), %d, %s);", name, within, w.said.Line, w.quoted(w.said))
	}
	w.line("r = finish(&%s);", name)
	for _, made := range t.Call.Makes {
		w.line("if (r != -1)")
		w.line("    %s = (int)r;", l.variable(made))
	}
}

// control writes what is about processes, threads and the system.
func (l *cLanguage) control(w *code, s *Statement) {
	switch s.Action {
	case ActionInterrupt:
		w.line("interrupt(&%s);", l.task(s.Task))
		w.line("r = 0;")
	case ActionFork:
		w.block(fmt.Sprintf("if (turn(0, %d)) {", w.nth), "}", func() {
			w.line("fflush(NULL);")
			w.line("r = fork();")
			w.line("if (r == 0)")
			w.line("    me = %d; // the new process goes on below", s.Target)
			w.block("else {", "}", func() {
				w.line("pids[%d] = (pid_t)r;", s.Target)
				w.judge(s)
				w.line("done();")
			})
		})
	case ActionExit:
		w.line("if (turn(%d, %d))", s.Target, w.nth)
		w.line("    stop(0);")
		w.block("if (me == 0) {", "}", func() {
			w.line("waitpid(pids[%d], NULL, 0);", s.Target)
			w.line("done();")
		})
	case ActionKill:
		w.line("r = kill(pids[%d], %s);", s.Target, l.constant(s.Signal))
		w.line("waitpid(pids[%d], NULL, 0);", s.Target)
	case ActionSysctl:
		w.line("r = set_sysctl(%s, %s);", l.bytes([]byte(sysctlFile(s.Key))), l.bytes([]byte(s.Value)))
	case ActionReadSysctl:
		w.line("r = get_sysctl(%s);", l.bytes([]byte(sysctlFile(s.Key))))
	case ActionLimit:
		w.line("r = limit_descriptors(%d);", s.Step.Limit)
	default: // see code.body
	}
}

// sysctlFile is the file of a setting of the kernel.
func sysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }

// printC writes a C program.
func printC(s *Session) (string, error) {
	p := New(s.Name, s.Lab, s.Steps, nil)
	l := newC()
	w := &code{lang: l, words: &l.words, program: p, depth: 1}
	w.statements()
	body := w.String()
	var threads strings.Builder
	for _, t := range p.Tasks {
		threads.WriteString(l.thread(p, t))
	}
	main := l.opening(p, body) + body + l.closing(p, w)
	declared := l.declarations(p, main+threads.String())
	all := declared + threads.String() + main
	without := "stop_all"
	if len(p.Processes) > 0 {
		without = "stop"
	}
	prelude := needed(sections("c.c"), all, without)
	var functions strings.Builder
	for _, part := range prelude {
		functions.WriteString(part.body)
	}
	text := functions.String() + "\n" + all
	var b strings.Builder
	b.WriteString(heading(p, s, w.missing, "//", compileC(p)))
	b.WriteString("#define _GNU_SOURCE\n")
	for _, include := range includes(text) {
		b.WriteString("#include <" + include + ">\n")
	}
	b.WriteString("\n" + definitions(p, text) + l.bounds(p, text))
	fmt.Fprintf(&b, "static const char source[] = %s;\n", plainLiteral(filepath.Base(p.Name)))
	b.WriteString(text)
	return b.String(), nil
}

// compileC is how the program is made and run.
func compileC(p *Program) string {
	threads := ""
	if len(p.Tasks) > 0 {
		threads = " -pthread"
	}
	return "cc -Wall" + threads + " -o session session.c && ./session"
}

// heading is the comment that a program begins with.
func heading(p *Program, s *Session, missing int, mark, run string) string {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(strings.TrimRight(mark+" "+harmless(fmt.Sprintf(format, args...)), " ") + "\n")
	}
	line("Written by netnet-tui export: the program exits with 0 if all that is expected holds.")
	line("") // Python looks in the first two lines for an encoding, which a name could hold
	line("The steps are those of %s. To run them:", filepath.Base(p.Name))
	line("")
	line("    %s", run)
	if p.Lab {
		line("")
		line("It wants a network of its own, so that it changes nothing of yours:")
		line("")
		steps := strings.Split(run, " && ") // the last one runs what the others have built
		line("    unshare -Urn sh -c 'ip link set lo up; exec %s'", steps[len(steps)-1])
	}
	if s.Cut != "" {
		line("")
		line("%s", s.Cut)
	}
	if s.Redact {
		line("")
		line("Data is left out: each text is as many bytes x as it had.")
	}
	if missing > 0 {
		line("")
		line("%d of its steps can't be said in this language, and are left out where their line stands.", missing)
	}
	return b.String() + "\n"
}

// opening is what main begins with.
func (l *cLanguage) opening(p *Program, body string) string {
	var b strings.Builder
	b.WriteString("\nint main(void) {\n")
	body = unsaid.ReplaceAllString(body, "")
	if strings.Contains(body, " held = ") {
		b.WriteString("    int held; // whether what is waited for has come\n")
	}
	if strings.Contains(body, " i = 1;") || strings.Contains(body, "(i = 1;") {
		b.WriteString("    int i; // the round\n")
	}
	b.WriteString("    signal(SIGPIPE, SIG_IGN); // sending into a connection that is ended answers EPIPE\n    alarm(120);\n")
	if len(p.Processes) > 0 {
		b.WriteString("    board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n")
		b.WriteString("    if (board == MAP_FAILED) {\n        perror(\"mmap\");\n        return 1;\n    }\n")
	}
	if len(p.Paths) > 0 {
		b.WriteString("    own_folder();\n")
	}
	for i, text := range l.texts {
		fmt.Fprintf(&b, "    text_%d = %s;\n", i+1, text)
	}
	for _, name := range counters(p) {
		fmt.Fprintf(&b, "    counted_%s = counter(\"%s\");\n", plainName(name), name)
	}
	b.WriteString("\n")
	return b.String()
}

// counters are those of the kernel that are looked at.
func counters(p *Program) []string {
	var names []string
	for _, s := range p.Statements {
		if s.Look != nil && s.Look.Kind == LookCounter && s.Missing == "" && !slices.Contains(names, s.Look.Field) {
			names = append(names, s.Look.Field)
		}
	}
	return names
}

// closing is what main ends with.
func (l *cLanguage) closing(p *Program, w *code) string {
	var b strings.Builder
	b.WriteString("\n")
	if len(p.Processes) > 0 {
		fmt.Fprintf(&b, "    while (board->turn != %d && !board->failed) // every process lives until the last step is made\n        usleep(200);\n", w.nth)
		b.WriteString("    if (me != 0 || board->failed)\n        stop(board->failed);\n")
	}
	for _, path := range p.Paths {
		fmt.Fprintf(&b, "    unlink(%s);\n", l.bytes([]byte(path)))
	}
	if len(p.Paths) > 0 {
		b.WriteString("    rmdir(folder);\n")
	}
	b.WriteString("    return 0;\n}\n")
	return b.String()
}

// thread is the function that makes a call on a thread of its own.
func (l *cLanguage) thread(p *Program, t *Task) string {
	w := &code{lang: l, words: &l.words, program: p, depth: 1, said: &Statement{Call: t.Call}}
	bare := *t.Call
	bare.Makes = nil
	l.callInto(w, &bare, "r")
	made := w.String()
	w.Reset()
	w.line("struct task *t = self;")
	used := identifiers(made)
	if used["data"] {
		w.line("unsigned char *data = t->data; // not that of the program")
	}
	if used["to"] && !strings.HasPrefix(t.Call.Name, "get") { // the address that is asked for is the program's
		w.line("struct address to;")
	}
	w.line("long r;")
	w.line("t->id = gettid();")
	w.WriteString(made)
	w.line("ended(t, r);")
	w.line("return NULL;")
	return fmt.Sprintf("\n// %s\nstatic void *call_%s(void *self) {\n%s}\n", harmless(t.Text), t.Name, w.String())
}

// declarations are those of the program's variables.
func (l *cLanguage) declarations(p *Program, text string) string {
	var b strings.Builder
	var plain []string
	words := identifiers(text)
	for _, v := range p.Variables {
		name := l.name(v.Name)
		many := ""
		if v.Many > 0 {
			many = fmt.Sprintf("[%d]", v.Many+1)
		}
		if words[name] && many == "" {
			plain = append(plain, name+" = -1")
		} else if words[name] {
			fmt.Fprintf(&b, "static int %s%s;\n", name, many)
		}
		for _, kept := range []string{"_local", "_peer"} {
			if words[name+kept] {
				fmt.Fprintf(&b, "static struct address %s%s%s; // before it was closed\n", name, kept, many)
			}
		}
		if words[name+"_message"] {
			fmt.Fprintf(&b, "static struct message %s_message%s; // the last that it has received\n", name, many)
		}
	}
	if words["unnamed"] {
		plain = append(plain, "unnamed = -1")
	}
	for chunk := range slices.Chunk(plain, 12) {
		fmt.Fprintf(&b, "static int %s;\n", strings.Join(chunk, ", "))
	}
	if words["message"] && strings.Contains(text, "&message,") {
		b.WriteString("static struct message message; // the last that others have received\n")
	}
	for i := range l.texts {
		fmt.Fprintf(&b, "static const char *text_%d;\n", i+1)
	}
	for _, name := range counters(p) {
		fmt.Fprintf(&b, "static long long counted_%s; // as it was at first\n", plainName(name))
	}
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "static struct task %s;\n", l.task(t))
	}
	return b.String()
}

// bounds are the sizes of the buffers.
func (l *cLanguage) bounds(p *Program, text string) string {
	control, value, parts, many, watched, reports := 0, 16, 1, 1, 1, 1
	for _, c := range p.calls() {
		sum := 0
		for _, n := range c.Sizes {
			sum += n
		}
		switch c.Name {
		case "recvmmsg":
			many = max(many, int(c.Number))
		case "getsockopt":
			value = max(value, sum)
			if c.Length != nil {
				value = max(value, *c.Length)
			}
		case "recvmsg":
			control, parts = max(control, c.Room), max(parts, len(c.Sizes))
		case "epoll_wait":
			reports = max(reports, int(c.Number))
		}
		watched = max(watched, len(c.Watched))
	}
	for _, s := range p.Statements {
		if s.Look != nil && s.Look.Kind == LookOption {
			value = max(value, s.Look.Room)
		}
	}
	var b strings.Builder
	for _, bound := range []struct {
		name string
		n    int
	}{{"DATA_SIZE", p.dataSize()}, {"CONTROL_SIZE", max(control, 64)}, {"VALUE_SIZE", value}, {"PARTS", parts}, {"MANY", many}, {"WATCHED", watched},
		{"REPORTS", reports}, {"PROCESSES", len(p.Processes)}} {
		if regexp.MustCompile(`\b` + bound.name + `\b`).MatchString(text) {
			fmt.Fprintf(&b, "#define %s %d\n", bound.name, bound.n)
		}
	}
	return b.String() + "\n"
}

// calls are all calls of the program, those on threads too.
func (p *Program) calls() []*Call {
	var list []*Call
	for _, s := range p.Statements {
		if s.Call != nil && s.Missing == "" {
			list = append(list, s.Call)
		}
	}
	return list
}

// dataSize is how many bytes the largest call of the program receives, or more.
func (p *Program) dataSize() int {
	size := 4096
	for _, c := range p.calls() {
		sum := 0
		for _, n := range c.Sizes {
			sum += n
		}
		switch c.Name {
		case "recvmmsg":
			sum *= int(c.Number)
		case "getsockopt":
			continue
		}
		size = max(size, sum)
	}
	return size
}

// cHeaders are the headers, by what they are wanted for.
var cHeaders = []struct{ name, wanted string }{
	{"arpa/inet.h", `inet_pton|htons`}, {"ctype.h", `isspace`}, {"errno.h", `errno`}, {"fcntl.h", `fcntl|O_[A-Z]+|splice|FD?_[A-Z_]+`},
	{"linux/errqueue.h", `SO_EE_`}, {"linux/filter.h", `sock_filter`}, {"linux/if_ether.h", `ETH_P_\w+`}, {"linux/if_packet.h", `PACKET_\w+`}, {"linux/netlink.h", `NETLINK_\w+`},
	{"linux/sockios.h", `SIOC[A-Z]+`}, {"linux/tcp.h", `tcp_info|TCP_\w+`}, {"linux/udp.h", `UDP_\w+`}, {"net/if.h", `if_nametoindex`}, {"netinet/in.h", `IPPROTO_\w+|IP(V6)?_\w+|sockaddr_in6?|SOL_IPV?6?`},
	{"poll.h", `pollfd|POLL[A-Z]+`}, {"pthread.h", `pthread_\w+`}, {"signal.h", `signal`}, {"stddef.h", `offsetof`}, {"stdint.h", `u?int\d+_t`}, {"stdio.h", `fprintf|printf`},
	{"stdlib.h", `malloc|strtoll?|mkdtemp|atoll|strtoul`}, {"string.h", `str\w+|mem\w+`}, {"sys/epoll.h", `epoll_\w+|EPOLL\w+`}, {"sys/eventfd.h", `eventfd|EFD_\w+`},
	{"sys/ioctl.h", `ioctl|FIO[A-Z]+|SIOC[A-Z]+`}, {"sys/mman.h", `mmap|memfd_create|MFD_\w+`}, {"sys/resource.h", `setrlimit`}, {"sys/select.h", `fd_set`}, {"sys/sendfile.h", `sendfile`},
	{"sys/socket.h", `sockaddr\w*|AF_\w+|msghdr`}, {"sys/time.h", `timeval`}, {"sys/timerfd.h", `timerfd_\w+|TFD_\w+`}, {"sys/uio.h", `iovec`}, {"sys/un.h", `sockaddr_un`},
	{"sys/wait.h", `waitpid`}, {"time.h", `clock_gettime|timespec`}, {"unistd.h", `.*`},
}

// includes are the headers that a program needs.
func includes(text string) []string {
	words := identifiers(text)
	var list []string
	for _, h := range cHeaders {
		wanted := regexp.MustCompile(`^(?:` + h.wanted + `)$`)
		for word := range words {
			if wanted.MatchString(word) {
				list = append(list, h.name)
				break
			}
		}
	}
	return list
}

// definitions are constants that the headers of a machine may lack.
func definitions(p *Program, text string) string {
	lacking := map[string]int{}
	for _, name := range identifier.FindAllString(text, -1) {
		if n, ok := p.constants[name]; ok && slices.Contains(cLacks(), name) {
			lacking[name] = n
		}
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(lacking)) {
		fmt.Fprintf(&b, "#ifndef %s\n#define %s %d\n#endif\n", name, name, lacking[name])
	}
	return b.String()
}
