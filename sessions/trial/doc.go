// Package trial makes the lines that a finding says to try in a copy of the session: an engine of
// its own, in a lab of its own, in which the session's steps are made again first. What is tried
// there changes nothing on the bench.
//
// A trial goes [Of] (the events of a session) → [Trial.Obstacle] → [Run] → [Report]. The copy makes
// the step that the finding is about a first time before the lines, which shows that it is a copy,
// and once more behind them, which shows what they have changed.
package trial
