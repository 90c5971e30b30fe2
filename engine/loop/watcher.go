package loop

import (
	"time"

	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// watcher asks the kernel which descriptors are ready.
type watcher struct {
	readiness readiness.Readiness // nil while nothing is served
	receiver  readiness.Receiver  // the same, if the kernel receives through it
	sender    readiness.Sender    // the same, if it makes many sends with one call
	changing  bool                // it is being replaced: the next one watches new descriptors
	sleeps    bool                // its waits sleep if nothing is ready, as all but busy do
	spin      time.Duration       // how long to poll before sleeping
}

// waitSpinning waits until something is ready, at most timeout. It polls for a while before it sleeps.
func (w *watcher) waitSpinning(timeout time.Duration) ([]readiness.Event, unix.Errno) {
	for until := time.Now().Add(w.spin); ; {
		events, errno := w.readiness.Wait(0)
		if len(events) > 0 || errno != 0 {
			return events, errno
		}
		if !time.Now().Before(until) {
			return w.readiness.Wait(timeout)
		}
	}
}

// edged reports whether a change is reported only once.
func (w *watcher) edged() bool {
	_, edged := w.readiness.(readiness.Edged)
	return edged
}

// close closes the readiness.
func (w *watcher) close() {
	if w.readiness != nil {
		w.readiness.Close()
		w.readiness, w.receiver, w.sender = nil, nil, nil
	}
}
