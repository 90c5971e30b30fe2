package engine

import (
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
)

type (
	// Server is what a running server tells of itself.
	Server = status.Server
	// ServerQuery says which rows of its connections are on a screen.
	ServerQuery = status.Query
	// ServerListener is a socket that it has taken over.
	ServerListener = status.Listener
	// ServerConnection is a row of its table.
	ServerConnection = status.Connection
	// ServerReady is an entry of its ready list.
	ServerReady = status.Ready
	// ServerLoop tells what its event loop did with its time.
	ServerLoop = status.Loop
	// ServerTotals count since it began.
	ServerTotals = status.Totals
	// CallCount is how often a call gave an answer.
	CallCount = status.CallCount
	// ServerPhase is a part of an iteration of its event loop.
	ServerPhase = status.Phase
	// ServerStall is the sign for what is in the way of a connection's bytes.
	ServerStall = status.Stall
)

// The gears of a server's event loop.
const (
	ServerRun   = status.GearRun
	ServerPause = status.GearPause
	ServerSlow  = status.GearSlow
)

// ServerPhases lists the phases of an iteration, in order.
func ServerPhases() []ServerPhase { return status.Phases() }

// Serving bounds what is served.
type Serving = loop.Options

// What happens when descriptors run out while connections wait.
const (
	PauseAccepting = loop.Pause
	ShedConnection = loop.Shed
)

// DefaultMemory is what all connections together may hold where nobody says, in bytes.
const DefaultMemory = loop.DefaultMemory

// server tells about the loop; nil where nothing is served.
func (e *Engine) server(q ServerQuery) *Server {
	l := e.serving.Running()
	if l == nil {
		return nil
	}
	v := l.View(q, time.Now())
	return &v
}

// Drain answers what has come, ends every connection of the loop gently, and waits for at
// most limit. It returns how many are left.
func (e *Engine) Drain(limit time.Duration) (left int) {
	deadline := time.Now().Add(limit)
	open := make(chan int, 1)
	if !e.inbox.Post(func() {
		if l := e.serving.Running(); l != nil {
			l.Run()
			l.Between(l.Drain)
		}
		open <- 0
	}) {
		return 0
	}
	<-open
	for {
		if !e.inbox.Post(func() {
			n := 0
			if l := e.serving.Running(); l != nil {
				n = l.Left()
			}
			open <- n
		}) {
			return 0
		}
		if left = <-open; left == 0 || time.Now().After(deadline) {
			return left
		}
		time.Sleep(pauseMax)
	}
}
