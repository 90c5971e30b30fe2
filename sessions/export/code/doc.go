// Package code writes a [program.Program] in a programming language. The order of a program, its loops
// and what it does with the result of a call are the same in all languages: the [Writer] writes them.
// What only differs in spelling is in a table for each language, its [Words]; what differs in
// structure, above all how a call is made, is behind an interface, language.
//
// From the bottom up:
//
//	words.go      the table of a language
//	constant.go   constants of C
//	literal.go    literals of bytes and text, text of comments; data.go arguments
//	operators.go  and, or, not, parentheses
//	prelude.go    the functions of each language, of which a program gets those it needs
//	naming.go     names of variables
//	address.go    addresses and control messages
//	writer.go     the program: statements, loops, the handling of results
//	looks.go      conditions on results, and what expect and show examine
//	control.go    processes and threads
//	variables.go  declarations; bounds.go sizes; heading.go the comment at the top
//
// Each process of a program goes through all steps: turn waits for the steps before its own, so
// forked processes take turns as in the script. A call on its own thread is joined later.
package code
