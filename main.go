// Netnet-tui is a workbench for sockets: real system calls, one at a time, with
// what the kernel thinks after each. See README.md.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"netnet-tui/sessions/script"
	"netnet-tui/ui/command"
)

// endTime is how long a command may take to end after it was told to: longer than a server
// drains.
const endTime = 10 * time.Second

// startTime is how long a command may use all processors, to start faster.
const startTime = 200 * time.Millisecond

func main() {
	ctx, end := context.WithCancelCause(context.Background())
	streams := command.Standard(ctx)
	ended := func(status int) int {
		switch {
		case errors.Is(context.Cause(ctx), errTerminated):
			return script.Terminated
		case streams.Out.Stuck():
			return script.Interrupted
		}
		return status
	}
	status := ended(command.Execute(ctx, os.Args[1:], streams, func() {
		// What such a command does most is wait. With one processor's worth of Go, its idle
		// threads do not wake each other to look for work: idle costs a third.
		time.AfterFunc(startTime, func() { runtime.GOMAXPROCS(1) })
		endOnSignal(end)
		context.AfterFunc(ctx, func() { // a command that does not end by itself is ended
			time.AfterFunc(endTime, func() { os.Exit(ended(script.Interrupted)) })
		})
	}))
	streams.Flush()
	os.Exit(status)
}

// The signals that end a command, as the cause of its end.
var (
	errInterrupted = errors.New("interrupted")
	errTerminated  = errors.New("terminated")
)

// endOnSignal calls end when the first SIGINT or SIGTERM arrives. Further ones change nothing.
func endOnSignal(end context.CancelCauseFunc) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if <-signals == syscall.SIGTERM {
			end(errTerminated)
			return
		}
		end(errInterrupted)
	}()
}
