// Package export writes a session in other forms: as a program in another language, as a trace, as
// a report, as a drawing.
//
// Steps become a [program.Program], which is of no language. Each language prints it, in a file of its
// own; what it can't say it says in a comment, so nothing is dropped silently.
//
//	target.go     the targets; load.go reads what they print; notes.go comments and marks; redact.go
//	              leaves data out
//	words.go      the table of a programming language: what its programs are put together from, by
//	              literal.go, operators.go, naming.go and address.go
//	code.go       the order of a program, the same in all of them: looks.go, control.go, variables.go,
//	              bounds.go, heading.go
//	prelude.go    functions in each language, of which a program has those that it needs
//	c.go, golang.go, lua.go, python.go  the tables; the calls of a language and its whole file stand in
//	              _call.go and _file.go, those of Lua and Python in foreign.go
//	strace.go, markdown.go, svg.go      what shows the answers
//
// A program goes through all its steps in each of its processes: turn waits until one is its own,
// so forked processes take turns as in the script. A call on a thread of its own is joined later.
package export
