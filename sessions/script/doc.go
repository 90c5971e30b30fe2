// Package script runs files of steps: it reads a file's lines, has [step] read each, runs
// them, and prints what came of each.
//
// A script goes [Read] (a file's lines) → [Parse] (its steps) → [RunFiles].
package script
