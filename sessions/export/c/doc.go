// Package c writes programs in C, as of 2011, with the GNU library: [Write].
//
//	language.go  its words
//	call.go      the calls; data.go those with data, messages and options
//	headers.go   the headers, and constants that older ones lack
//	file.go      the whole file
package c
