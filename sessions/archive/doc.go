// Package archive stores the recordings of sessions in a folder of the user's state, with a limit on their total size.
//
//	archive.go  the folder, and the names in it
//	live.go     a session that is being recorded
//	list.go     what there is; print.go prints it
//	change.go   rename, delete and restore, copy out
//	bound.go    what is removed when there is too much
package archive
