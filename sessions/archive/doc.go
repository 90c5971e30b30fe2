// Package archive keeps the recordings of sessions: in a folder of the user's state, with a
// bound on all of them together.
//
//	archive.go  the folder, and the names in it
//	live.go     a session that is being recorded
//	list.go     what there is; print.go prints it
//	change.go   rename, delete and take back, copy out
//	bound.go    what goes when there is too much
package archive
