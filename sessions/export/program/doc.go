// Package program lowers a script to a language-independent program: variables for descriptors, calls
// with typed arguments, and conditions for what is expected. A step that no language can express
// becomes a statement that says why.
//
// From the bottom up:
//
//	script.go         the script: steps and notes
//	program.go        the program: variables, statements, calls; constant.go their constants
//	condition.go      what is expected, as data; look.go what expect and show examine
//	value.go          decoding the bytes of an option's value
//	uses.go           what a whole program needs: calls, constants, counters, size of the data buffer
//	names.go          the variable that a name stands for at each line
//	lower.go          from steps to statements, using all files below: New
//	lower_address.go  addresses
//	lower_option.go   options, requests, and their values
//	lower_call.go     the calls of each verb
//	lower_control.go  control messages
//	lower_want.go     from outcomes to conditions
//	lower_look.go     from the targets of expect and show to looks and conditions
package program
