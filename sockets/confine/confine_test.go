package confine

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestMain runs the tests, or the confined process that they start.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "try" {
		try(os.Args[2:])
		return
	}
	os.Exit(m.Run())
}

// users are the users who try to get out: the one running the tests and, if that is root, nobody.
func users() map[string]*syscall.Credential {
	who := map[string]*syscall.Credential{fmt.Sprint("user ", os.Getuid()): nil}
	if os.Getuid() == 0 {
		who["nobody"] = &syscall.Credential{Uid: 65534, Gid: 65534}
	}
	return who
}

// tried starts this binary confined, or unconfined if l is nil, makes it try each line of attempts, and returns the
// kernel's answer to each: an errno, or ok.
func tried(t *testing.T, l *Limits, user *syscall.Credential, attempts ...string) []string {
	t.Helper()
	c := exec.Command("/proc/self/exe", append([]string{"try"}, attempts...)...)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	c.Stderr = os.Stderr
	done := make(chan error)
	var out []byte
	go func() {
		runtime.LockOSThread() // forever: the thread ends with the goroutine
		if l != nil {
			if err := Thread(*l); err != nil {
				done <- err
				return
			}
		}
		var err error
		out, err = c.Output()
		done <- err
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	var answers []string
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return answers
}

// try is the main function of the confined process.
func try(attempts []string) {
	answers := make([]string, len(attempts))
	for i, attempt := range attempts {
		words := strings.Fields(attempt)
		err := actions[words[0]](words[1:])
		var errno unix.Errno
		switch {
		case err == nil:
			answers[i] = "ok"
		case errors.As(err, &errno):
			answers[i] = unix.ErrnoName(errno)
		default:
			answers[i] = err.Error()
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(answers)
}

// stands skips a test of a wall that this kernel does not have.
func stands(t *testing.T, name string) {
	t.Helper()
	for _, w := range Walls() {
		if w.Name == name && !w.Stands {
			t.Skipf("%s: %s", w.Name, w.Why)
		}
	}
}

// place returns an empty folder that anybody may write to.
func place(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "confine")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	return folder
}

func wants(t *testing.T, answers, attempts []string, want ...string) {
	t.Helper()
	for i, attempt := range attempts {
		if i >= len(want) || answers[i] != want[i] {
			t.Errorf("%s: %s, want %v", attempt, answers[i], want[min(i, len(want)-1)])
		}
	}
}

func TestFiles(t *testing.T) {
	stands(t, "Landlock: files")
	for name, user := range users() {
		t.Run(name, func(t *testing.T) {
			own, outside, emptied := place(t), place(t), place(t)
			if err := os.WriteFile(filepath.Join(outside, "there"), []byte("x"), 0o666); err != nil {
				t.Fatal(err)
			}
			_ = os.Chmod(filepath.Join(outside, "there"), 0o666)
			_ = os.Mkdir(filepath.Join(emptied, "sub"), 0o777)
			attempts := []string{
				"bind " + own + "/s", "create " + own + "/f", "remove " + own + "/f", "remove " + own + "/s",
				"bind " + outside + "/s", "create " + outside + "/f", "mkdir " + outside + "/d", "fifo " + outside + "/p",
				"symlink " + outside + "/l", "write " + outside + "/there", "truncate " + outside + "/there",
				"remove " + outside + "/there", "rename " + outside + "/there", "create " + emptied + "/f", "remove " + emptied + "/sub",
				"read " + outside + "/there",
			}
			limits := &Limits{Files: []string{own}, Emptied: []string{emptied}}
			if os.Getuid() == 0 && user != nil { // removing a folder requires owning the folder above, or its contents
				_ = os.Chown(filepath.Join(emptied, "sub"), int(user.Uid), int(user.Gid))
			}
			wants(t, tried(t, limits, user, attempts...), attempts, "ok", "ok", "ok", "ok",
				"EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "ok", "ok")
			wants(t, tried(t, nil, user, attempts[4:8]...), attempts[4:8], "ok", "ok", "ok", "ok") // so it is the walls

			folder := place(t) // for sockets only
			attempts = []string{
				"bind " + folder + "/s", "create " + folder + "/f", "mkdir " + folder + "/d", "fifo " + folder + "/p", "symlink " + folder + "/l",
				"remove " + folder + "/s", "write " + folder + "/there", "truncate " + folder + "/there",
			}
			if err := os.WriteFile(filepath.Join(folder, "there"), []byte("x"), 0o666); err != nil {
				t.Fatal(err)
			}
			_ = os.Chmod(filepath.Join(folder, "there"), 0o666)
			wants(t, tried(t, &Limits{Own: []string{folder}}, user, attempts...), attempts,
				"ok", "EACCES", "EACCES", "EACCES", "EACCES", "ok", "EACCES", "EACCES")
		})
	}
}

// TestSocketsAnywhere allows Unix sockets outside, and nothing else.
func TestSocketsAnywhere(t *testing.T) {
	stands(t, "Landlock: files")
	outside := place(t)
	attempts := []string{"bind " + outside + "/s", "create " + outside + "/f", "remove " + outside + "/s"}
	wants(t, tried(t, &Limits{Sockets: []string{"/"}, Outside: true}, nil, attempts...), attempts, "ok", "EACCES", "EACCES")
}

func TestAbstractNames(t *testing.T) {
	stands(t, "Landlock: abstract names")
	name := fmt.Sprintf("@confine-%d", os.Getpid())
	fd, err := listening(name)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	attempts := []string{"connect " + name, "listen-and-connect " + name + "-inside"}
	for who, user := range users() {
		t.Run(who, func(t *testing.T) {
			wants(t, tried(t, &Limits{}, user, attempts...), attempts, "EPERM", "ok")
			wants(t, tried(t, &Limits{Outside: true}, user, attempts...), attempts, "ok", "ok")
		})
	}
}

func TestSystemCalls(t *testing.T) {
	stands(t, "seccomp: system calls")
	for who, user := range users() {
		t.Run(who, func(t *testing.T) {
			var attempts []string
			for _, call := range slices.Concat(calls[:], ofMachine) {
				if call != unix.SYS_VHANGUP { // no argument makes it fail if it is allowed
					attempts = append(attempts, fmt.Sprint("call ", call))
				}
			}
			for i, answer := range tried(t, &Limits{Raw: true}, user, attempts...) {
				if answer != "EPERM" {
					t.Errorf("%s: %s, want EPERM", attempts[i], answer)
				}
			}
			more := []string{"namespace", "start", "foreign"}
			wants(t, tried(t, &Limits{Raw: true}, user, more...), more, "EPERM", "ok", "EPERM")
			free := []string{fmt.Sprint("call ", unix.SYS_SETNS), fmt.Sprint("call ", unix.SYS_PERSONALITY)}
			wants(t, tried(t, nil, user, free...), free, "EBADF", "ok") // so it is the walls
		})
	}
}

func TestFamilies(t *testing.T) {
	stands(t, "seccomp: system calls")
	socket := func(domain, kind, protocol int) string { return fmt.Sprintf("socket %d %d %d", domain, kind, protocol) }
	attempts := []string{
		socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0), socket(unix.AF_UNIX, unix.SOCK_RAW, 0),
		socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_SOCK_DIAG), socket(unix.AF_INET6, unix.SOCK_DGRAM, 0),
		socket(unix.AF_PACKET, unix.SOCK_RAW, 0), socket(unix.AF_VSOCK, unix.SOCK_STREAM, 0), socket(unix.AF_XDP, unix.SOCK_RAW, 0),
		socket(unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_ICMP), socket(unix.AF_INET6, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.IPPROTO_RAW),
		socket(unix.AF_INET, unix.SOCK_PACKET, 3),
		socket(unix.AF_INET6, unix.SOCK_PACKET, 3), socket(unix.AF_INET, 0x10|unix.SOCK_RAW, 1),
		socket(unix.AF_INET, unix.SOCK_RAW, 0), socket(unix.AF_MAX, unix.SOCK_STREAM, 0), socket(-1, unix.SOCK_STREAM, 0), // as the kernel says
		"pair 40 1", "pair 1 1",
	}
	limits := &Limits{Families: []int{unix.AF_UNIX, unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK}}
	for who, user := range users() {
		t.Run(who, func(t *testing.T) {
			wants(t, tried(t, limits, user, attempts...), attempts, "ok", "ok", "ok", "ok",
				"EAFNOSUPPORT", "EAFNOSUPPORT", "EAFNOSUPPORT", "EPERM", "EPERM", "EPERM",
				"ESOCKTNOSUPPORT", "EINVAL", "EPROTONOSUPPORT", "EAFNOSUPPORT", "EAFNOSUPPORT", "EAFNOSUPPORT", "ok")
		})
	}
	if os.Getuid() == 0 {
		raw := []string{attempts[4], attempts[7]}
		wants(t, tried(t, &Limits{Raw: true}, nil, raw...), raw, "ok", "ok")
	}
}

// TestJumps checks what the kernel requires of a filter for every filter, even one that is not installed here.
func TestJumps(t *testing.T) {
	for _, l := range []Limits{{}, {Raw: true}, {Families: []int{1, 2, 10}}, {Families: []int{40}, Raw: true}} {
		p := program(l)
		for at, in := range p {
			if in.Code&7 == unix.BPF_JMP && at+1+int(max(in.Jt, in.Jf)) >= len(p) {
				t.Errorf("%+v: instruction %d of %d jumps %d and %d far", l, at, len(p), in.Jt, in.Jf)
			}
		}
		if p[len(p)-1].Code != unix.BPF_RET|unix.BPF_K {
			t.Errorf("%+v: the last instruction is %+v", l, p[len(p)-1])
		}
	}
}
