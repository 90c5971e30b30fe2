// Package export writes a session in other forms: as a program in another language, as a trace, as
// a report, as a drawing.
//
// Steps become one intermediate form, a [Program]: variables for descriptors, calls with typed
// arguments, and conditions for what is expected. Each target prints it, in a file of its own; what
// a target can't say it says in a comment, so nothing is dropped silently.
//
//	program.go    the intermediate form: variables, statements, calls; data.go their values
//	condition.go  what is expected, as data
//	lower.go      from steps to statements; lower_call.go to the calls of each verb, with what
//	              lower_option.go and lower_address.go find; lower_want.go from outcomes to conditions;
//	              lower_look.go from what expect looks at; lower_control.go to control messages
//	names.go      which variable a name stands for, line after line
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
