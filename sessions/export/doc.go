// Package export writes a session in other forms: a program in another language, a trace, a report or
// a drawing.
//
// From the bottom up; each package uses those listed before it:
//
//	program         the language-independent program of a script
//	code            what all languages share
//	c, golang, ffi  the languages; ffi has Lua and Python
//
// What a language can't express becomes a comment, so nothing is dropped silently. This package has the rest:
//
//	target.go       the targets
//	load.go         reads the session to export
//	notes.go        comments and marks
//	redact.go       removes data
//	strace.go, markdown.go, svg.go  the targets that show answers
package export
