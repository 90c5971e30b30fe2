// Package watcher watches the sockets of the machine for a screen: a goroutine owns what is seen of them, and
// answers with the rows that are visible. Nobody who draws waits for it, and it waits for nobody. It runs while
// it is asked, and ends a few seconds after that.
//
//	query.go    what is asked
//	view.go     what is answered
//	watcher.go  the goroutine, while it is wanted
//	looker.go   what it knows, and when it looks
//	list.go     the rows that are wanted
//	order.go    the order of rows
//	groups.go   rows that have something in common, as one
//	ends.go     the other ends of connections within the machine
//	history.go  a row over time
package watcher
