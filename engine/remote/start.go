package remote

import (
	"fmt"
	"os"
	"syscall"

	"netnet-tui/engine"
	"netnet-tui/engine/process"
	"netnet-tui/engine/remote/folder"
	"netnet-tui/sockets/confine"
	"netnet-tui/sockets/lab"
)

// startChild runs this binary again as an engine, with pipes for its standard input and output: waiting for a pipe,
// unlike waiting in a call of our own, costs Go's scheduler nothing. Our ends are closed when this process ends, for
// whatever reason, and then the engine ends with its input.
func startChild(o engine.Options, to *Recording) (*child, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("the engine can't be started: %w", err)
	}
	var pipes [3]struct{ read, write *os.File } // its input, its output, its standard error
	shut := func() {
		for _, p := range pipes {
			_, _ = p.read.Close(), p.write.Close() // closing a nil pipe does nothing
		}
	}
	for i := range pipes {
		if pipes[i].read, pipes[i].write, err = os.Pipe(); err != nil {
			shut()
			return nil, err
		}
	}
	files := []uintptr{pipes[0].read.Fd(), pipes[1].write.Fd(), pipes[2].write.Fd()}
	copies, err := copiesFor(o)
	if err != nil {
		shut()
		return nil, err
	}
	files = append(files, copies.theirs()...)
	environment := []string{to.environment(len(files)), copies.environment()}
	if to != nil {
		files = append(files, to.File.Fd())
	}
	pid, f, err := start(o, executable, files, environment)
	copies.serve(err == nil)
	if err != nil {
		shut()
		return nil, err
	}
	for _, theirs := range []*os.File{pipes[0].read, pipes[1].write, pipes[2].write} {
		_ = theirs.Close()
	}
	c := &child{
		pid: pid, folder: f, in: pipes[0].write, out: pipes[1].read,
		complaints: process.Listen(pipes[2].read), exited: make(chan struct{}),
	}
	go c.wait()
	return c, nil
}

// start starts the process: in its own lab, or confined and with a folder. The variables in environment override our
// own.
func start(o engine.Options, executable string, files []uintptr, environment []string) (pid int, f folder.Folder, err error) {
	args := []string{executable, "engine"}
	if o.Lab {
		args = append(args, "--lab")
	}
	if o.AllowNet {
		args = append(args, "--allow-net")
	}
	if o.AllowUnix {
		args = append(args, "--allow-unix")
	}
	if o.AllowAttach {
		args = append(args, "--allow-attach")
	}
	args = append(args, o.Bounds.Flags()...)
	attributes := &syscall.ProcAttr{Env: append(append(environment, os.Environ()...), oneProcessor), Files: files, Sys: &syscall.SysProcAttr{}}
	fork := func() (int, error) { return syscall.ForkExec(executable, args, attributes) }
	if o.Lab {
		attributes.Sys = lab.Attributes()
		attributes.Sys.Setpgid = true
		if pid, err = born(nil, fork); err != nil {
			return 0, f, &engine.Unavailable{Reason: lab.Refused(err).Error()}
		}
		return pid, f, nil
	}
	f, from, more := startFolder()
	attributes.Sys.Setpgid = true // a ctrl-c at the terminal is for us, not for the engine
	attributes.Dir = from
	attributes.Env = append(append(attributes.Env, confined+"=1"), more...)
	var walls *confine.Limits
	if !o.Bare {
		l := limits(o, f.Path)
		walls = &l
	}
	pid, err = born(walls, fork)
	if err != nil {
		f.Remove()
		return 0, f, fmt.Errorf("the engine can't be started: %w", err)
	}
	return pid, f, nil
}

// born starts a process that is confined from its first instruction, because the thread that starts it confines itself
// first; nil means not confined. The process inherits only the descriptors it is given: others, which a library or the
// shell has left open, would take numbers that the sockets of a session have had before.
func born(walls *confine.Limits, start func() (pid int, err error)) (pid int, err error) {
	return process.OnLostThread(func() error {
		process.KeepOurs()
		if walls == nil {
			return nil
		}
		return confine.Thread(*walls)
	}, start)
}
