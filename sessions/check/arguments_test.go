package check

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/sockopts"
)

// arguments checks a command line without any kernel settings.
func arguments(args ...string) (status int, out, complaints string) {
	var o, c bytes.Buffer
	status = Arguments(context.Background(), args, func(string) (string, bool) { return "", false }, &o, &c)
	return status, o.String(), c.String()
}

const joinedText = "SO_REUSEADDR|SO_REUSEPORT is 2|15 = 15"

func TestArguments(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.netnet")
	lines := "s = socket tcp\n\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on\nbind s 127.0.0.1:0\n"
	lesson := filepath.Join(t.TempDir(), "x.md")
	goal := filepath.Join(t.TempDir(), "goal.md")
	fine := filepath.Join(t.TempDir(), "fine.netnet")
	bad := filepath.Join(t.TempDir(), "bad.netnet")
	for name, text := range map[string]string{file: lines, lesson: "# T\n```netnet\n" + lines + "```\n", fine: "s = socket tcp\nclose s\n", bad: "bnd s\nclose q\n",
		goal: "---\nlayout: lesson\ntitle: T\nchapter: C\nknow: it\nminutes: 1\n---\n\n```goal\nMake s listen.\nreach: s.state == LISTEN\nbest: 2\nhint: bind, or not.\nsolution:\n  s = socket tcp\n  listen s\n```\n\n```netnet\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on\nclose s\n```\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		args            string // one a line
		status          int
		out, complaints string
	}{
		{"SO_REUSEADDR|SO_REUSEPORT", 1, "warning: " + joinedText, ""},
		{"SO_REUSEADDR | SO_REUSEPORT", 1, "warning: " + joinedText, ""},
		{"so_reuseaddr|SO_reuseport", 1, "warning: " + joinedText, ""},
		{"SO_REUSEADDR", 0, "SO_REUSEADDR: set it before bind; nothing to warn about\n", ""},
		{"tcp_nodelay", 0, "TCP_NODELAY: set it any time; nothing to warn about\n", ""},
		{"SOL_SOCKET SO_REUSEADDR", 0, "SO_REUSEADDR: set it before bind; nothing to warn about\n", ""},
		{"SO_TYPE", 0, "SO_TYPE: it can only be read; nothing", ""},
		{"O_NONBLOCK|O_ASYNC", 0, "nothing to warn about\n", ""},
		{"SO_REUSEADDR|O_NONBLOCK", 2, "", "different calls"},
		{"SO_REUSEADR", 2, "", "did you mean SO_REUSEADDR?"},
		{"SO_REUSEADDR|SO_REUSEPRT", 2, "", "did you mean SO_REUSEPORT?"},
		{file, 1, file + ":3: warning: " + joinedText, ""},
		{lesson, 1, lesson + ":5: warning: " + joinedText, ""},
		{goal, 1, goal + ":20: warning: " + joinedText, ""}, // s is made by the goal's solution
		{fine, 0, "nothing to warn about\n", ""},
		{fine + "\n" + file, 1, file + ":3: warning: ", ""},
		{bad, 2, "", bad + ":2:7: "},
		{fine + "\n" + bad, 2, "", bad + ":1:1: "},
		{fine + ".netnet", 2, "", "no such file"},
		{"setsockopt s SO_REUSEADDR|SO_REUSEPORT on", 1, "line 1: warning: " + joinedText, ""},
		{"bind s 127.0.0.1:0\ngetsockopt s SO_REUSEADDR|SO_REUSEPORT", 1, "line 2: warning: " + joinedText, ""},
		{"setsockopt s SO_KEEPALIVE on\njoin w\nsend c \"x\"", 0, "nothing to warn about\n", ""},
		{"SO_PRIORITY IP_TOS", 1, "warning: IP_TOS overwrites SO_PRIORITY", ""},
		{"IP_TOS SO_PRIORITY", 0, "nothing to warn about\n", ""},
		{"s = socket tcp\nbind s 127.0.0.1:0\nsetsockopt s SO_REUSEADDR on", 1, "line 3: warning: SO_REUSEADDR does nothing for a bind", ""},
		{"s = socket tcp\nsetsockopt s SO_REUSEADDR on\nbind s 127.0.0.1:0\nlisten s", 0, "nothing to warn about\n", ""},
		{"s = socket tcp\nbind s 127.0.0.1:0\nsetsockopt s SO_REUSEADDR off", 0, "nothing to warn about\n", ""},
		{"s = socket tcp nonblock\nsetsockopt s SO_RCVTIMEO 1s", 1, "line 2: warning: SO_RCVTIMEO does nothing on a non-blocking socket", ""},
		{"s = socket tcp\nfork k\nat k bind s 127.0.0.1:0\nsetsockopt s SO_REUSEADDR on", 1, "line 4: warning: SO_REUSEADDR does nothing for a bind", ""},
		{"fork k\nat k s = socket tcp\nat k bind s 127.0.0.1:0\nat k setsockopt s SO_REUSEADDR on", 1, "line 4: warning: SO_REUSEADDR does nothing for a bind", ""},
		{"s = socket tcp nonblock\nfork k\nsetsockopt s SO_RCVTIMEO 1s\nat k fcntl s O_NONBLOCK off", 0, "nothing to warn about\n", ""},
		{"fork k\nat k s = server [::1]:0\nat k c = client @s\nat k setsockopt c SO_RCVBUF 64KiB", 1, "line 4: warning: SO_RCVBUF can't change the window scale", ""},
		{"c = socket tcp\nconnect c 127.0.0.1:80\nsetsockopt c SO_RCVBUF 64KiB", 1, "line 3: warning: SO_RCVBUF can't change the window scale", ""},
		{"c = socket udp\nconnect c 127.0.0.1:80\nsetsockopt c SO_RCVBUF 64KiB", 0, "nothing to warn about\n", ""},
		{"c = client unix:@x\nsetsockopt c SO_RCVBUF 64KiB", 0, "nothing to warn about\n", ""},
		{"c = socket tcp nonblock\nconnect c 127.0.0.1:80 => EINPROGRESS\nsetsockopt c TCP_SYNCNT 3", 0, "nothing to warn about\n", ""},
		{"sysctl net.ipv4.tcp_fastopen 1\nl = socket tcp\nsetsockopt l TCP_FASTOPEN 5", 1, "line 3: warning: TCP_FASTOPEN does nothing while", ""},
		{"sysctl net.ipv4.tcp_fastopen 3\nl = socket tcp\nsetsockopt l TCP_FASTOPEN 5", 0, "nothing to warn about\n", ""},
		{"SO_REUSEADDR|TCP_NODELAY", 1, "warning: SO_REUSEADDR|TCP_NODELAY is 2|1 = 3, which is SO_TYPE alone at SOL_SOCKET, while TCP_NODELAY is of SOL_TCP", ""},
		{"close s\nbnd s", 2, "", "line 2, column 1: there is no verb"},
		{"nonsense", 2, "", `there is no verb "nonsense"`},
	} {
		status, out, complaints := arguments(strings.Split(tt.args, "\n")...)
		if status != tt.status || !strings.Contains(out, tt.out) || !strings.Contains(complaints, tt.complaints) {
			t.Errorf("%q: status %d, want %d with %q and %q\nout: %scomplaints: %s", tt.args, status, tt.status, tt.out, tt.complaints, out, complaints)
		}
		if status == 0 && strings.Count(out, "\n") != 1 || status == 2 && out != "" {
			t.Errorf("%q: status %d prints %q", tt.args, status, out)
		}
	}
}

