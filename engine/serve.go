package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// Serve is the whole life of an engine in a process of its own: it speaks lines of
// JSON over standard input and output, and ends with its input.
func Serve(o Options) error {
	w := &wire{in: unix.Stdin, out: unix.Stdout}
	out := json.NewEncoder(w)
	folder, err := prepare(&o)
	if err != nil {
		_ = out.Encode(reply{Error: err.Error()})
		return err
	}
	defer func() { _ = removeFolder(folder) }() // where who started it can't any more
	e := New(o)
	replies := newOutbox[reply]()
	go replies.run(func(r reply) error { return out.Encode(r) }) // a client that is gone is noticed by reading
	replies.put(reply{})
	defer func() {
		replies.close()
		<-replies.done
	}()
	for in := json.NewDecoder(w); ; {
		var r request
		w.next()
		if err := in.Decode(&r); errors.Is(err, io.EOF) {
			e.catchUp()
			return nil // the sockets go with the process, blocked calls too
		} else if err != nil {
			return fmt.Errorf("the engine was sent something it can't read: %w", err)
		}
		e.serve(r, replies.put)
	}
}

// catchUp waits until the steps that were sent have begun, so that those that do not
// block are answered though the input ended right behind them.
func (e *Engine) catchUp() {
	done := make(chan struct{})
	if !e.post(func() { close(done) }) {
		return
	}
	select {
	case <-done:
	case <-time.After(grace):
	}
}

// prepare makes the process ready for an engine: with walls around it, in its session's folder.
func prepare(o *Options) (folder string, err error) {
	if os.Getenv(confined) == "" {
		return "", enter(*o)
	}
	o.folderless = os.Getenv(folderless)
	_, _ = os.Unsetenv(confined), os.Unsetenv(folderless) // what it starts is inside anyway
	if o.Lab {
		if err := lab.Inside(); err != nil {
			return "", &Unavailable{"this process is not in a lab of its own: " + err.Error()}
		}
		return lab.Folder, nil
	}
	if o.folderless != "" {
		return "", nil
	}
	return os.Getwd()
}

// serve answers one request, later when it has to be waited for.
func (e *Engine) serve(r request, answer func(reply)) {
	switch {
	case r.Step != nil:
		_ = e.begin(*r.Step, func(event Event) {
			if r.ID != 0 {
				answer(reply{ID: r.ID, Event: &event})
			}
		})
	case r.Frame != nil:
		frame, err := e.Frame(*r.Frame)
		if err != nil {
			return
		}
		answer(reply{ID: r.ID, Frame: &frame})
	}
}
