// Package diff compares two recordings of the same steps: what the kernel answered, which calls were
// made, what was observed of the sockets and of the kernel's counters, the findings, and how long it took.
// It reports only differences that matter: numbers that the kernel chooses by itself, such as ports,
// are the same if they stand for the same thing, and a state that one session reached a moment later
// is not a difference. How long a step took is shown, but does not count as a difference by itself.
//
// A comparison goes two [Session] values → [Compare] → [Report] → [Report.Print].
//
//	session.go   what is compared: read.go reads it, run.go runs it
//	change.go    a script with a line added or removed
//	report.go    what differs
//	align.go     matching the steps of the two sessions
//	compare.go   comparing one pair of steps after another
//	judge.go     judging a session while it is run again
//	skip.go      pairs that need not be decoded
//	trail.go     what of them the past needs, to explain an answer
//	lasting.go   differences in lasting state, and which of them are only momentary
//	chosen.go    numbers that the kernel has chosen
//	answer.go    the answer of a step
//	took.go      how long it took
//	call.go      its calls
//	evidence.go  what was observed around it
//	counter.go   the kernel's counters
//	tolerance.go when two numbers count as equal
//	numbering.go the numbers of its steps
//	layout.go    a report in rows of two columns, which print.go writes
//	excerpt.go   excerpts of long texts
package diff
