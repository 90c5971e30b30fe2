// Package walk is a list of lines with a cursor that goes along them one step at a time, and the pane
// that shows it: a script beside the bench, a recording, a lesson. What is walked along is a [Course];
// the pane knows nothing of where its lines come from and what a step of it does.
package walk
