// Package export writes a session in other forms: as a program in another language, as a trace, as
// a report, as a drawing.
//
// From the bottom up; each package uses those listed before it:
//
//	program         the program of a script, which is of no language
//	code            what is the same in all languages
//	c, golang, ffi  the languages; ffi has Lua and Python
//
// What a language can't say it says in a comment, so nothing is dropped silently. This package has the rest:
//
//	target.go       the targets
//	load.go         reads what they print
//	notes.go        comments and marks
//	redact.go       leaves data out
//	strace.go, markdown.go, svg.go  what shows the answers
package export
