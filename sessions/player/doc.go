// Package player shows a session as it was recorded. A [Player] stands in for an engine: its frames are
// built from what the kernel showed around each step when it was made, up to the step that the player
// stands at. It makes no call.
//
//	player.go  where the player stands, and how it goes elsewhere
//	past.go    the sockets after some of the steps, from which it goes on
//	bench.go   the sockets after a step
//	frame.go   what a screen is shown
package player
