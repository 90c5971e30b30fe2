// Package watcher watches the sockets of the machine for a screen: a goroutine owns what is seen of them, and answers
// with the visible rows. Drawing never waits for it, and it waits for nobody. It runs as long as it is asked, and ends
// a few seconds later.
//
//	query.go    the questions
//	view.go     the answers
//	watcher.go  the goroutine, while it is needed
//	looker.go   what is known, and when to look
//	list.go     the rows of a query
//	order.go    the order of rows
//	groups.go   rows that have something in common
//	ends.go     the other ends of connections within the machine
//	history.go  a row over time
package watcher
