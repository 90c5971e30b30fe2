package code

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// controls writes a statement that acts on a task, a process or the system.
func (w *Writer) controls(s *program.Statement) {
	k := w.words
	switch s.Action {
	case program.ActionInterrupt:
		w.Line(k.Control.Interrupt, k.Name(s.Task.Name))
		w.Line("%s", k.Control.None)
	case program.ActionKill:
		w.Line(k.Control.Kill, s.Target, k.Constant(s.Signal))
		w.Line(k.Control.Wait, s.Target)
		k.Silent = true
	case program.ActionSysctl:
		w.Line(k.Control.Sysctl, k.Bytes([]byte(sysctlFile(s.Key))), k.Bytes([]byte(s.Value)))
		k.Silent = true
	case program.ActionReadSysctl:
		w.Line(k.Control.ReadSysctl, k.Bytes([]byte(sysctlFile(s.Key))))
	case program.ActionLimit:
		w.Line(k.Control.Limit, s.Step.Limit)
		k.Silent = true
	default: // see Writer.body
	}
}

// sysctlFile returns the file of a kernel setting.
func sysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }

// join writes the wait for a call on its own thread, and takes its result.
func (w *Writer) join(s *program.Statement) {
	k := w.words
	task := k.Name(s.Task.Name)
	if s.Within > 0 {
		w.expect(fmt.Sprintf(k.Control.Waited, task, Seconds(s.Within.Seconds())), s)
	}
	w.Line(k.Control.Finish, task)
	for _, made := range s.Task.Call.Makes {
		w.Line(k.Control.Made, k.Variable(made))
	}
}

// Fork writes the fork of a process, which continues with the steps that follow.
func (k *Words) Fork(w *Writer, s *program.Statement) {
	w.turn(0, func() {
		w.Line("%s", k.Control.Flush)
		w.Line("%s", k.Control.Fork)
		w.Block(fmt.Sprintf(k.When, "r == 0"), "", func() {
			w.Line(k.Control.Become, s.Target)
		})
		w.Block(k.Control.Otherwise, k.End, func() {
			w.Line(k.Control.Pid, s.Target)
			w.Judge(s)
			w.do("done()")
		})
	})
}

// exit writes the end of a process, which the first process waits for.
func (w *Writer) exit(s *program.Statement) {
	k := w.words
	w.turn(s.Target, func() { w.do("stop(0)") })
	w.turn(0, func() {
		w.Line(k.Control.Wait, s.Target)
		w.do("done()")
	})
}

// Opening writes what a program does before its steps.
func (w *Writer) Opening() {
	k := w.words
	if len(w.Program.Paths) > 0 {
		w.Line("%s", k.Control.Folder)
	}
	for _, name := range w.Program.Counters() {
		w.Line(k.Control.Count, PlainName(name), PlainLiteral(name))
	}
	w.Line("")
}

// Closing writes what a program does after its steps.
func (w *Writer) Closing() {
	k := w.words
	if len(w.Program.Processes)+len(w.Program.Paths) > 0 {
		w.Line("")
	}
	if len(w.Program.Processes) > 0 {
		w.Line(k.Control.Last, w.Nth)
	}
	for _, path := range w.Program.Paths {
		if k.Control.Unlink != "" {
			w.Line(k.Control.Unlink, k.Bytes([]byte(path)))
		}
	}
	if len(w.Program.Paths) > 0 {
		w.Line("%s", k.Control.Leave)
	}
}
