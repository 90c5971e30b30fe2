package remote

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"

	"netnet-tui/engine"
	"netnet-tui/engine/remote/folder"
	"netnet-tui/sockets/confine"
	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// confined is set in the environment of an engine whose walls stand, and whose current
// directory is its session's folder.
const confined = "NETNET_CONFINED"

// folderless is set as well if there is no such folder, to the reason.
const folderless = "NETNET_NO_FOLDER"

// oneProcessor is in an engine's environment: it begins with one processor's worth of Go, which
// it is to have anyway, because to give up another one later takes as long as a tenth of its start.
const oneProcessor = "GOMAXPROCS=1"

// startFolder makes the folder of a new session. It returns the directory in which the engine
// is to start, and additions to its environment. A session without a folder lacks only relative
// paths of Unix sockets.
func startFolder() (f folder.Folder, from string, environment []string) {
	f, err := folder.Make()
	if err != nil {
		return folder.Folder{}, "/", []string{folderless + "=" + err.Error()}
	}
	return f, f.Path, nil
}

// prepare makes the process ready for an engine: with walls around it, and in its session's
// folder, whose path it returns.
func prepare(o *engine.Options) (at string, err error) {
	if os.Getenv(confined) == "" {
		return "", enter(*o)
	}
	o.Folderless = os.Getenv(folderless)
	_, _ = os.Unsetenv(confined), os.Unsetenv(folderless) // what it starts is inside anyway
	if o.Lab {
		if err := lab.Inside(); err != nil {
			return "", &engine.Unavailable{Reason: "this process is not in a lab of its own: " + err.Error()}
		}
		return lab.Folder, nil
	}
	if o.Folderless != "" {
		return "", nil
	}
	return os.Getwd()
}

// enter puts walls around this process, which has none yet, and executes the program again
// inside them, because threads that exist already would stay outside. It returns only if that
// fails. In a lab, the walls come after the mounts, which they forbid.
func enter(o engine.Options) error {
	path, err := os.Executable()
	if err != nil {
		return err
	}
	recording, _ := givenRecording()
	leaveOurs(recording)
	environment := append(os.Environ(), confined+"=1", oneProcessor)
	var at string
	if o.Lab {
		if err := enterLab(); err != nil {
			return err
		}
		path, environment = lab.Program, append(environment, "LD_LIBRARY_PATH="+lab.Libraries, "LD_PRELOAD=", "LD_AUDIT=")
	} else {
		f, from, more := startFolder()
		defer f.Remove()
		if err := unix.Chdir(from); err != nil {
			return &os.PathError{Op: "chdir", Path: from, Err: err}
		}
		if err := f.Keep(); err != nil { // for as long as this process lives
			return err
		}
		at, environment = f.Path, append(environment, more...)
	}
	runtime.LockOSThread() // the new program has the walls of this thread
	if err := confine.Thread(limits(o, at)); err != nil {
		return err
	}
	return os.NewSyscallError("execve", syscall.Exec(path, os.Args, environment))
}

// leaveOurs marks every descriptor close-on-exec but the standard ones and the recording. An
// inherited one could be a folder, which a path of /proc leads to.
func leaveOurs(recording int) {
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > unix.Stderr && fd != recording {
			unix.CloseOnExec(fd)
		}
	}
}

// enterLab completes the lab in which this process was started: its network, then its files.
func enterLab() error {
	if err := lab.Fresh(); err != nil {
		return &engine.Unavailable{Reason: "engine --lab is for the commands that make a lab, and this process is not in one of its own: " + err.Error()}
	}
	lab.OwnTable()
	if err := lab.RaiseLoopback(); err != nil {
		return &engine.Unavailable{Reason: lab.Refused(fmt.Errorf("its loopback can't be brought up: %w", err)).Error()}
	}
	if err := lab.Enter(); err != nil {
		return &engine.Unavailable{Reason: lab.Refused(fmt.Errorf("its file system can't be made: %w", err)).Error()}
	}
	return nil
}
