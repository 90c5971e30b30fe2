// Package player shows a session as it was recorded. A [Player] stands in for an engine: its frames are
// built from what the kernel showed around each step when it was made, up to the step that the player
// stands at. It makes no call.
package player
