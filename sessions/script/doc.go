// Package script runs files of steps: it reads a file's lines, has [step] read each, runs
// them, and prints what came of each.
//
// The way of a script is [Read] (a file's lines) → [Parse] (its steps) → [RunFiles].
package script
