package why

import (
	"fmt"
	"strconv"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// thing returns the noun for what the call was about.
func (s scene) thing() string {
	switch s.plainKind {
	case status.KindEpoll, status.KindMemfd, status.KindEventfd, status.KindTimerfd:
		return s.plainKind
	case status.KindPipeRead, status.KindPipeWrite:
		return "end of a pipe"
	case status.KindPath:
		return "path"
	}
	return "socket"
}

func (s scene) explainPipe() []string {
	read, write := "the first descriptor", "the second"
	if s.name != "" && len(s.others) > 0 {
		read, write = s.name, s.others[0].Name
	}
	holds := ""
	if s.after != nil && s.after.Capacity != nil {
		holds = fmt.Sprintf(" At most %s wait in between.", sockopts.FormatSize(int64(*s.after.Capacity)))
	}
	return []string{fmt.Sprintf("What is written to %s, %s reads.%s Neither is a socket: they take read and write, and have no addresses.", write, read, holds)}
}

func (s scene) explainMemfd() []string {
	size := ""
	if s.after != nil && s.after.Size != nil {
		size = " of " + step.Counted(*s.after.Size, "byte")
	}
	return []string{fmt.Sprintf("%s is a file%s that exists in memory only. Writing has moved its position to the end, and lseek has put it back: the next read begins at the start.", s.who(), size)}
}

func (s scene) explainSeek() []string {
	return []string{fmt.Sprintf("The next read or write of %s begins at byte %d; a dup or a fork shares that position.", s.whom(), s.call.Ret)}
}

func (s scene) explainEventfd() []string {
	takes := "read takes all of it"
	if s.values.Flags&engine.EventfdSemaphore != 0 {
		takes = "read takes 1 of it"
	}
	return []string{fmt.Sprintf("%s is a counter that begins at %d: write adds to it, %s. At 0 it is not readable.", s.who(), s.values.Number, takes)}
}

func (s scene) explainTimerfd() []string {
	first, every := s.values.Timeout, time.Duration(s.values.Number)
	if first == 0 {
		return []string{fmt.Sprintf("%s is disarmed: it never expires.", s.who())}
	}
	then := "once"
	if every > 0 {
		then = "first, and then every " + step.FormatDuration(every)
	}
	return []string{fmt.Sprintf("%s expires in %s %s. It is readable from then on, and read answers how often it has expired.", s.who(), step.FormatDuration(first), then)}
}

func (s scene) explainDup3() []string {
	return []string{fmt.Sprintf("%s is a second descriptor (%d) of the same %s as %s from now on. The same call closed what %[1]s was before, and does not report an error of that.",
		s.values.Other.Name, s.call.Ret, s.thing(), s.whom())}
}

// explainMove says what sendfile, splice or tee moved.
func (s scene) explainMove() []string {
	n, from, to := s.call.Ret, s.values.Other.Name, s.whom()
	switch {
	case s.values.Size == 0:
		return []string{"No bytes were asked for, so none were moved."}
	case n == 0:
		return []string{fmt.Sprintf("0 bytes: %s is at its end, or it is a pipe that is empty and that nobody writes to any more.", from)}
	}
	said := fmt.Sprintf("The kernel moved %s from %s to %s, without copying them through the program.", step.Counted(n, "byte"), from, to)
	if s.call.Name == engine.SysTee {
		said = fmt.Sprintf("%s of %s are in %s too now; they still wait in %s.", capital(step.Counted(n, "byte")), from, to, from)
	}
	if n < s.values.Size {
		said += fmt.Sprintf(" %d were asked for: %s had no more, or %s no room for them.", s.values.Size, from, to)
	}
	return []string{said}
}

// explainPlainRead says what was read from a descriptor that is not a socket.
func (s scene) explainPlainRead() []string {
	n := s.call.Ret
	switch {
	case s.values.Size == 0:
		return []string{"No bytes were asked for, so none were taken."}
	case s.plainKind == status.KindEventfd:
		return []string{fmt.Sprintf("%s answered %s; its count is %s now.", s.who(), s.event.Got, counted(s.after))}
	case s.plainKind == status.KindTimerfd:
		n, _ := strconv.ParseInt(s.event.Got, 10, 64)
		return []string{fmt.Sprintf("%s has expired %s since it was last read or set.", s.who(), step.Times(n))}
	case s.plainKind == status.KindMemfd && n == 0:
		return []string{fmt.Sprintf("0 bytes: the position of %s is at the end of the file.", s.whom())}
	case s.plainKind == status.KindMemfd:
		return []string{fmt.Sprintf("The call read %s from %s, and the position of the file moved by as much: all duplicates share it.", step.Counted(n, "byte"), s.whom())}
	case n == 0:
		return []string{"0 bytes: the pipe is empty, and no descriptor to write to it is open any more."}
	}
	rest := "it is empty now"
	if s.after != nil && number(s.after.Pending) > 0 {
		rest = fmt.Sprintf("%d more wait", *s.after.Pending)
	}
	return []string{fmt.Sprintf("%s took %s out of the pipe; %s.", s.who(), step.Counted(n, "byte"), rest)}
}

// explainPlainWrite says what was written to a descriptor that is not a socket.
func (s scene) explainPlainWrite() []string {
	n, asked := s.call.Ret, s.values.Size
	switch {
	case s.plainKind == status.KindEventfd:
		return []string{fmt.Sprintf("The number was added to %s; its count is %s now.", s.whom(), counted(s.after))}
	case s.plainKind == status.KindMemfd:
		return []string{fmt.Sprintf("%s took %s at its position, which moved by as much: all duplicates share it.", s.who(), step.Counted(n, "byte"))}
	case n < asked:
		return []string{fmt.Sprintf("The pipe took only %d of %s: it is full. Poll for writable, then write the other %d.", n, step.Counted(asked, "byte"), asked-n)}
	}
	waits := ""
	if s.after != nil && s.after.Pending != nil {
		waits = fmt.Sprintf("; %d wait to be read", *s.after.Pending)
	}
	return []string{fmt.Sprintf("The pipe took %s%s.", step.Counted(n, "byte"), waits)}
}

// counted formats the count of an eventfd.
func counted(c *status.Condition) string {
	if c == nil || c.Count == nil {
		return "another"
	}
	return fmt.Sprint(*c.Count)
}

// closingPlain says what closing a descriptor that is not a socket does, also to the other end of a pipe.
func (s scene) closingPlain() []string {
	plain := fmt.Sprintf("%s is closed.", s.who())
	switch {
	case len(s.detail.Twins) > 0:
		return []string{plain, fmt.Sprintf("%s is another descriptor of it, so it goes on.", s.detail.Twins[0])}
	case s.plainKind == status.KindPipeRead:
		return []string{plain, "If no other process has it open, a write to the pipe raises SIGPIPE and answers EPIPE from now on."}
	case s.plainKind == status.KindPipeWrite:
		return []string{plain, "If no other process has it open, a read of the pipe answers 0 bytes once it is empty."}
	}
	return []string{plain}
}

// explainAttach says how keeping a copy of another program's descriptor affects that program.
func (s scene) explainAttach() []string {
	name, of := "the copy", s.event.Step.Foreign
	if names := s.event.Step.Names; len(names) > 0 {
		name = names[0]
	}
	if of == nil {
		return []string{"The copy is of the socket itself: an option set here is set for the other program."}
	}
	return []string{
		fmt.Sprintf("This is the socket of descriptor %d of process %d itself: an option set here is set there.", of.FD, of.PID),
		fmt.Sprintf("While %s is open that program can't end it: its close sends no FIN, its epoll still reports it, and SO_LINGER waits in the close of %s, which gives it up.", name, name),
	}
}
