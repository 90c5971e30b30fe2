package runtest

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"
)

// hostile is text that a terminal would act on: it changes the title, clears the screen,
// begins a new line, changes the direction of what follows, and is not UTF-8.
const hostile = "x\x1b]0;PWNED\x07\x1b[2J\x9b31m\nFAKE:\r\u202ey\u2066\u200b\u0085\x7f\xff"

// printed checks that what a command printed contains nothing that a terminal would act on, and no line
// that the hostile text began.
func printed(t *testing.T, what string, text string) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		for i, r := range line {
			if !strconv.IsPrint(r) || r == utf8.RuneError {
				t.Errorf("%s: %U at byte %d of %q", what, r, i, line)
				break
			}
		}
		if strings.HasPrefix(line, "FAKE:") {
			t.Errorf("%s: the text begins a new line:\n%q", what, text)
		}
	}
}

// Every command is run with hostile text wherever a person or a file can put it.
func TestHostileTextsReachNoTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, hostile+name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if err := os.Mkdir(filepath.Join(dir, hostile), 0o700); err != nil {
		t.Fatal(err)
	}
	const quoted = `x\x1b]0;PWNED\x07\x1b[2J\x9b31m\nFAKE:\r` + "\u202ey\u2066" // as a script may hold it
	failing := file("failing.netnet", "a, b = socketpair unix\nsend a \""+quoted+"\"\nrecv b 100 => \""+quoted+"z\"\n")
	comparison := file("look.netnet", "s = socket tcp\nexpect s.local == \"unix:/"+quoted+"\"\n")
	unix := file("unix.netnet", "s = socket unix\nbind s \"unix:@"+quoted+"\"\ngetsockname s\nshow s\nt = socket unix\nbind t \"unix:@"+quoted+"\"\nconnect t \"unix:/nowhere/"+quoted+"\" => 0\n")
	address := file("address.netnet", "s = socket unix\nbind s \"unix:@"+quoted+"\"\ngetsockname s => \"unix:@z"+quoted+"\"\n")
	warned := file("warned.netnet", "s = socket tcp\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on # \u202e\nspawn w recv s 10\njoin w => \"\u202e\"\n")
	comments := file("comments.netnet", "# \x1b[2J \u202e\ns = socket tcp\nsetsockopt s TCP_CONGESTION \""+quoted+"\"\nswarm 1 \"unix:@"+quoted+"\" echo for 100ms\n")
	mistakes := file("mistakes.netnet", strings.Join([]string{
		"bnd\x1b[2J s", "s\u202e = socket tcp", "close \x9b\u202e", "s = socket \x1b", "setsockopt s \u202e 1", "send s \x1b", `send s "\` + "\x1b\"", "recv s \x07",
		"poll s:\x1b", "s = socket tcp \u202e", "ioctl s \x1b", "expect s.\u202e == 1", "expect s.state == \x1b", "expect s.state \u202e 1", "sleep \x1b", "serve s \x1b",
		"serve s echo with \u202e", "gear \x1b", "swarm \x1b :1", "sysctl \x1b 1", "rlimit \x1b 1", "listen s => \u202e", "bind s \x1b:80", "bind s unix:", "within \x1b close s",
		"spawn \x1b close s", "join \u202e", "shutdown s \x1b", "a, \u202e = socketpair unix", "close s \x1b", "s = server [::1%\u202e]:80", "connect s 1.2.3.4:\x1b",
	}, "\n"))
	need := file("need.netnet", "# needs: \x1b[2J\u202e\n")
	recording := file("recording.jsonl", `{"netnet":1,"file":"\u001b\u202e"}`+"\n"+`{"step":"s = socket tcp # \u001b\u202e"}`+"\n"+`{"step":"close s => EBADF"}`+"\n"+`{"step":"clo`)
	wrong := file("wrong.jsonl", `{"netnet":1}`+"\n"+`{"step":"bnd \u001b\u202e s"}`+"\n")
	broken := file("broken.jsonl", `{"netnet":1}`+"\n{\x1b\u202e}\n{}\n")
	binary := file("binary", "\x00\x01")
	picture := filepath.Join(dir, "nowhere", hostile)
	race := []string{"race", "--connections", "1", "--with", "epoll", "--for", "100ms", "--rounds", "1"}

	for i, args := range [][]string{
		{"run", filepath.Join(dir, hostile+"missing")}, {"run", filepath.Join(dir, hostile)}, {"run", failing}, {"run", "--json", failing}, {"run", comparison},
		{"run", "--json", comparison}, {"run", unix}, {"run", "--json", unix}, {"run", address}, {"run", "--json", address}, {"run", "--lab", comments}, {"run", warned},
		{"run", "--json", warned}, {"run", mistakes}, {"run", need}, {"run", comments}, {"run", recording}, {"run", "--json", recording}, {"run", wrong}, {"run", broken}, {"run", binary},
		{"run", "--" + hostile}, {"run", "--lab=" + hostile, failing}, {"run", "-" + hostile}, {hostile}, {failing}, {"help", hostile}, {"version", hostile}, {"--theme", hostile, hostile},
		{"__complete", "run", hostile}, {"__complete", "run", "--" + hostile, ""}, {"completion", hostile}, {"man", hostile},
		{"options", hostile}, {"options", "--json", hostile}, {"options", "--level", hostile}, {"errno", hostile}, {"errno", "--json", hostile}, {"options", "--" + hostile},
		{"options", "check", hostile}, {"options", "check", "SO_" + hostile}, {"options", "check", "NODELAY|" + hostile}, {"options", "check", failing}, {"options", "check", warned},
		{"options", "check", mistakes}, {"options", "check", recording}, {"options", "check", filepath.Join(dir, hostile+"missing.netnet")}, {"options", "check", "setsockopt s\u202e SO_DEBUG on"},
		{"swarm", hostile, "127.0.0.1:7"}, {"swarm", "1", hostile}, {"swarm", "1", "unix:@" + hostile, "--for", "100ms"}, {"swarm", "1", "unix:/nowhere/" + hostile, "--for", "100ms", "--progress"},
		{"swarm", "1", "unix:@" + hostile, "--for", "100ms", "--json", "--progress"}, {"swarm", "1", "127.0.0.1:7", "--protocol", hostile}, {"swarm", "1", "127.0.0.1:7", "--for", hostile},
		{"serve", hostile, "127.0.0.1:0"}, {"serve", "echo", hostile}, {"serve", "echo", "127.0.0.1:0", "--with", hostile}, {"serve", "echo", "udp:" + hostile}, {"serve", "echo", "unix:/nowhere/" + hostile},
		{"serve", "echo", "udp:unix:/nowhere/" + hostile}, {"serve", "echo", "unix:" + hostile + strings.Repeat("n", 120)},
		append(race, "--svg", picture), append(race, "--svg", filepath.Join(dir, hostile)), append(race, "--with", hostile), append(race, "--json", "--with", "epoll,"+hostile),
		{"engine", hostile}, {"engine", "--" + hostile}, {"--theme", hostile},
	} {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			o := netnet(t, args...)
			printed(t, strings.Join(args, " "), o.out+o.errors)
			if o.out+o.errors == "" {
				t.Errorf("%q prints nothing", args)
			}
		})
	}
	for _, args := range [][]string{{"run", "-"}, {"run", "--json", "-"}, {"options", "check", "-"}, {"engine"}} {
		for _, text := range []string{hostile, `{"netnet":1}` + "\n" + hostile, "bnd \x1b[2J\u202e\n", `{"id":1,"step":{"verb":"` + "\u202e" + `"}}` + "\n\x1b\n"} {
			c := command(t, args...)
			c.Stdin = strings.NewReader(text)
			o := finish(t, c)
			printed(t, strings.Join(args, " ")+" of "+text, o.errors)
			if args[0] != "engine" { // its output is for a program
				printed(t, strings.Join(args, " ")+" of "+text, o.out)
			}
		}
	}
	c := command(t)
	c.Env = append(c.Env, "XDG_STATE_HOME="+filepath.Join(dir, hostile), "TERM="+strings.ReplaceAll(hostile, "\x00", ""))
	o := finish(t, c)
	printed(t, "the screen", o.out+o.errors)
}

// A server says where it serves, whatever its address contains.
func TestAServerOfAHostileAddress(t *testing.T) {
	t.Parallel()
	c := command(t, "serve", "echo", "unix:@"+hostile+strconv.Itoa(os.Getpid()))
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "serving echo on ") {
		t.Errorf("it says %q, %v", line, err)
	}
	printed(t, "serve", line)
	_ = c.Process.Signal(syscall.SIGTERM)
	_ = c.Wait()
	printed(t, "serve", complaints.String())
}
