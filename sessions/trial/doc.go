// Package trial tries the lines suggested by a finding in a copy of the session: a separate engine in a separate lab,
// in which the session's steps are run again first. What is tried there changes nothing on the bench.
//
// The stages are [Of] (the events of a session) → [Trial.Obstacle] → [Run] → [Report]. The copy makes the step that the
// finding is about once before the lines, which shows that it behaves like the session, and once after them, which
// shows what they have changed.
package trial
