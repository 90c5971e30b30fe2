// Package player shows a recorded session. A [Player] stands in for an engine: its frames are built from what the kernel
// showed around each step when it was made, up to the player's position. It makes no calls.
//
//	player.go  the player's position, and how it moves
//	past.go    the sockets after some of the steps, from which it continues
//	bench.go   the sockets after a step
//	frame.go   what a screen is shown
package player
