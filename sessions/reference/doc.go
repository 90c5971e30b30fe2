// Package reference looks up what is known of sockets: states of TCP, ideas such as backlog and
// Nagle, calls, words of a script, flags, settings of the kernel with their values now, socket
// options, which are the catalogue, and errnos, which is what each means when a given call returns
// it. The command line prints it, and the screen has a page of it.
//
//	entry.go, search.go       what can be looked up, and how it is found
//	topic.go                  what is neither an option nor an errno; the tables are states.go,
//	                          ideas_*.go, calls.go, script_words.go, flags.go and sysctls.go
//	options.go, facts.go      options
//	errno.go                  errnos
//	about.go                  everything, by whatever words people use
package reference
