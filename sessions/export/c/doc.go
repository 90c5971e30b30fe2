// Package c writes programs in C11 with the GNU C library: [Write].
//
//	language.go  its words
//	call.go      the calls; data.go those with data, messages and options
//	headers.go   the headers, and constants that older headers lack
//	file.go      the whole file
package c