// Names separated by commas or spaces, or in several arguments, are set in that order.
func TestNamesAreOneOrder(t *testing.T) {
	for _, args := range [][]string{{"SO_PRIORITY IP_TOS"}, {"SO_PRIORITY,IP_TOS"}, {"SO_PRIORITY, IP_TOS"}, {"SO_PRIORITY", "IP_TOS"}} {
		parts, err := read(args)
		if err != nil || len(parts) != 1 || len(parts[0].steps) != 2 || parts[0].alone != "" {
			t.Errorf("%q is read as %+v, %v", args, parts, err)
			continue
		}
		b := newBench(nil)
		b.take(parts[0].steps[0])
		if !b.life(b.socket("s")).Set("SOL_SOCKET", "SO_PRIORITY") {
			t.Errorf("%q: the second option is not judged with the first one set", args)
		}
	}
}

// Every option can be named alone; what is printed says when to set or read it.
func TestEveryOptionCanBeNamed(t *testing.T) {
	for _, o := range sockopts.All() {
		status, out, complaints := arguments(o.Name)
		if status != 0 || !strings.HasPrefix(out, o.Name+": ") || strings.Contains(out, "set it ;") {
			t.Errorf("%s: status %d, %s%s", o.Name, status, out, complaints)
		}
	}
}

// No combination of words makes the check panic.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{"SO_REUSEADDR|SO_REUSEPORT", "s = socket tcp\nsetsockopt s SO_LINGER on,3s", "SO_PRIORITY IP_TOS", "|", "O_NONBLOCK|", "spawn w s = accept l"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if kindOf(text) == file {
			return
		}
		if status, out, complaints := arguments(text); (out == "") == (complaints == "") {
			t.Errorf("%q: status %d, %q and %q", text, status, out, complaints)
		}
	})
}
