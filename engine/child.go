package engine

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// child is an engine's process, seen from the one that started it.
type child struct {
	pid    int
	folder folder   // of its session, none in a lab
	in     *os.File // what it reads
	out    *os.File // what it writes
	errors *tail
	exited chan struct{} // closed when status is known
	status unix.WaitStatus
}

// startChild runs this binary again as an engine, with pipes for its standard input
// and output: waiting for a pipe, unlike waiting in a call of our own, costs Go's
// scheduler nothing. Our ends close with us, whatever ends us, and the engine ends
// with its input.
func startChild(o Options) (*child, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("the engine can't be started: %w", err)
	}
	var pipes [3]struct{ read, write *os.File } // to it, from it, its complaints
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
	pid, folder, err := o.start(executable, []uintptr{pipes[0].read.Fd(), pipes[1].write.Fd(), pipes[2].write.Fd()})
	if err != nil {
		shut()
		return nil, err
	}
	for _, theirs := range []*os.File{pipes[0].read, pipes[1].write, pipes[2].write} {
		_ = theirs.Close()
	}
	c := &child{
		pid: pid, folder: folder, in: pipes[0].write, out: pipes[1].read,
		errors: &tail{pipe: pipes[2].read, ended: make(chan struct{})}, exited: make(chan struct{}),
	}
	go c.errors.read()
	go c.wait()
	return c, nil
}

// start begins the process, a lab of its own around it or walls and a folder.
func (o Options) start(executable string, files []uintptr) (pid int, f folder, err error) {
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
	args = append(args, o.Bounds.Flags()...)
	process := &syscall.ProcAttr{Env: os.Environ(), Files: files, Sys: &syscall.SysProcAttr{}}
	if o.Lab {
		process.Sys = lab.Attributes()
		process.Sys.Setpgid = true
		if pid, err = syscall.ForkExec(executable, args, process); err != nil {
			return 0, f, &Unavailable{lab.Refused(err).Error()}
		}
		return pid, f, nil
	}
	f, from, more := startFolder()
	process.Sys.Setpgid = true // a ctrl-c at the terminal is for us, not for the engine
	process.Dir = from
	process.Env = append(append(process.Env, confined+"=1"), more...)
	fork := func() (int, error) { return syscall.ForkExec(executable, args, process) }
	if o.Bare {
		pid, err = fork()
	} else {
		pid, err = born(o.limits(f.path), fork)
	}
	if err != nil {
		f.remove()
		return 0, f, fmt.Errorf("the engine can't be started: %w", err)
	}
	return pid, f, nil
}

func (c *child) wait() {
	for {
		if _, err := unix.Wait4(c.pid, &c.status, 0, nil); !errors.Is(err, unix.EINTR) {
			break
		}
	}
	c.folder.remove()
	close(c.exited)
}

// grace is how long an engine may take to end by itself.
const grace = 500 * time.Millisecond

// end closes the engine's input, which is its order to end, and sees to it that
// the process is gone.
func (c *child) end() {
	_ = c.in.Close()
	c.settle()
}

// settle waits for the process to exit, and ends it where it does not. What it
// printed last may still be in the pipe by then.
func (c *child) settle() {
	select {
	case <-c.exited:
	case <-time.After(grace):
		_ = unix.Kill(c.pid, unix.SIGKILL)
		<-c.exited
	}
	select {
	case <-c.errors.ended:
	case <-time.After(grace): // somebody else has the pipe too
	}
}

// Died says how an engine ended that nobody had told to.
type Died struct {
	How  string // "killed by SIGKILL", "exit status 2"
	Last string // the last step it was given
	Says string // the end of what it printed as an error
}

func (d *Died) Error() string {
	text := "the engine is gone: " + d.How
	if d.Last != "" {
		text += "; its last step was: " + d.Last
	}
	if d.Says != "" {
		text += "; it said: " + d.Says
	}
	return text
}

// died waits for the process and tells how it ended.
func (c *child) died(step string) error {
	c.settle()
	how := fmt.Sprintf("exit status %d", c.status.ExitStatus())
	if c.status.Signaled() {
		how = "killed by " + unix.SignalName(c.status.Signal())
	}
	return &Died{How: how, Last: step, Says: c.errors.first()}
}

// tail keeps the beginning of what an engine prints as an error: the line that
// names a panic comes first.
type tail struct {
	pipe  *os.File
	ended chan struct{} // closed when all of it was read
	lock  sync.Mutex
	text  strings.Builder
}

// keptOutput bounds what is kept of an engine's complaints, in bytes.
const keptOutput = 4096

func (t *tail) read() {
	defer close(t.ended)
	p := make([]byte, keptOutput)
	for {
		n, err := t.pipe.Read(p)
		if err != nil {
			_ = t.pipe.Close()
			return
		}
		t.lock.Lock()
		if t.text.Len() < keptOutput {
			t.text.Write(p[:n])
		}
		t.lock.Unlock()
	}
}

// first is the first line that says something.
func (t *tail) first() string {
	t.lock.Lock()
	defer t.lock.Unlock()
	for line := range strings.Lines(t.text.String()) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}
