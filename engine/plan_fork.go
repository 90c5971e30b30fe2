package engine

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// there returns an error unless the step's process is running.
func (t *task) there() error {
	if t.step.At == "" || t.process != nil {
		return nil
	}
	return t.engine.noProcess(t.step.At)
}

// imply turns a step that names only descriptors of one forked process into a step of that process. A step that gives
// new names must say itself which process it is for.
func (e *Engine) imply(s *Step) {
	verb, ok := step.FindVerb(s.Verb)
	if !ok || s.At != "" || len(s.Names) > 0 || s.Spawned != nil || !verb.Forkable() {
		return
	}
	names := []*string{&s.Socket, &s.Other}
	interests := slices.Clone(s.Interests) // the asker's own list is not changed
	for i := range interests {
		names = append(names, &interests[i].Socket)
	}
	local, process := map[*string]string{}, ""
	for _, name := range names {
		if *name == "" {
			continue
		}
		known, ok := e.bench.Find(*name)
		if !ok || known.Process == "" || process != "" && process != known.Process {
			return
		}
		process = known.Process
		local[name] = nameThere(known)
	}
	if process == "" {
		return
	}
	for name, there := range local {
		*name = there
	}
	s.At, s.Interests = process, interests
}

// noProcess returns the error for a process that is not running.
func (e *Engine) noProcess(name string) error {
	if _, how := e.forks.Find(name); how != "" {
		return fmt.Errorf("process %s %s: fork %s makes another", name, how, name)
	}
	return fmt.Errorf("there is no process %s: fork %s makes one", name, name)
}

// planFork starts a process and gives it copies of the descriptors that are open once it runs.
func planFork(t *task) ([]stage, error) {
	e, name := t.engine, t.step.Process
	if e.options.OwnFDTable {
		return nil, refusal{errors.New("this engine's descriptors belong to one thread: nothing can be forked")}
	}
	if p, _ := e.forks.Find(name); p != nil {
		return nil, fmt.Errorf("process %s runs already: exit or kill it first", name)
	}
	if len(e.forks.Running()) >= fork.Most {
		return nil, fmt.Errorf("%d processes run, and no more are made: exit or kill one first", fork.Most)
	}
	var p *fork.Process
	var failed error
	return []stage{
		func() (action, error) {
			return action{wait: func() step.Result {
				p, failed = fork.Start(name, e.forks.Next(), func(p *fork.Process) { e.inbox.Deliver(func() { e.processEnded(p) }) })
				if failed == nil {
					e.forks.Add(p)
				}
				return step.Result{Answer: step.AnswerNothing}
			}}, nil
		},
		func() (action, error) {
			if failed != nil {
				return action{}, fmt.Errorf("process %s can't be started: %w", name, failed)
			}
			if err := t.copies(p); err != nil {
				return action{}, fmt.Errorf("process %s can't have the descriptors: %w", name, err)
			}
			return action{call: func(sockets.Kernel) step.Result {
				return step.Result{Answer: step.AnswerNumber, Number: int64(p.PID)}
			}}, nil
		},
	}, nil
}

// rows returns the open descriptors of a process; "" is the engine.
func (e *Engine) rows(process string) []*bench.Entry {
	return slices.DeleteFunc(e.bench.Open(), func(s *bench.Entry) bool { return s.Process != process })
}

// copies gives a process a copy of each of the engine's descriptors on the bench.
func (t *task) copies(p *fork.Process) error {
	e := t.engine
	originals := e.rows("")
	fds := make([]int, len(originals))
	for i, s := range originals {
		fds[i] = s.FD
	}
	if err := e.bounds.Room(e.bench.Descriptors(), len(fds)); err != nil {
		p.Kill()
		return err
	}
	placed, err := p.Copy(fds)
	if err != nil {
		return err
	}
	names := make([]string, len(originals))
	for i, s := range originals {
		names[i] = s.Name
		e.copied(p, s, placed[i])
	}
	said := "no descriptor"
	if len(names) > 0 {
		said = "a copy of " + listed(names)
	}
	t.note(fmt.Sprintf("process %s, pid %d, has %s", p.Name, p.PID, said))
	return nil
}

// copied adds a copy to the bench: another descriptor of the same socket.
func (e *Engine) copied(p *fork.Process, s *bench.Entry, fd int) {
	row := s.Socket
	row.Name, row.Process, row.Origin, row.Parent = step.InProcess(p.Name, s.Name), p.Name, "fork("+s.Name+")", s.ID
	row.FD, row.Born = fork.Number(p.Number, fd), e.now()
	d, _ := e.bench.Add(row)
	d.Share(s)
}

