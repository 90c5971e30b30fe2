// Package walk is a list of lines with a cursor that moves along them one step at a time, and the pane that
// shows it: a script or a recording beside the bench. What is walked along is a [Course]; the pane does not
// know where its lines come from or what a step does.
package walk
