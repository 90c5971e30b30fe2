// Package machine prints the sockets of the machine, whatever their process: as a table, as JSON, as metrics, and as a
// stream of what comes and goes.
//
//	list.go     all sockets at one instant
//	columns.go  a table for people
//	watch.go    what comes, changes and goes
//	record.go   the last minutes of that in a file
//	metrics.go  counts
package machine
