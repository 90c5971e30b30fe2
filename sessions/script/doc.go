// Package script runs files of steps: it reads a file's lines, parses each with package [step], runs the steps, and
// prints their results.
//
// The stages are [Read] (a file's lines) → [Parse] (its steps) → [RunFiles].
package script
