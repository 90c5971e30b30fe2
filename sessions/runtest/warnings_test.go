package runtest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mistakes are scripts, with the lines that get a warning and a part of each warning.
var mistakes = []struct {
	name, script string
	warned       map[int]string
}{
	{"made blocking later", "s = socket udp nonblock\nsetsockopt s SO_RCVTIMEO 20ms\nfcntl s O_NONBLOCK off\nrecv s 10 => EAGAIN", nil},
	{"made blocking later by a duplicate", "s = socket udp nonblock\nd = dup s\nsetsockopt s SO_RCVTIMEO 20ms\nioctl d FIONBIO off\nrecv s 1 => EAGAIN", nil},
	{"never made blocking", "s = socket udp nonblock\nsetsockopt s SO_RCVTIMEO 20ms\nrecv s 10 => EAGAIN", map[int]string{2: "SO_RCVTIMEO does nothing on a non-blocking socket"}},
	{"another socket is made blocking", "s = socket udp nonblock\nt = socket udp nonblock\nsetsockopt s SO_RCVTIMEO 20ms\nfcntl t O_NONBLOCK off", map[int]string{3: "non-blocking"}},
	{"the name is given away", "s = socket udp nonblock\nsetsockopt s SO_RCVTIMEO 20ms\ns = socket udp nonblock\nfcntl s O_NONBLOCK off", map[int]string{2: "non-blocking"}},
	{"spawned", "a, b = socketpair unix nonblock\nspawn w setsockopt a SO_RCVTIMEO 1s\njoin w", map[int]string{2: "non-blocking"}},
	{"times below 0", "s = socket tcp\nsetsockopt s SO_RCVTIMEO -1s\nsetsockopt s SO_SNDTIMEO -200ms\nsetsockopt s SO_LINGER on,-1s\nsetsockopt s TCP_LINGER2 -1s",
		map[int]string{2: "below 0", 3: "below 0", 4: "negative", 5: "below 0"}},
	{"no time", "s = socket tcp\nsetsockopt s SO_RCVTIMEO 0s\nsetsockopt s SO_LINGER off\nsetsockopt s SO_LINGER on,0s\nsetsockopt s TCP_LINGER2 60s", nil},
	{"beyond the cap", "s = socket udp\nsetsockopt s SO_RCVBUF 1GiB\nsetsockopt s SO_SNDBUF 1G\nsetsockopt s SO_RCVBUF -1", map[int]string{2: "net.core.rmem_max", 3: "net.core.wmem_max", 4: "net.core.rmem_max"}},
	{"below the smallest", "s = socket udp\nsetsockopt s SO_RCVBUF 1\nsetsockopt s SO_SNDBUF 0", map[int]string{2: "kept as 2304", 3: "kept as 4608"}},
	{"a backlog beyond the cap", "s = socket tcp\nbind s 127.0.0.1:0\nlisten s 1000000\nlisten s 10\nlisten s -1\nl = server 127.0.0.1:0 1000000\nu = socket udp\nlisten u 1000000 => EOPNOTSUPP",
		map[int]string{3: "net.core.somaxconn", 6: "net.core.somaxconn"}},
	{"of no use any more", "s = socket tcp\nsetsockopt s SO_BSDCOMPAT on\nsetsockopt s TCP_THIN_DUPACK on\nsetsockopt s TCP_THIN_DUPACK off\nsetsockopt s TCP_THIN_DUPACK 2 => EINVAL",
		map[int]string{2: "kept as off", 3: "kept as off"}},
	{"within the cap", "s = socket udp\nsetsockopt s SO_RCVBUF 64KiB\nsetsockopt s SO_SNDBUF 64K", nil},
	{"the same priority", "s = socket tcp\nsetsockopt s SO_PRIORITY 5\nsetsockopt s IP_TOS 0\nsetsockopt s SO_PRIORITY 6\nsetsockopt s IP_TOS 16", nil},
	{"the same service", "s = socket tcp\nsetsockopt s IP_TOS 16\nsetsockopt s SO_PRIORITY 5\nsetsockopt s IP_TOS 16", nil},
	{"another priority", "s = socket tcp\nsetsockopt s SO_PRIORITY 5\nsetsockopt s IP_TOS 16", map[int]string{3: "IP_TOS overwrites SO_PRIORITY"}},
	{"refused and expected", "s = socket tcp6\nbind s [::1]:0\nsetsockopt s IPV6_V6ONLY on => EINVAL\nu = socket udp\nconnect u 127.0.0.1:9\nsetsockopt u TCP_MAXSEG 1000 => ENOPROTOOPT", nil},
	{"refused", "s = socket tcp6\nbind s [::1]:0\nsetsockopt s IPV6_V6ONLY on\nu = socket udp\nconnect u 127.0.0.1:9\nsetsockopt u TCP_MAXSEG 1000\nsetsockopt u TCP_NODELAY on", nil},
	{"of a kind that stores it", "u = socket unix\nsetsockopt u SO_REUSEADDR on\nd = socket udp\nsetsockopt d SO_KEEPALIVE on\nsetsockopt d SO_LINGER on,1s\nt = socket tcp\nsetsockopt t SO_BROADCAST on",
		map[int]string{2: "of this kind", 4: "of this kind", 5: "of this kind", 7: "of this kind"}},
	{"a shorthand makes no mistakes", "u = server unix:x", nil},
	{"probes that are off", "s = socket tcp\nsetsockopt s TCP_KEEPIDLE 10s", map[int]string{2: "while SO_KEEPALIVE is off"}},
	{"probes that are turned on later", "s = socket tcp\nsetsockopt s TCP_KEEPIDLE 10s\nsetsockopt s SO_KEEPALIVE on\nsetsockopt s TCP_KEEPCNT 3", nil},
	{"probes that a listener hands on", "l = server 127.0.0.1:0\nsetsockopt l SO_KEEPALIVE on\nc = client @l\na = accept l\nsetsockopt a TCP_KEEPIDLE 10s", nil},
	{"rounded", "s = server 127.0.0.1:0\nsetsockopt s TCP_DEFER_ACCEPT 2s\nsetsockopt s TCP_DEFER_ACCEPT 7s", map[int]string{2: "kept as 3s"}},
	{"a connection", "l = server 127.0.0.1:0\nc = client @l\nsetsockopt c TCP_SYNCNT 3\nsetsockopt c SO_RCVBUF 64KiB\nsetsockopt c TCP_FASTOPEN 5\nsetsockopt c TCP_NODELAY on\nsetsockopt c SO_LINGER on,0s",
		map[int]string{3: "a connection already made", 4: "window scale"}},
	{"names joined", "s = socket tcp\nbind s 127.0.0.1:0\nsetsockopt s SO_REUSEADDR|SO_REUSEPORT on\ngetsockopt s SO_REUSEADDR|SO_REUSEPORT", map[int]string{3: "options are numbers", 4: "options are numbers"}},
}

