package check

import (
	"strings"
	"testing"

	"netnet-tui/engine/observe"
	"netnet-tui/sessions/script"
)

// walk follows lines of script and returns the resulting bench.
func walk(t *testing.T, text string) *bench {
	t.Helper()
	p, err := ofLines(text)
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(func(string) (string, bool) { return "", false })
	for _, step := range p.steps {
		b.take(step)
	}
	return b
}

// summary describes the state of a socket in words.
func summary(s *socket) string {
	var words []string
	for _, fact := range []struct {
		holds bool
		word  string
	}{{s.bound, "bound"}, {s.listening, "listening"}, {s.connected, "connected"}, {s.nonblock, "nonblock"}} {
		if fact.holds {
			words = append(words, fact.word)
		}
	}
	return strings.Join(words, " ")
}

func TestStepsBringSocketsFurther(t *testing.T) {
	for lines, want := range map[string]string{
		"s = socket tcp":                                       "",
		"s = socket tcp nonblock":                              "nonblock",
		"s = socket AF_INET SOCK_STREAM|SOCK_NONBLOCK":         "nonblock",
		"s = socket tcp cloexec":                               "",
		"bind s 127.0.0.1:0":                                   "bound",
		"bind s 127.0.0.1:0 => EADDRINUSE":                     "",
		"bind s 127.0.0.1:0 => 0 | EADDRINUSE":                 "bound",
		"bind s 127.0.0.1:0 => error":                          "",
		"within 2s bind s 127.0.0.1:0":                         "bound",
		"listen s":                                             "bound listening",
		"s = server 127.0.0.1:0":                               "bound listening",
		"connect s 127.0.0.1:80":                               "bound connected",
		"connect s 127.0.0.1:80 => EINPROGRESS":                "bound connected",
		"connect s 127.0.0.1:80 => ECONNREFUSED":               "",
		"connect s 127.0.0.1:80\nconnect s none":               "bound",
		"s = client 127.0.0.1:80":                              "bound connected nonblock",
		"l = server 127.0.0.1:0\nnonblock l\ns = accept l":     "bound connected",
		"l = server 127.0.0.1:0\ns = accept l nonblock":        "bound connected nonblock",
		"l = server 127.0.0.1:0\ns = accept l => EAGAIN":       "",
		"l = server 127.0.0.1:0\nspawn w s = accept l\njoin w": "bound connected",
		"a, s = socketpair unix nonblock":                      "connected nonblock",
		"a = socket tcp\ns = dup a\nlisten a\nnonblock s":      "bound listening nonblock",
		"nonblock s":                            "nonblock",
		"fcntl s O_NONBLOCK on":                 "nonblock",
		"nonblock s\nfcntl s O_NONBLOCK off":    "",
		"ioctl s FIONBIO on":                    "nonblock",
		"nonblock s\nioctl s FIONBIO off":       "",
		"fcntl s FD_CLOEXEC on":                 "",
		"listen s\nclose s\ns = socket tcp":     "",
		"listen s\nclosedown s\ns = socket tcp": "",
		"listen s\ns = socket tcp":              "",
		"x = server 127.0.0.1:0\nfork k\nat k a = accept x nonblock\nc = socket tcp\ns = dup k_a": "bound connected nonblock",
		"s = socket tcp\nfork k\nat k nonblock s":                                                 "nonblock",
		"s = socket tcp\nfork k\nat k close s":                                                    "",
		"s = socket tcp\nfork k\nat k s = socket tcp nonblock":                                    "",
		"r, s = pipe":        "",
		"listen x\ndup3 x s": "bound listening",
		"listen x\nx = socket tcp\nx = socket udp\ns = dup x'":                      "bound listening",
		"listen x\nx = socket tcp\nbind x 127.0.0.1:1\nx = socket udp\ns = dup x''": "bound",
	} {
		if got := summary(walk(t, lines).socket("s")); got != want {
			t.Errorf("%q leaves s %q, want %q", lines, got, want)
		}
	}
}

func TestWhatIsSetIsRemembered(t *testing.T) {
	for _, tt := range []struct {
		lines, level, name string
		want               bool
	}{
		{"setsockopt s SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"setsockopt s SOL_SOCKET SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"setsockopt s 1 12 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"setsockopt s SO_PRIORITY 3", "SOL_IP", "IP_TOS", false},
		{"setsockopt s SO_PRIORITY 7 => EPERM", "SOL_SOCKET", "SO_PRIORITY", false},
		{"setsockopt x SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", false},
		{"spawn w setsockopt s SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"s = dup x\nsetsockopt x SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"s = server 127.0.0.1:0", "SOL_SOCKET", "SO_REUSEADDR", true},
		{"s = socket udp\nfork k\nat k setsockopt s SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", true},
		{"s = socket udp\nfork k\nat k s = socket udp\nat k setsockopt s SO_PRIORITY 3", "SOL_SOCKET", "SO_PRIORITY", false},
		{"s = socket tcp", "SOL_SOCKET", "SO_REUSEADDR", false},
		{"setsockopt s SO_REUSEADDR|SO_REUSEPORT on", "SOL_SOCKET", "SO_REUSEPORT", true},
		{"setsockopt s SO_REUSEADDR|SO_REUSEPORT on", "SOL_SOCKET", "SO_REUSEADDR", false},
		{"l = server 127.0.0.1:0\nsetsockopt l SO_KEEPALIVE on\ns = accept l", "SOL_SOCKET", "SO_KEEPALIVE", true},
		{"l = server 127.0.0.1:0\nsetsockopt l SO_INCOMING_CPU 0\ns = accept l", "SOL_SOCKET", "SO_INCOMING_CPU", false},
		{"a, s = socketpair unix\nsetsockopt a SO_PASSCRED on", "SOL_SOCKET", "SO_PASSCRED", false},
	} {
		b := walk(t, tt.lines)
		if got := b.life(b.socket("s")).Set(tt.level, tt.name); got != tt.want {
			t.Errorf("%q: %s of s is set: %v, want %v", tt.lines, tt.name, got, tt.want)
		}
	}
}

func TestASettingOfTheScriptComesBeforeTheMachines(t *testing.T) {
	b := walk(t, "sysctl net.core.rmem_max 4096")
	b.sysctl = func(string) (string, bool) { return "212992", true }
	life := b.life(newSocket())
	if got, ok := life.Sysctl("net.core.rmem_max"); got != "4096" || !ok {
		t.Errorf("what the script has written reads as %q, %v", got, ok)
	}
	if got, ok := life.Sysctl("net.core.wmem_max"); got != "212992" || !ok {
		t.Errorf("what the machine has reads as %q, %v", got, ok)
	}
}

// Every script of the tests can be followed to its end.
func TestScriptsAreFollowed(t *testing.T) {
	for _, name := range []string{"demo", "inherit", "reuse", "epoll_dup", "blocked_and_interrupted", "unix"} {
		source, err := script.Read("../script/testdata/" + name + ".netnet")
		if err != nil {
			t.Fatal(err)
		}
		steps, err := script.Parse(source.Name, source.Lines)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range Steps(steps, observe.ReadSysctl) {
			if w.Line == 0 || w.Text == "" {
				t.Errorf("%s: %+v has no place or no text", name, w)
			}
		}
	}
}