// listed joins names, abbreviating a long list.
func listed(names []string) string {
	const most = 10
	if n := len(names) - most; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), n)
	}
	return strings.Join(names, ", ")
}

func planExit(t *task) ([]stage, error) {
	return t.planEnd(func(p *fork.Process) error { p.Exit(); return nil })
}

func planKill(t *task) ([]stage, error) {
	signal := t.step.Signal
	if signal == "" {
		signal = step.DefaultSignal
	}
	return t.planEnd(func(p *fork.Process) error { return p.Signal(unix.Signal(step.SignalNumber(signal))) })
}

// planEnd ends a process. The kernel closes its descriptors once it has ended.
func (t *task) planEnd(end func(*fork.Process) error) ([]stage, error) {
	p, _ := t.engine.forks.Find(t.step.Process)
	if p == nil {
		return nil, t.engine.noProcess(t.step.Process)
	}
	rows := t.engine.rows(p.Name)
	for _, s := range rows[:min(len(rows), mostMade)] {
		t.involve(s)
	}
	return one(action{
		wait: func() step.Result { return t.answer(0, end(p)) },
		enter: func(r *step.Result) {
			if r.Errno != 0 {
				return
			}
			t.engine.processEnded(p)
			t.note(fmt.Sprintf("process %s %s", p.Name, p.How()))
			var closed []string
			for _, s := range rows {
				if s.Ended != "" {
					closed = append(closed, s.Name)
				}
			}
			if len(closed) > 0 {
				t.note("the kernel has closed " + listed(closed))
			}
		},
	}), nil
}

// processEnded closes the rows of a process that has ended. It does nothing if that was noticed before.
func (e *Engine) processEnded(p *fork.Process) {
	if running, _ := e.forks.Find(p.Name); running != p {
		return
	}
	e.forks.Ended(p)
	for _, s := range e.rows(p.Name) {
		s.Ended = "process " + p.Name + " " + p.How()
		e.givenUp(s)
	}
}

// attachHazards describes what keeping a copy of another program's descriptor does to that program.
const attachHazards = "the other program shares this socket with you now: when it closes it, its peer sees no FIN, its epoll still reports it " +
	"and may spin, and SO_LINGER waits in your close; close %s gives it up"

// planAttach adds a copy of another program's descriptor to the bench.
func planAttach(t *task) ([]stage, error) {
	e, of := t.engine, *t.step.Foreign
	switch {
	case e.options.Lab:
		return nil, refusal{errors.New("attach reaches other programs, and a lab keeps everything in: run the script without --lab")}
	case e.options.Attach == nil:
		return nil, refusal{errors.New("attach copies a descriptor of another program, which a stranger's script could harm: allow it with --allow-attach")}
	}
	if err := e.bounds.Room(e.bench.Descriptors(), 1); err != nil {
		return nil, err
	}
	var copied int
	var failed error
	var took time.Duration
	return []stage{
		func() (action, error) {
			return action{wait: func() step.Result {
				begun := time.Now()
				copied, failed = e.options.Attach(of.PID, of.FD)
				took = time.Since(begun)
				return step.Result{Answer: step.AnswerNothing}
			}}, nil
		},
		func() (action, error) {
			if failed != nil && sockets.Errno(failed) == 0 {
				return action{}, failed
			}
			if failed == nil {
				if err := e.door.Received(copied); err != nil {
					_ = e.kernel.Close(copied) // its owner still has it
					return action{}, err
				}
			}
			return action{
				call: func(sockets.Kernel) step.Result { return t.answer(copied, failed) },
				enter: func(r *step.Result) {
					t.report(Call{
						Name: SysPidfdGetfd, Args: []string{fmt.Sprintf("<pid:%d>", of.PID), strconv.Itoa(of.FD), "0"},
						Ret: int64(copied), Errno: sockets.ErrnoName(sockets.Errno(failed)), NS: took.Nanoseconds(),
					})
					if failed != nil {
						t.note(failed.Error())
						return
					}
					t.attached(copied, of)
				},
			}, nil
		},
	}, nil
}

// attached adds the copy to the bench, described by what the kernel says about it.
func (t *task) attached(fd int, of step.Foreign) {
	s := t.made(fd, 0, t.engine.describe(fd, "attach("+of.String()+")"))
	t.note(fmt.Sprintf(attachHazards, s.Name))
}
