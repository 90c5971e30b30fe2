package export

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"netnet-tui/sockets/labtest"
)

// others says why these tests do not run under the race detector.
const others = "compilers and other programs do the work"

// languages are the targets that are programs.
var languages = []string{"c", "go", "lua", "python"}

// build compiles texts in one language and returns the commands that run the programs.
func build(t *testing.T, target string, texts []string) [][]string {
	t.Helper()
	to, err := Find(target)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	var commands [][]string
	for i, text := range texts {
		at := filepath.Join(folder, fmt.Sprintf("p%d", i))
		file := filepath.Join(at, "session"+to.Ext)
		if err := os.Mkdir(at, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		switch program := filepath.Join(at, "session"); target {
		case "c":
			made(t, text, exec.Command(tool(t, "gcc"), "-Wall", "-Wextra", "-Werror", "-trigraphs", "-pthread", "-o", program, file))
			commands = append(commands, []string{program})
		case "python":
			commands = append(commands, []string{python(t), "-S", file}) // without site packages
		case "lua":
			commands = append(commands, []string{tool(t, "luajit"), file})
		case "go":
			commands = append(commands, []string{filepath.Join(folder, "bin", filepath.Base(at))})
		}
	}
	if target == "go" {
		buildGo(t, folder)
	}
	return commands
}

// buildGo vets and builds the Go programs of a folder. With -trimpath, programs that have not changed are in the
// build cache; the linker omits what only a debugger needs.
func buildGo(t *testing.T, folder string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range [][]string{{"vet", "-unsafeptr=false"}, {"build", "-ldflags=-s -w", "-o", filepath.Join(folder, "bin") + "/"}} {
		c := exec.Command("go", append(command, "-mod=mod", "-trimpath", "./...")...)
		c.Dir, c.Env = folder, append(os.Environ(), "GOGC=off")
		made(t, "", c)
	}
}

// python returns the path of the interpreter itself: python3 may be a shell script that looks for one.
func python(t *testing.T) string {
	t.Helper()
	tool(t, "python3")
	path, err := pythonPath()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var pythonPath = sync.OnceValues(func() (string, error) {
	path, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	return strings.TrimSpace(string(path)), err
})

// made runs a compiler.
func made(t *testing.T, text string, compiler *exec.Cmd) {
	t.Helper()
	if out, err := compiler.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, text)
	}
}

// TestPrograms runs every script of the tests in every language. For the longest it also compares the calls of
// the programs with those that were recorded.
func TestPrograms(t *testing.T) {
	labtest.Unraced(t, others)
	names := append(scripts(t), written(t, "left_out.netnet", leftOut), written(t, "threads.netnet", threads()))
	recordings := map[string]*Session{}
	for _, name := range longest(t) {
		script, s := loaded(t, name), session(t, recorded(t, name))
		s.Notes, recordings[name] = script.Notes, s // a recording has no comments, and numbers its steps differently
		for i := range s.Steps {
			s.Steps[i].Line = script.Steps[i].Line
		}
	}
	for _, target := range languages {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			var texts []string
			for _, name := range names {
				texts = append(texts, exported(t, name, target))
			}
			for i, command := range build(t, target, texts) {
				t.Run(filepath.Base(names[i]), func(t *testing.T) {
					t.Parallel()
					if s := recordings[names[i]]; s != nil {
						sameCalls(t, s, target, texts[i], command)
					} else if out, status := run(t, command...); status != 0 {
						t.Errorf("status %d: %s\n%s", status, out, texts[i])
					}
				})
			}
		})
	}
}

