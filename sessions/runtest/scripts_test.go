package runtest

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// testdata is the folder of the scripts that come with the tests.
const testdata = "../script/testdata"

// Every script holds. Those that need a lab say so.
func TestScripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(testdata + "/*.netnet")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".netnet"), func(t *testing.T) {
			t.Parallel()
			o := netnet(t, "run", file)
			if o.status == 3 && noLab() != "" {
				t.Skip("no lab here: " + o.errors)
			}
			o.want(t, 0, "", "")
			for line := range strings.Lines(o.errors) { // scripts of lessons make mistakes on purpose
				if !strings.Contains(line, "still waits") && !strings.Contains(line, ": warning: ") {
					t.Errorf("it complains: %s", line)
				}
			}
		})
	}
}

// All of these hold in a lab too.
func TestScriptsInALab(t *testing.T) {
	t.Parallel()
	lab(t)
	for _, name := range []string{"demo", "unix", "udp_refused", "reuse", "refused", "emfile"} {
		netnet(t, "run", "--lab", testdata+"/"+name+".netnet").want(t, 0, "", "")
	}
}

// normal replaces what differs from run to run: times, ports, descriptors.
func normal(trace string) string {
	for _, part := range []struct{ old, new string }{
		{`<[0-9.]+(ns|µs|ms|s)>`, "<TIME>"},
		{`times in [0-9.]+(ns|µs|ms|s)\b`, "times in TIME"},
		{`127\.0\.0\.1:[1-9][0-9]*`, "127.0.0.1:PORT"},
		{`= [0-9]+ <([a-z]+)>`, "= FD <$1>"},
	} {
		trace = regexp.MustCompile(part.old).ReplaceAllString(trace, part.new)
	}
	return trace
}

// example is what the language's example prints.
const example = `   1 socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP) = FD <s> <TIME>
   2 setsockopt(s, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0 <TIME>
   3 bind(s, {AF_INET, 127.0.0.1:0}, 16) = 0 <TIME>
   4 listen(s, 1) = 0 <TIME>
   5 accept4(s, NULL, NULL, 0) = -1 EAGAIN (Resource temporarily unavailable) <TIME>
   6 socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP) = FD <c> <TIME>
   7 connect(c, {AF_INET, 127.0.0.1:PORT}, 16) = -1 EINPROGRESS (Operation now in progress) <TIME>
   8 poll([{fd=c, events=POLLOUT}], 1, 1000) = 1 ([{fd=c, revents=POLLOUT}]) <TIME>
   9 getsockopt(c, SOL_SOCKET, SO_ERROR, [0], [4]) = 0 <TIME>
     # reading clears the pending error
  10 accept4(s, NULL, NULL, SOCK_NONBLOCK) = FD <a> <TIME>
  11 # expect a.state == ESTABLISHED: ESTABLISHED
  12 sendto(c, "hello", 5, 0, NULL, 0) = 5 <TIME>
  13 # within 1s expect a.pending == 5: 5
  14 recvfrom(a, "hel", 3, 0, NULL, NULL) = 3 <TIME>
  15 ioctl(a, FIONREAD, [2]) = 0 <TIME>
  16 shutdown(c, SHUT_WR) = 0 <TIME>
  17 recvfrom(a, "lo", 100, 0, NULL, NULL) = 2 <TIME>
  18 recvfrom(a, "", 100, 0, NULL, NULL) = 0 <TIME>
  19 shutdown(a, SHUT_RDWR) = 0 <TIME>
  19 close(a) = 0 <TIME>
  20 close(c) = 0 <TIME>
`

func TestExample(t *testing.T) {
	t.Parallel()
	o := netnet(t, "run", testdata+"/demo.netnet")
	o.want(t, 0, "", "")
	got := regexp.MustCompile(`     # asked [0-9]+ times in TIME\n`).ReplaceAllString(normal(o.out), "")
	if got != example {
		t.Errorf("it prints\n%s\nwant\n%s", got, example)
	}
}
