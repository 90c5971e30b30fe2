// Package recording reads recordings of sessions: a header, the events and the marks that
// people have set, a line of JSON each.
//
// [Open] finds where the lines begin and decodes none of them, so that a recording of a
// million events opens at once; [File.Event] decodes the one that is asked for. Every line
// up to the last whole one is there, wherever the file was cut.
//
//	file.go       a recording that is open
//	list.go       events that are in memory
//	index.go      where its lines are, and what the header and the marks say
//	gap.go        what was not recorded
//	lines.go      the lines of a file, one after the other
//	header.go     the first line
//	mark.go       a word that stands at an event; set_mark.go sets it
//	event.go      from a line to an event; kind.go reads what those of old recordings do not say
//	telling.go    which events tell what sockets are like behind some of them
//	query.go      what is looked for
//	glance.go     what a list of recordings tells
//	scan.go       the values of a line, without decoding it
//	search.go     where it is; sieve.go leaves out the lines that can't have it
//	match.go      whether a line has it
package recording
