// Package step is the language: what one line of a script asks, as data. It reads a line
// into a [Step], prints a step as its line, says how a line could go on, and holds an
// answer against what was expected. What a step does is the engine's; nothing here makes
// a system call, so a line can be read where there is no engine.
//
// [Verbs] is the table of the verbs. A verb takes parameters, each of a [Role]: what the
// word means, with one way to read and one to print it.
package step
