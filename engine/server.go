package engine

import (
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
)

// What a running server tells of itself.
type (
	Server           = status.Server
	ServerQuery      = status.Query
	ServerListener   = status.Listener
	ServerConnection = status.Connection
	ServerReady      = status.Ready
	ServerLoop       = status.Loop
	ServerTotals     = status.Totals
	ServerFollow     = status.Follow
	CallCount        = status.CallCount
)

// Serving bounds what is served.
type Serving = loop.Options

// What happens when descriptors run out while connections wait.
const (
	PauseAccepting = loop.Pause
	ShedConnection = loop.Shed
)

// server tells about the loop; nil where nothing is served.
func (e *Engine) server(q ServerQuery) *Server {
	if !e.serves() {
		return nil
	}
	v := e.loop.View(q, time.Now())
	return &v
}

// Drain ends every connection of the loop gently, and waits for at most limit. It tells
// how many are left.
func (e *Engine) Drain(limit time.Duration) (left int) {
	deadline := time.Now().Add(limit)
	open := make(chan int, 1)
	if !e.post(func() {
		if e.serves() {
			e.loop.Run()
			e.loop.Between(e.loop.Drain)
		}
		open <- 0
	}) {
		return 0
	}
	<-open
	for {
		if !e.post(func() {
			n := 0
			if e.serves() {
				n = e.loop.Open()
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
