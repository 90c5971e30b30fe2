// Netnet-tui is a workbench for sockets: real system calls, one at a time, with
// what the kernel thinks after each. See README.md.
package main

import (
	"context"
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

func main() {
	// What this program does most is wait. With one processor's worth of Go, its idle
	// threads do not wake each other to look for work: idle costs a third.
	runtime.GOMAXPROCS(1)
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	ctx, stopTerm := signal.NotifyContext(interrupted, syscall.SIGTERM)
	streams := command.Standard(ctx)
	ended := func(status int) int {
		switch {
		case ctx.Err() != nil && interrupted.Err() == nil:
			return script.Terminated
		case streams.Out.Stuck():
			return script.Interrupted
		}
		return status
	}
	context.AfterFunc(ctx, func() { // a command that does not end by itself is ended
		time.AfterFunc(endTime, func() { os.Exit(ended(script.Interrupted)) })
	})
	status := ended(command.Execute(ctx, os.Args[1:], streams))
	streams.Flush()
	stopTerm()
	stop()
	os.Exit(status)
}
