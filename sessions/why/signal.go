package why

import "netnet-tui/engine"

// endedBySignal finds a call that a signal interrupted while it slept, and who sent the signal: interrupt, or
// within when its time was over (signal(7), "Interruption of system calls").
func endedBySignal(s scene) *Finding {
	name := callWord(s.call.Name)
	f := found("A signal ended this %s while it slept, before it had done anything.", name).because(string(s.call.Name), "EINTR", "the call").see("EINTR")
	switch {
	case s.event.Made().Within > 0:
		f.Claim = "The time of within was over: a signal of this tool ended the " + name + " while it slept, before it had done anything."
	case s.event.Verb == "join":
		f.Claim = "interrupt " + s.event.Step.Task + " sent the signal that ended this " + name + " while it slept, before it had done anything."
	}
	switch s.call.Name {
	case engine.SysConnect:
		return f.advise("The attempt goes on by itself: poll %s for writable, then getsockopt SO_ERROR.", s.whom()).try("poll %s:out 1s", s.name)
	case engine.SysClose:
		return f.advise("The descriptor is gone anyway: do not close it again.")
	case engine.SysPoll, engine.SysSelect, engine.SysEpollWait:
		return f.advise("Call again with the time that is left; the kernel never restarts %s by itself, not even with SA_RESTART.", name)
	}
	return f.advise("Call again, unless the signal was meant to end the wait; with SA_RESTART the kernel does that itself, except where SO_RCVTIMEO or SO_SNDTIMEO is set.")
}

// callWord returns the name that a script uses for a call.
func callWord(call engine.Syscall) string {
	switch call {
	case engine.SysAccept4:
		return "accept"
	case engine.SysRecvfrom:
		return "recv"
	case engine.SysSendto:
		return "send"
	}
	return string(call)
}
