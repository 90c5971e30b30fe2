// Package machine prints the sockets of the machine, whoever has them: as a table, as JSON, as metrics, and
// as a stream of what comes and goes.
//
//	list.go     all sockets at one instant
//	columns.go  a table for people
package machine
