// Package diff compares two recordings of the same steps: what the kernel answered, which calls were
// made, what was seen of the sockets and of the kernel's counters, what is found about it, and how long
// it took. It reports only what differs and means something: numbers that the kernel chooses by itself,
// such as ports, are the same if they stand for the same thing, and a state that one session reached a
// moment later is not a difference.
//
// A comparison goes two [Session] values → [Compare] → [Report] → [Report.Print].
//
//	session.go   what is compared: read.go reads it, run.go runs it
//	change.go    a script with a line more or less
//	report.go    what differs
//	align.go     which step of one session is which of the other
//	compare.go   one pair of steps after the other
//	skip.go      pairs that need not be decoded
//	lasting.go   differences of a state, and which of them are only a moment's
//	chosen.go    numbers that the kernel has chosen
//	answer.go    the answer of a step
//	took.go      how long it took
//	call.go      its calls
//	evidence.go  what was seen around it
//	counter.go   the kernel's counters
//	tolerance.go when two numbers say the same
//	numbering.go the numbers of its steps
//	layout.go    a report in rows of two columns, which print.go writes
//	excerpt.go   what is shown of long texts
package diff
