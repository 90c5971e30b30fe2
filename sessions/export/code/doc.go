// Package code writes a [program.Program] in a programming language. The order of a program, its loops
// and what is done with an answer are the same in all of them: a [Writer] has them. What a language spells
// in its own way stands in a table, its [Words]; what it does in its own way is a [Language]: above all how
// it makes a call.
//
// From the bottom up:
//
//	words.go      the table of a language
//	constant.go   constants of C
//	literal.go    bytes, texts, comments; data.go arguments
//	operators.go  conditions that are joined
//	prelude.go    functions in each language, of which a program has those that it needs
//	naming.go     variables by their names
//	address.go    addresses and control messages
//	writer.go     the program: statements, loops, what is done with an answer
//	looks.go      what is asked of an answer, and what expect looks at
//	control.go    processes and threads
//	variables.go  declarations; bounds.go sizes; heading.go the comment at the top
//
// A program goes through all its steps in each of its processes: turn waits until one is its own,
// so forked processes take turns as in the script. A call on a thread of its own is joined later.
package code
