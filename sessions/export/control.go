package export

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// controls writes what is done with a task, a process or the system.
func (w *code) controls(s *program.Statement) {
	k := w.words
	switch s.Action {
	case program.ActionInterrupt:
		w.line(k.control.interrupt, k.name(s.Task.Name))
		w.line("%s", k.control.none)
	case program.ActionKill:
		w.line(k.control.kill, s.Target, k.constant(s.Signal))
		w.line(k.control.wait, s.Target)
		k.silent = true
	case program.ActionSysctl:
		w.line(k.control.sysctl, k.bytes([]byte(sysctlFile(s.Key))), k.bytes([]byte(s.Value)))
		k.silent = true
	case program.ActionReadSysctl:
		w.line(k.control.readSysctl, k.bytes([]byte(sysctlFile(s.Key))))
	case program.ActionLimit:
		w.line(k.control.limit, s.Step.Limit)
		k.silent = true
	default: // see code.body
	}
}

// sysctlFile is the file of a setting of the kernel.
func sysctlFile(key string) string { return "/proc/sys/" + strings.ReplaceAll(key, ".", "/") }

// join waits for a call on a thread of its own, and takes its answer.
func (w *code) join(s *program.Statement) {
	k := w.words
	task := k.name(s.Task.Name)
	if s.Within > 0 {
		w.expect(fmt.Sprintf(k.control.waited, task, seconds(s.Within.Seconds())), s)
	}
	w.line(k.control.finish, task)
	for _, made := range s.Task.Call.Makes {
		w.line(k.control.made, k.variable(made))
	}
}

// fork makes another process, which goes through the same steps from there.
func (k *words) fork(w *code, s *program.Statement) {
	w.turn(0, func() {
		w.line("%s", k.control.flush)
		w.line("%s", k.control.fork)
		w.block(fmt.Sprintf(k.when, "r == 0"), "", func() {
			w.line(k.control.become, s.Target)
		})
		w.block(k.control.otherwise, k.end, func() {
			w.line(k.control.pid, s.Target)
			w.judge(s)
			w.do("done()")
		})
	})
}

// exit ends a process, for which the first one waits.
func (w *code) exit(s *program.Statement) {
	k := w.words
	w.turn(s.Target, func() { w.do("stop(0)") })
	w.turn(0, func() {
		w.line(k.control.wait, s.Target)
		w.do("done()")
	})
}

// opening is what a program does before its steps.
func (w *code) opening() {
	k := w.words
	if len(w.program.Paths) > 0 {
		w.line("%s", k.control.folder)
	}
	for _, name := range w.program.Counters() {
		w.line(k.control.count, plainName(name), plainLiteral(name))
	}
	w.line("")
}

// closing is what it does behind them.
func (w *code) closing() {
	k := w.words
	if len(w.program.Processes)+len(w.program.Paths) > 0 {
		w.line("")
	}
	if len(w.program.Processes) > 0 {
		w.line(k.control.last, w.nth)
	}
	for _, path := range w.program.Paths {
		if k.control.unlink != "" {
			w.line(k.control.unlink, k.bytes([]byte(path)))
		}
	}
	if len(w.program.Paths) > 0 {
		w.line("%s", k.control.leave)
	}
}
