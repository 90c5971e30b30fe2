package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"

	"netnet-tui/engine/observe"
	"netnet-tui/sockets/confine"
	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// Wall is one of the walls that the kernel puts around an engine's process.
type Wall = confine.Wall

// Walls are those that engines have on this machine, and why others do not stand.
func Walls() []Wall { return confine.Walls() }

// confined is set in the environment of an engine whose walls stand, and whose current
// directory is its session's folder.
const confined = "NETNET_CONFINED"

// folderless is set beside it where there is no such folder, to the reason.
const folderless = "NETNET_NO_FOLDER"

// limits say what an engine keeps that works in a folder of the host, or in none.
func (o Options) limits(folder string) confine.Limits {
	l := confine.Limits{Families: o.rules(observe.ReadPrivileges()).Families(), Raw: o.AllowNet || o.Lab}
	if o.Lab {
		l.Files, l.Settings = lab.Writable(), []string{lab.Settings}
		l.Outside = true // nothing outside has a name here
		return l
	}
	if folder != "" {
		l.Own = []string{folder}
		l.Emptied = []string{filepath.Dir(folder)} // it removes its folder, where who started it was killed
	}
	l.Outside = o.AllowUnix
	if o.AllowUnix {
		l.Sockets = []string{"/"}
	}
	return l
}

// startFolder makes the folder of a session that begins, and gives the directory that its
// engine is to begin in, and what its environment is to say. A session without a folder
// can do all but have relative paths of Unix sockets.
func startFolder() (f folder, from string, environment []string) {
	f, err := makeFolder()
	if err != nil {
		return folder{}, "/", []string{folderless + "=" + err.Error()}
	}
	return f, f.path, nil
}

// born starts a process that has walls from its first instruction: the thread that starts it
// puts them around itself.
func born(l confine.Limits, start func() (pid int, err error)) (pid int, err error) {
	return onLostThread(func() error { return confine.Thread(l) }, start)
}

// enter puts walls around this process, which has none yet, and begins the program again
// inside of them: threads that it has already would stay outside. It returns only where
// that fails. In a lab, the walls come after the mounts, which they forbid.
func enter(o Options) error {
	path, err := os.Executable()
	if err != nil {
		return err
	}
	leaveOurs()
	environment := append(os.Environ(), confined+"=1")
	var at string
	if o.Lab {
		if err := enterLab(); err != nil {
			return err
		}
		path, environment = lab.Program, append(environment, "LD_LIBRARY_PATH="+lab.Libraries, "LD_PRELOAD=", "LD_AUDIT=")
	} else {
		f, from, more := startFolder()
		defer f.remove()
		if err := unix.Chdir(from); err != nil {
			return &os.PathError{Op: "chdir", Path: from, Err: err}
		}
		if f.path != "" { // the lock stays, for as long as this process does
			if _, err := unix.FcntlInt(uintptr(f.lock), unix.F_SETFD, 0); err != nil {
				return os.NewSyscallError("fcntl F_SETFD", err)
			}
		}
		at, environment = f.path, append(environment, more...)
	}
	runtime.LockOSThread() // what is begun has the walls of this thread
	if err := confine.Thread(o.limits(at)); err != nil {
		return err
	}
	return os.NewSyscallError("execve", syscall.Exec(path, os.Args, environment))
}

// leaveOurs marks every descriptor but the standard ones close-on-exec: what this process was
// born with could be a folder, and a path of /proc leads to it.
func leaveOurs() {
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > unix.Stderr {
			unix.CloseOnExec(fd)
		}
	}
}

// enterLab makes the lab that this process was begun in: its network, then its files.
func enterLab() error {
	if err := lab.Fresh(); err != nil {
		return &Unavailable{"engine --lab is for the commands that make a lab, and this process is not in one of its own: " + err.Error()}
	}
	if err := lab.RaiseLoopback(); err != nil {
		return &Unavailable{fmt.Sprintf("the lab's loopback can't be brought up: %v", err)}
	}
	if err := lab.Enter(); err != nil {
		return &Unavailable{fmt.Sprintf("there is no lab here: its file system can't be made: %v", err)}
	}
	return nil
}
