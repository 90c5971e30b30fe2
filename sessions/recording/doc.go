// Package recording reads recordings of sessions: a header, the events, and the marks set by people, one line of JSON
// each.
//
// [Open] finds where the lines begin without decoding them, so that a recording of a million events opens at once;
// [File.Event] decodes a single event. Every complete line is available, wherever the file was cut.
//
//	file.go       an open recording
//	list.go       events in memory
//	index.go      the positions of the lines, the header and the marks
//	gap.go        what was not recorded
//	lines.go      the lines of a file
//	header.go     the first line
//	mark.go       a word attached to an event; set_mark.go sets it
//	event.go      decodes an event; kind.go infers what old recordings lack
//	telling.go    which events are enough to know the state of the sockets
//	query.go      what to look for
//	glance.go     what a list of recordings shows
//	scan.go       the values of a line, without decoding it
//	search.go     the search; sieve.go skips lines that can't match
//	match.go      whether a line matches
package recording
