package foreign

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// own returns a socket of this process, seen from outside.
func own(t *testing.T) (p *attach.Process, fd int) {
	t.Helper()
	labtest.Need(t)
	p, err := attach.Open(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	fd, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Close()
		_ = unix.Close(fd)
	})
	return p, fd
}

// TestAPersonIsAsked types answers at a terminal.
func TestAPersonIsAsked(t *testing.T) {
	p, fd := own(t)
	for _, c := range []struct {
		option, value, typed string
		said                 []string // shown to the person
		fails                string
	}{
		{"TCP_NODELAY", "on", "n\n", []string{"TCP_NODELAY is off now (held ", "and is to be on", fmt.Sprintf("process %d, fd %d", os.Getpid(), fd), "Set TCP_NODELAY to on? [y/N]"}, "nothing was changed"},
		{"TCP_NODELAY", "on", "", nil, "nothing was changed"},
		{"TCP_NODELAY", "on", "y\n", []string{fmt.Sprintf("To set it back: netnet-tui attach %d:%d set TCP_NODELAY off", os.Getpid(), fd)}, ""},
		{"O_NONBLOCK", "on", "y\ny\n", []string{"This can break the program", "Type O_NONBLOCK to do it anyway"}, "nothing was changed"},
		{"O_NONBLOCK", "on", "y\nO_NONBLOCK\n", nil, ""},
		{"TCP_KEEPCNT", "1000", "y\n", nil, "answers EINVAL"},
		{"TCP_INFO", "hex:", "", nil, "can only be read"},
		{"SO_ATTACH_BPF", "3", "", nil, "a descriptor, which would be one of this process"},
	} {
		var out, aside bytes.Buffer
		o, err := Option([]string{c.option})
		if err != nil {
			t.Fatal(err)
		}
		err = Set(p, fd, o, c.value, Confirming{Terminal: true, In: strings.NewReader(c.typed), Aside: &aside}, &out, false)
		if (c.fails == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s %s and %q: %v, want %q", c.option, c.value, c.typed, err, c.fails)
		}
		for _, said := range c.said {
			if !strings.Contains(aside.String(), said) {
				t.Errorf("%s %s and %q: it does not say %q:\n%s", c.option, c.value, c.typed, said, aside.String())
			}
		}
	}
	on, err := unix.GetsockoptInt(fd, unix.SOL_TCP, unix.TCP_NODELAY)
	flags, err2 := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil || err2 != nil || on != 1 || flags&unix.O_NONBLOCK == 0 {
		t.Errorf("TCP_NODELAY is %d, the flags are %#x", on, flags)
	}
}

// TestPages prints a socket and the list.
func TestPages(t *testing.T) {
	p, fd := own(t)
	for _, asJSON := range []bool{false, true} {
		var list, one bytes.Buffer
		if err := List(p, &list, asJSON); err != nil {
			t.Error(err)
		}
		if err := Show(p, fd, &one, asJSON); err != nil {
			t.Error(err)
		}
		if asJSON {
			if !strings.Contains(list.String(), fmt.Sprintf(`"fd": %d`, fd)) || !strings.Contains(one.String(), `"name": "TCP_NODELAY"`) {
				t.Errorf("it prints %s%s", list.String(), one.String())
			}
			continue
		}
		if !strings.Contains(list.String(), "tcp4  CLOSED") || !strings.Contains(one.String(), "by a copy each: held ") || !strings.Contains(one.String(), "not read: reading clears the pending error") {
			t.Errorf("it prints\n%s\n%s", list.String(), one.String())
		}
	}
}
