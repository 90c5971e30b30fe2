package engine

import (
	"runtime"
	"strings"
	"sync"
	"testing"

	"netnet-tui/sockets"
)

// readsOnly reports whether a call changes nothing, like the calls that take the evidence.
func readsOnly(c sockets.Call) bool {
	switch c.Name {
	case sockets.SysGetsockopt, sockets.SysGetsockname, sockets.SysGetpeername, sockets.SysPoll:
		return true
	case sockets.SysFcntl:
		return strings.HasPrefix(c.Args[1], "F_GET")
	case sockets.SysIoctl:
		return c.Args[1] != "FIONBIO"
	}
	return false
}

// watched returns a kernel that records the engine's calls that the door has not judged.
func watched(around *sync.Map) sockets.Kernel {
	return sockets.Traced{Kernel: sockets.Linux{}, Report: func(c sockets.Call) {
		if readsOnly(c) {
			return
		}
		callers := make([]uintptr, 64)
		frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
		var stack []string
		for {
			frame, more := frames.Next()
			if strings.Contains(frame.Function, "engine/door.Guarded.") || strings.Contains(frame.Function, "engine/loop.") {
				return // the loop's sockets have passed the door
			}
			stack = append(stack, frame.Function)
			if !more {
				break
			}
		}
		around.Store(string(c.Name), stack)
	}}
}

// TestNoVerbGoesAroundTheDoor makes the steps of all scenes, which cover every verb, and checks that each call is made
// through the door, so that a new verb can't go unjudged.
func TestNoVerbGoesAroundTheDoor(t *testing.T) {
	for name, scene := range scenes() {
		t.Run(name, func(t *testing.T) {
			var around sync.Map
			r := newRig(t, Options{Lab: true, Kernel: watched(&around)})
			for _, l := range scene {
				around.Clear()
				if _, err := r.Do(l.step); err != nil {
					t.Fatal(err)
				}
				around.Range(func(call, stack any) bool {
					t.Errorf("%s: %s was made without the door, by %s", l.text, call, strings.Join(stack.([]string), "\n\t"))
					return true
				})
			}
		})
	}
}
