// Package script is the step language: it reads lines into [engine.Step]s, runs
// them, and prints what came of each. A step prints itself ([engine.Step.String]),
// and reading that line gives the step back.
//
// The way of a script is [Read] (a file's lines) → [Parse] (its steps) → [Run].
package script
