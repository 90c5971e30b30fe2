// Package lesson reads lessons. A lesson is a Markdown file that can be read as it is, run as a
// script, and played step by step. It consists of prose, blocks of steps (netnet), questions to
// answer before the steps are made (predict), and goals for which the reader finds the steps
// (goal). The right answer is never written down: the kernel decides when the steps are made.
//
//	lesson.go     a lesson and its blocks, as plain data
//	matter.go     the head of its file
//	parse.go      from the lines of a file to a lesson
//	predict.go    a question, its choices, and which of them is true
//	goal.go       a goal, its hints and its solution
//	condition.go  what a choice, a goal or a check says about the bench
//	answer.go     comparing an outcome with an event
//	hold.go       checking conditions against the bench
//	remark.go     what prose quotes about a step
//	record.go     what the steps of a lesson have answered so far
//	lacks.go      what a lesson needs but lacks, and what to do
//	reach.go      the addresses that a lesson may name
//	judge.go      running a lesson without a reader, to check everything it says
//	spoiler.go    text that gives a prediction away
//	claims.go     numbers and names in prose that the run must show
//	library.go    all available lessons
//	progress.go   how far a reader has come
//	experiment.go lines that run by themselves on the bench
package lesson
