// Package strace parses the text of calls as printed by strace(1) and in recordings. It is the only place that parses
// that text; the result is the values of the call.
package strace