// TestBroken checks that a program reports an expectation of each kind that does not hold.
func TestBroken(t *testing.T) {
	labtest.Unraced(t, others)
	const begun = "a, b = socketpair unix\nsend a \"hello\"\n"
	lines := []string{
		`recv b 10 => "hellO"`, `recv b 10 => EAGAIN`, `recv b 3 => 4`, `poll b:in => none`, `poll b:in => b:in,out`, `within 20ms recv b 10 => eof`,
		`expect b.pending == 4`, `within 20ms expect b.pending > 5`, `expect a.ready == none`, `getsockopt a SO_TYPE => SOCK_DGRAM`,
		`expect a.state == LISTEN`, `expect a.nonblock == on`, `repeat 3 recv b 1 => "h"`, `getsockname a => 127.0.0.1:1`, `fcntl a F_GETFD => FD_CLOEXEC`,
		`close b => EBADF`, `sendmsg a "x" with SCM_RIGHTS=b => EBADF`, `ioctl b FIONREAD => 7`, `recv b 10 => error`, `expect a.SO_TYPE == 2`,
		`send a "x" => EAGAIN | 2`, `until "z" recv b 1 dontwait`, `recv b 10 => ~"hex"`, `close a => 1`,
		"fork k\nkill k SIGKILL\nat k send a \"x\"", "fork k\nspawn w at k recv b 10\nexit k\nspawn w at k recv b 10", "fork k\nexit k\nkill k",
	}
	for _, target := range languages {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			var texts []string
			for _, line := range lines {
				texts = append(texts, ofLines(t, target, begun+strings.Replace(line, "until", "within 20ms until", 1)+"\n"))
			}
			for i, command := range build(t, target, texts) {
				last := fmt.Sprintf("x.netnet:%d: ", strings.Count(begun+lines[i], "\n")+1)
				if out, status := run(t, command...); status != 1 || !strings.Contains(out, last) {
					t.Errorf("%s: status %d: %s\n%s", lines[i], status, out, texts[i])
				}
			}
		})
	}
}

// ofLines prints a script of the given lines in a target, which must be able to express all of them.
func ofLines(t *testing.T, target, lines string) string {
	t.Helper()
	text := exported(t, written(t, "x.netnet", lines), target)
	if strings.Contains(text, "Left out") {
		t.Fatal(text)
	}
	return text
}

// TestInALab checks the heading's command that runs a program in its own network namespace.
func TestInALab(t *testing.T) {
	s := loaded(t, "../script/testdata/cork.netnet")
	s.Lab = true
	for target, run := range map[string]string{"c": "./session", "go": "./session", "lua": "luajit session.lua", "python": "python3 session.py"} {
		if text := printed(t, s, target); !strings.Contains(text, "; exec "+run+"'\n") {
			t.Errorf("%s: %s is not run:\n%.800s", target, run, text)
		}
	}
}

// TestFileName checks that a program is run by the name of its file, if that is known.
func TestFileName(t *testing.T) {
	s := loaded(t, "../script/testdata/cork.netnet")
	s.Lab = true
	for _, c := range []struct{ target, to, run, lab string }{
		{"c", "", "cc -Wall -o session session.c && ./session", "'ip link set lo up; exec ./session'"},
		{"c", "dir/fm.c", "cc -Wall -o fm fm.c && ./fm", "'ip link set lo up; exec ./fm'"},
		{"c", "fm.txt", "cc -Wall -o session session.c && ./session", "'ip link set lo up; exec ./session'"},
		{"c", "-a b.c", "cc -Wall -o '-a b' './-a b.c' && './-a b'", `'ip link set lo up; exec '\''./-a b'\'''`},
		{"go", "fm.go", "go mod init session && go mod tidy && go build -o fm fm.go && ./fm", "'ip link set lo up; exec ./fm'"},
		{"python", "fm.py", "python3 fm.py", "'ip link set lo up; exec python3 fm.py'"},
		{"lua", "fm", "luajit fm", "'ip link set lo up; exec luajit fm'"},
	} {
		s.To = c.to
		text := printed(t, s, c.target)
		if !strings.Contains(text, "    "+c.run+"\n") || !strings.Contains(text, "sh -c "+c.lab+"\n") {
			t.Errorf("%s in %q is not run by %s:\n%.800s", c.target, c.to, c.run, text)
		}
	}
}

// leftOut has steps that no language can express, and steps that depend on them; the rest must run.
const leftOut = `s = server 127.0.0.1:0
serve s echo
c = client @s
within 1s expect s.connections == 1
roundtrip c
unserve s
swarm 2 @s for 1s
expect c.timer == off
u = socket unix
bind u unix:@x
listen u 3 => 0
expect u.backlog == 3
ioctl c SIOCGIFMTU lo
close c => 0
`

