// Package strace reads the text of calls, as strace(1) and recordings print them. It is
// the only place that takes that text apart: what it gives is the values of the call.
package strace