// TestRunAndCheckWarnOfTheSame compares the warnings of run with those of options check.
func TestRunAndCheckWarnOfTheSame(t *testing.T) {
	t.Parallel()
	lab(t)
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "x.netnet")
			if err := os.WriteFile(file, []byte(m.script+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			run, check := netnet(t, "run", "--lab", file), netnet(t, "options", "check", file)
			said, foreseen := warningsIn(run.errors), warningsIn(check.out)
			if said != foreseen {
				t.Errorf("run warns:\n%scheck warns:\n%s", said, foreseen)
			}
			lines := strings.Split(strings.TrimSuffix(said, "\n"), "\n")
			if said == "" {
				lines = nil
			}
			if len(lines) != len(m.warned) {
				t.Errorf("%d warnings, want %d:\n%s", len(lines), len(m.warned), said)
			}
			for line, part := range m.warned {
				if !contains(lines, file, line, part) {
					t.Errorf("nothing is said of %q in line %d:\n%s", part, line, said)
				}
			}
		})
	}
}

// warningsIn returns the lines with warnings.
func warningsIn(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if at := strings.Index(line, "/"); at >= 0 && strings.Contains(line, ": warning: ") {
			b.WriteString(line[at:])
		}
	}
	return b.String()
}

// contains reports whether there is a warning for a line of a script.
func contains(warnings []string, file string, line int, part string) bool {
	for _, w := range warnings {
		place, text, _ := strings.Cut(w, ": warning: ")
		if place == file+":"+strconv.Itoa(line) && strings.Contains(text, part) {
			return true
		}
	}
	return false
}
