package confine

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// actions are what a confined process can be told to try.
var actions = map[string]func(words []string) error{
	"bind": func(w []string) error {
		fd, err := listening(w[0])
		_ = unix.Close(fd)
		return err
	},
	"create":   func(w []string) error { return opened(w[0], unix.O_CREAT|unix.O_WRONLY) },
	"write":    func(w []string) error { return opened(w[0], unix.O_WRONLY) },
	"truncate": func(w []string) error { return unix.Truncate(w[0], 0) },
	"read":     func(w []string) error { return opened(w[0], unix.O_RDONLY) },
	"mkdir":    func(w []string) error { return unix.Mkdir(w[0], 0o700) },
	"fifo":     func(w []string) error { return unix.Mkfifo(w[0], 0o600) },
	"symlink":  func(w []string) error { return unix.Symlink("/", w[0]) },
	"rename":   func(w []string) error { return unix.Rename(w[0], w[0]+"2") },
	"remove":   func(w []string) error { return os.Remove(w[0]) },
	"connect":  func(w []string) error { return connected(w[0]) },
	"listen-and-connect": func(w []string) error {
		fd, err := listening(w[0])
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		return connected(w[0])
	},
	"kill":      func(w []string) error { return unix.Kill(number(w[0]), 0) },
	"kill-self": func([]string) error { return unix.Kill(os.Getpid(), 0) },
	"own":       func(w []string) error { return owned(number(w[0]), number(w[1])) },
	"call": func(w []string) error {
		const bad = ^uintptr(0) // not a descriptor, an address or a command
		_, _, errno := unix.RawSyscall6(uintptr(number(w[0])), bad, bad, bad, bad, bad, bad)
		return orNil(errno)
	},
	"foreign": func([]string) error {
		if foreign == 0 {
			return unix.EPERM // this processor has no such calls
		}
		_, _, errno := unix.RawSyscall(foreign|unix.SYS_GETPID, 0, 0, 0)
		return orNil(errno)
	},
	"namespace": func([]string) error {
		c := exec.Command("/proc/self/exe", "try", "kill-self")
		c.Stdout, c.Stderr = os.Stderr, os.Stderr // otherwise it would open /dev/null for writing
		c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWUSER}
		return c.Run()
	},
	"start": func([]string) error {
		c := exec.Command("/proc/self/exe", "try", "kill-self")
		c.Stdout, c.Stderr = os.Stderr, os.Stderr
		return c.Run()
	},
	"socket": func(w []string) error {
		fd, err := unix.Socket(number(w[0]), number(w[1]), number(w[2]))
		_ = unix.Close(fd)
		return err
	},
	"pair": func(w []string) error {
		_, err := unix.Socketpair(number(w[0]), number(w[1]), 0)
		return err
	},
}

func number(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil {
		panic(err)
	}
	return n
}

func orNil(errno unix.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}

func opened(path string, flags int) error {
	fd, err := unix.Open(path, flags, 0o600)
	_ = unix.Close(fd)
	return err
}

// listening makes a listening Unix socket.
func listening(name string) (int, error) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	if err := unix.Bind(fd, &unix.SockaddrUnix{Name: name}); err != nil {
		unix.Close(fd)
		return -1, err
	}
	return fd, unix.Listen(fd, 8)
}

func connected(name string) error {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	return unix.Connect(fd, &unix.SockaddrUnix{Name: name})
}

// owned makes a process the owner of a socket, which gets a signal when the socket becomes readable, and makes it
// readable.
func owned(pid, sig int) error {
	runtime.LockOSThread()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	if _, err := unix.FcntlInt(uintptr(pair[0]), unix.F_SETSIG, sig); err != nil {
		return err
	}
	if _, err := unix.FcntlInt(uintptr(pair[0]), unix.F_SETOWN, pid); err != nil {
		return err
	}
	if _, err := unix.FcntlInt(uintptr(pair[0]), unix.F_SETFL, unix.O_ASYNC); err != nil {
		return err
	}
	_, err = unix.Write(pair[1], []byte("x"))
	return err
}
