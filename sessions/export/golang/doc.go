// Package golang writes programs in Go, with golang.org/x/sys/unix: [Write].
//
//	language.go  its words
//	call.go      the calls
//	file.go      the whole file
package golang
