// Package reference looks up what is known about sockets: states of TCP, ideas such as backlog and Nagle, calls, words of
// a script, flags, kernel settings with their current values, socket options (from the catalogue), and errnos (what each
// means when a given call returns it). The command line prints it, and the screen has a page for it.
//
//	entry.go, search.go       what can be looked up, and how it is found
//	topic.go                  everything but options and errnos; the tables are states.go,
//	                          ideas_*.go, calls.go, script_words.go, flags.go and sysctls.go
//	options.go, facts.go      options
//	errno.go                  errnos
//	about.go                  everything, by whatever words people use
package reference
