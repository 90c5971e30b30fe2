package runtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"netnet-tui/engine"
	private "netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// bareSockets makes this test binary call socket(2) for each question on its standard
// input, and print what the kernel answers.
const bareSockets = "NETNET_TEST_BARE_SOCKETS"

// question holds the arguments of socket(2).
type question struct{ Domain, Type, Protocol int }

func askTheKernel() int {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	answers := make([]string, len(questions))
	for i, q := range questions {
		fd, err := unix.Socket(q.Domain, q.Type, q.Protocol)
		var errno unix.Errno
		if errors.As(err, &errno) {
			answers[i] = unix.ErrnoName(errno)
		} else {
			_ = unix.Close(fd)
		}
	}
	if json.NewEncoder(os.Stdout).Encode(answers) != nil {
		return 1
	}
	return 0
}

// questions returns all families, and some beyond the last, with all types.
func questions() []question {
	types := []int{0x10 | unix.SOCK_RAW, unix.SOCK_RAW | unix.SOCK_NONBLOCK, unix.SOCK_STREAM | unix.SOCK_CLOEXEC}
	for typ := range 13 {
		types = append(types, typ)
	}
	protocols := map[int][]int{
		unix.AF_INET:    {1, 6, 17, 33, 115, 132, 136, 255, 256, 262, 263, 9999, -1},
		unix.AF_INET6:   {1, 6, 17, 58, 115, 132, 136, 255, 256, 262, 263, 9999, -1},
		unix.AF_UNIX:    {1, 2},
		unix.AF_NETLINK: {4, 31, 32, 99, -1},
		unix.AF_PACKET:  {0x300, -1},
		unix.AF_KEY:     {2},
		unix.AF_VSOCK:   {1},
	}
	var list []question
	for family := -1; family < unix.AF_MAX+3; family++ {
		for _, typ := range types {
			for _, protocol := range append([]int{0}, protocols[family]...) {
				list = append(list, question{family, typ, protocol})
			}
		}
	}
	return list
}

// TestNoErrnoIsMadeUp asks an engine for sockets of all kinds: unless it refuses one, the answer is the one
// that the kernel gives to an unrestricted program.
func TestNoErrnoIsMadeUp(t *testing.T) {
	t.Parallel()
	user := &syscall.SysProcAttr{Credential: ordinary(t)}
	t.Run("ordinary user", func(t *testing.T) {
		t.Parallel()
		compare(t, user, "", questions())
	})
	t.Run("root", func(t *testing.T) {
		t.Parallel()
		compare(t, private.Attributes(), "", questions())
	})
	t.Run("lab", func(t *testing.T) {
		t.Parallel()
		lab(t)
		list := slices.DeleteFunc(questions(), func(q question) bool { // the kernel would load modules for these
			return slices.Contains([]int{unix.AF_CAN, unix.AF_TIPC, unix.AF_KEY, unix.AF_SMC, unix.AF_ALG, unix.AF_XDP}, q.Domain)
		})
		compare(t, private.Attributes(), "--lab", list)
	})
}

// answered is a line from an engine.
type answered struct {
	ID    int           `json:"id"`
	Error string        `json:"error"`
	Event *engine.Event `json:"event"`
}

func compare(t *testing.T, who *syscall.SysProcAttr, flag string, list []question) {
	var lines bytes.Buffer
	for i, q := range list {
		for _, s := range []engine.Step{{Verb: "socket", Names: []string{"s"}, Domain: q.Domain, Type: q.Type, Protocol: q.Protocol}, {Verb: "close", Socket: "s"}} {
			raw, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			id := 0
			if s.Verb == "socket" {
				id = i + 1
			}
			fmt.Fprintf(&lines, `{"id":%d,"step":%s}`+"\n", id, raw)
		}
	}
	c := command(t, strings.Fields("engine "+flag)...)
	c.Dir, c.SysProcAttr = "/", who
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	c.Stderr = &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go in.Write(lines.Bytes())
	events := map[int]engine.Event{}
	for answers := json.NewDecoder(out); len(events) < len(list); {
		var a answered
		if err := answers.Decode(&a); err != nil || a.Error != "" {
			t.Fatalf("%d of %d answers came, and then %v: %s%s", len(events), len(list), err, a.Error, complaints.String())
		}
		if a.Event != nil {
			events[a.ID] = *a.Event
		}
	}
	in.Close()
	if err := c.Wait(); err != nil || complaints.Len() > 0 {
		t.Errorf("%v: %s", err, complaints.String())
	}
	var asked []question
	var got []string
	for i, q := range list {
		e, ok := events[i+1]
		switch {
		case !ok || e.Problem != "" && !e.Refused:
			t.Errorf("%+v: no answer, %q", q, e.Problem)
		case !e.Refused:
			asked, got = append(asked, q), append(got, e.Errno())
		}
	}
	raw, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	c = command(t)
	c.Path, c.Stdin, c.Dir, c.SysProcAttr = "/proc/self/exe", bytes.NewReader(raw), "/", who
	c.Env = append(c.Env, bareSockets+"=1")
	var want []string
	if o := finish(t, c); json.Unmarshal([]byte(o.out), &want) != nil || len(want) != len(asked) {
		t.Fatalf("%+v", o)
	}
	made := 0
	for i, q := range asked {
		if got[i] != want[i] {
			t.Errorf("%+v: %q, and the kernel says %q", q, got[i], want[i])
		}
		if got[i] == "" {
			made++
		}
	}
	if made < 10 || len(asked) == len(list) {
		t.Errorf("of %d questions %d were refused and %d gave a socket", len(list), len(list)-len(asked), made)
	}
	t.Logf("of %d questions %d were refused and %d gave a socket", len(list), len(list)-len(asked), made)
}