// TestLeftOut checks that each of these steps becomes a comment.
func TestLeftOut(t *testing.T) {
	name := written(t, "x.netnet", leftOut)
	for _, target := range languages {
		text := exported(t, name, target)
		if n := strings.Count(text, "Left out: "); n != 8 || !strings.Contains(text, "8 of the steps can't be expressed in this language") {
			t.Errorf("%s leaves out %d\n%s", target, n, text)
		}
	}
}

// threaded are calls, each on its own thread, where b has three bytes to read: the answer, the languages that can
// make the call there, and a step that must hold afterwards. Python can make those that are a single expression,
// and Lua those that need none of the program's functions.
var threaded = []struct{ call, answer, in, then string }{
	{"poll b:in 1s", "b:in", "c go", ""},
	{"select b:in 1s", "b:in", "c go", ""},
	{"recvmsg b 2 1", `"xyz"`, "c go", ""},
	{"getsockname s", "0.0.0.0:0", "c go", ""},
	{"bind s 127.0.0.1:0", "0", "c go", ""},
	{"connect s 127.0.0.1:9", "0", "c go", ""},
	{`sendto s 127.0.0.1:9 "data"`, "4", "c go", ""},
	{"readv b 1 2", `"xyz"`, "c go python", ""},
	{`writev a "data" "to = "`, "9", "c go python", `recv b 100 => "xyzdatato = " | "xyz"`},
	{"ioctl b FIONREAD", "3", "c go python", ""},
	{"getsockopt s SO_TYPE", "SOCK_DGRAM", "c go python", ""},
	{"fcntl s O_NONBLOCK on", "0", "c go python", ""},
	{"setsockopt s SO_RCVBUF 4096", "0", "c go python", ""},
	{"recv b 3", `"xyz"`, "c go python lua", ""},
	{"recvfrom b 3", `"xyz"`, "c go python lua", ""},
	{"read b 3", `"xyz"`, "c go python lua", ""},
	{`send a "data a, b) 100% %d to = \\ ]] \n"`, "30", "c go python lua", `recv b 100 => "xyzdata a, b) 100% %d to = \\ ]] \n"`},
	{`write a 3*"b, a)%"`, "18", "c go python lua", `recv b 100 => "xyzb, a)%b, a)%b, a)%"`},
	{"shutdown a wr", "0", "c go python lua", ""},
	{"listen a 1", "EINVAL", "c go python lua", ""},
	{"close a", "0", "c go python lua", ""},
}

// threads returns a script that makes each of those calls on its own thread.
func threads() string {
	name := regexp.MustCompile(`\b[abs]\b`)
	var lines strings.Builder
	for i, s := range threaded {
		own := func(line string) string { // numbers the names in a line, but not those inside quotes
			parts := strings.Split(line, `"`)
			for n := 0; n < len(parts); n += 2 {
				parts[n] = name.ReplaceAllString(parts[n], fmt.Sprint("${0}", i))
			}
			return strings.Join(parts, `"`)
		}
		for _, line := range []string{"a, b = socketpair unix", "s = socket udp", `send a "xyz" => 3`, fmt.Sprintf("spawn w%d %s", i, s.call), fmt.Sprintf("join w%d => %s", i, s.answer), s.then} {
			lines.WriteString(own(line) + "\n")
		}
	}
	return lines.String()
}

// TestThreads checks that each language leaves out only the calls that it can't make on a thread.
func TestThreads(t *testing.T) {
	script := written(t, "x.netnet", threads())
	for _, target := range languages {
		left := 0
		for _, s := range threaded {
			if !slices.Contains(strings.Fields(s.in), target) {
				left += 2 // the spawn and its join
			}
		}
		if n := strings.Count(exported(t, script, target), "Left out"); n != left {
			t.Errorf("%s leaves out %d, not %d", target, n, left)
		}
	}
}
