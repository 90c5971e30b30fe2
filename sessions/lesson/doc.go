// Package lesson reads lessons. A lesson is a Markdown file that a person can read as it is, that
// runs as a script, and that is played step by step: prose, blocks of steps (netnet), questions
// that are answered before the steps are made (predict), and goals for which the reader finds the
// steps (goal). What is right is never written down: the kernel decides, when the steps are made.
//
//	lesson.go     a lesson and its blocks, as plain data
//	matter.go     what stands at the head of its file
//	parse.go      from the lines of a file to a lesson
//	predict.go    a question, its choices, and which of them is true
//	goal.go       a goal, its hints and its solution
//	condition.go  what a choice, a goal or a check says of the bench
//	answer.go     an outcome held against what an event tells
//	hold.go       conditions held against the bench
//	remark.go     what prose quotes of a step
//	record.go     what the steps of a lesson have answered so far
//	lacks.go      what a lesson needs that is not there, and what to do
//	reach.go      addresses that a lesson may name
//	judge.go      a lesson that runs without a reader: everything it says is held against the run
//	spoiler.go    text that gives a prediction away
//	claims.go     numbers and names of prose that the run has to show
//	library.go    the lessons there are
//	progress.go   how far a reader has come
//	experiment.go lines that make themselves on the bench
package lesson
