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

// confined is set in the environment of an engine that is already confined, and whose current directory is its
// session's folder.
const confined = "NETNET_CONFINED"

// folderless is also set if there is no such folder; its value is the reason.
const folderless = "NETNET_NO_FOLDER"

// oneProcessor is set in an engine's environment: an idle engine uses only one of Go's processors anyway, and reducing
// their number later takes a tenth of its start time.
const oneProcessor = "GOMAXPROCS=1"

// startFolder makes the folder of a new session. It returns the directory in which to start the engine, and additions
// to its environment. A session without a folder only lacks relative paths of Unix sockets.
func startFolder() (f folder.Folder, from string, environment []string) {
	f, err := folder.Make()
	if err != nil {
		return folder.Folder{}, "/", []string{folderless + "=" + err.Error()}
	}
	return f, f.Path, nil
}

// prepare makes the process ready to run an engine: confined, and in its session's folder, whose path it returns.
func prepare(o *engine.Options) (at string, err error) {
	if os.Getenv(confined) == "" {
		return "", enter(*o)
	}
	o.Folderless = os.Getenv(folderless)
	_, _ = os.Unsetenv(confined), os.Unsetenv(folderless) // processes it starts are confined anyway
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

// enter confines this process, which is not confined yet, and executes the program again, because existing threads
// would remain unconfined. It returns only if that fails. In a lab, the confinement comes after the mounts, which it
// forbids.
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
	runtime.LockOSThread() // the new program inherits this thread's confinement
	if err := confine.Thread(limits(o, at)); err != nil {
		return err
	}
	return os.NewSyscallError("execve", syscall.Exec(path, os.Args, environment))
}

// leaveOurs marks every descriptor close-on-exec except for the standard ones and the recording. An inherited
// descriptor could be a folder, which a path of /proc leads to.
func leaveOurs(recording int) {
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > unix.Stderr && fd != recording {
			unix.CloseOnExec(fd)
		}
	}
}

// enterLab completes the lab in which this process was started: first its network, then its files.
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
