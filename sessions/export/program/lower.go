package program

import (
	"fmt"
	"slices"

	"netnet-tui/engine/step"
)

// lowering turns steps into a program.
type lowering struct {
	program *Program
	names   *names
	tasks   map[string]*spawned
	gone    map[int]bool // processes that have ended
	step    step.Step    // the current one
	said    *Statement
	threads func(*Call) bool // reports whether the language can make a call on its own thread; nil: all
}

// spawned is a call on its own thread, with its step for the join.
type spawned struct {
	task *Task
	step step.Step
}

// errMissing says why no language can express a step.
type errMissing struct{ error }

func missing(format string, args ...any) error { return errMissing{fmt.Errorf(format, args...)} }

// New lowers a script to a program. Threads reports whether the language can make a call on its own
// thread; nil means that it can make all.
func New(script *Script, threads func(*Call) bool) *Program {
	p := &Program{Script: script}
	l := &lowering{program: p, names: newNames(p), tasks: map[string]*spawned{}, gone: map[int]bool{}, threads: threads}
	for _, s := range script.Steps {
		l.statement(s)
	}
	p.note()
	return p
}

// statement appends the statement of a step.
func (l *lowering) statement(s step.Step) {
	text := s.String()
	l.names.implied(&s)
	l.step = s
	l.said = &Statement{Step: s, Line: s.Line, Text: text, Purpose: purpose(s), Process: l.process(s.At),
		Repeat: s.Repeat, Within: s.Within, Each: s.Each}
	err := l.action()
	if err == nil && l.said.Action != ActionFail {
		err = l.expected()
	}
	if err != nil {
		l.said.Action, l.said.Missing = ActionMissing, err.Error()
		for _, name := range s.Names { // so that steps depending on it are left out too
			delete(l.names.known, step.InProcess(s.At, name))
		}
	}
	l.program.Statements = append(l.program.Statements, l.said)
}

// process returns the number of a process; 0 for the program itself and for a process that doesn't exist.
func (l *lowering) process(name string) int { return slices.Index(l.program.Processes, name) + 1 }

// ref returns the descriptor that a name stands for in the step's process.
func (l *lowering) ref(name string) (Ref, error) {
	e, ok := l.names.find(name, l.step.At)
	if !ok {
		return Ref{}, missing("there is no descriptor %s", step.InProcess(l.step.At, name))
	}
	e.ref.Used = true
	return e.ref, nil
}

// action sets the action of the step's statement.
func (l *lowering) action() error {
	s, said := l.step, l.said
	if s.At != "" && said.Process == 0 {
		return l.fail(s.At)
	}
	switch s.Verb {
	case "sleep":
		said.Action, said.Time = ActionSleep, *s.Timeout
	case "expect", "show":
		return l.look()
	case "spawn":
		return l.spawn()
	case "join", "interrupt":
		sp, ok := l.tasks[s.Task]
		if !ok {
			return missing("there is no call %s", s.Task)
		}
		if l.gone[sp.task.Process] {
			return missing("the process of %s has ended, and its answer is lost", s.Task)
		}
		said.Task, said.Process = sp.task, sp.task.Process
		said.Action = ActionInterrupt
		if s.Verb == "join" {
			said.Action = ActionJoin
		}
	case "fork":
		l.program.Processes = append(l.program.Processes, s.Process)
		said.Action, said.Target = ActionFork, len(l.program.Processes)
		l.names.fork(s.Process)
	case "exit", "kill":
		return l.end()
	case "sysctl":
		said.Key, said.Action = s.Key, ActionReadSysctl
		if s.Value != nil {
			said.Action, said.Value = ActionSysctl, *s.Value
		}
	case "rlimit":
		said.Action = ActionLimit
	case "serve", "unserve", "gear":
		return missing("netnet-tui's own event loop does it")
	case "swarm", "unswarm":
		return missing("netnet-tui's own clients do it")
	case "roundtrip":
		return missing("netnet-tui times it")
	case "attach":
		return missing("the descriptor is another program's")
	default:
		call, err := l.call(s)
		said.Action, said.Call = ActionCall, call
		return err
	}
	return nil
}

func (l *lowering) spawn() error {
	s := l.step
	inner := *s.Spawned
	l.names.implied(&inner)
	l.step = inner
	defer func() { l.step = s }()
	l.said.Process = l.process(inner.At)
	if inner.At != "" && l.said.Process == 0 {
		return l.fail(inner.At)
	}
	call, err := l.call(inner)
	if err != nil {
		return err
	}
	if len(call.Makes) > 1 {
		return missing("a thread brings one descriptor back")
	}
	if l.threads != nil && !l.threads(call) {
		return missing("a thread makes a call of one line, and %s takes more", inner.Verb)
	}
	id := s.Task
	for i := 2; l.names.taken[id]; i++ {
		id = fmt.Sprintf("%s_%d", s.Task, i)
	}
	l.names.taken[id] = true
	task := &Task{Name: id, Process: l.said.Process, Call: call, Text: inner.String()}
	l.program.Tasks = append(l.program.Tasks, task)
	l.tasks[s.Task] = &spawned{task, inner}
	l.said.Action, l.said.Task, l.said.Call = ActionSpawn, task, call
	return nil
}

// end ends a process; of several with the same name, the newest.
func (l *lowering) end() error {
	s := l.step
	for i, name := range slices.Backward(l.program.Processes) {
		if name != s.Process {
			continue
		}
		l.said.Action, l.said.Target = ActionExit, i+1
		l.program.Processes[i] = name + "'" // a name that no step can use
		l.gone[i+1] = true
		if s.Verb == "kill" {
			signal := s.Signal
			if signal == "" {
				signal = step.DefaultSignal
			}
			l.said.Action, l.said.Signal = ActionKill, named(signal, step.SignalNumber(signal))
		} else {
			l.said.Process = i + 1
		}
		l.names.ended(name)
		return nil
	}
	return l.fail(s.Process)
}

// fail makes the program fail here, as the script does: the step belongs to a process that has ended or never existed.
func (l *lowering) fail(process string) error {
	l.said.Action, l.said.Process, l.said.Purpose = ActionFail, 0, "fails: there is no process "+process
	return nil
}

// expected turns the step's outcomes into conditions.
func (l *lowering) expected() error {
	s := l.step
	if sp, ok := l.tasks[s.Task]; ok && s.Verb == "join" {
		l.step = sp.step
		l.step.Want = s.Want
	}
	defer func() { l.step = s }()
	var err error
	if l.said.Want == nil {
		l.said.Want, err = l.want(l.step.Want)
	}
	if err == nil {
		l.said.Until, err = l.want(l.step.Until)
	}
	return err
}
