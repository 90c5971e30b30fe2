// Package step is the script language. It parses a line of a script into a [Step], prints a step as its line, completes
// an unfinished line, and compares an answer with the expected outcome. The engine executes steps; this package makes
// no system calls, so a line can be read without an engine.
//
// [Verbs] is the table of the verbs. A verb takes parameters, each with a [Role]: the meaning of the words, with one
// way to read and one way to print them.
package step
