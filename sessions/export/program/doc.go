// Package program makes a program of a script, in a form that is of no language: variables for
// descriptors, calls with typed arguments, and conditions for what is expected. What can't be said in
// any language is a statement that says why.
//
// From the bottom up:
//
//	script.go         what it is made of
//	program.go        the program: variables, statements, calls; constant.go their constants
//	condition.go      what is expected, as data; look.go what is looked at
//	value.go          what the bytes of a call's option mean
//	uses.go           what a whole program needs: its calls, constants, counters, and room for data
//	names.go          which variable a name stands for, line after line
//	lower.go          from steps to statements, with all that follows: New
//	lower_address.go  addresses
//	lower_option.go   options, requests, and their values
//	lower_call.go     the calls of each verb
//	lower_control.go  control messages
//	lower_want.go     from outcomes to conditions
//	lower_look.go     from what expect looks at to conditions
package program
