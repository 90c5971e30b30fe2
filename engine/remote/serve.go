package remote

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"netnet-tui/engine"
	"netnet-tui/engine/remote/folder"

	"golang.org/x/sys/unix"
)

// Serve runs an engine for the life of this process: it exchanges lines of JSON over standard input and output, and ends
// when its input does.
func Serve(o engine.Options) error {
	w := &wire{in: unix.Stdin, out: unix.Stdout}
	out := json.NewEncoder(w)
	path, err := prepare(&o)
	if err != nil {
		_ = out.Encode(greeting{Error: err.Error()})
		return err
	}
	defer func() { _ = folder.Remove(path) }() // in case the process that started it no longer can
	o.Attach = attacher(o)
	record := takeRecording()
	e := engine.New(o)
	replies := newOutbox[reply]()
	_ = out.Encode(greeting{}) // if the client is gone, reading will tell
	go replies.run(func(r reply) error { return send(w, out, record, r) })
	defer func() {
		replies.close()
		<-replies.done
	}()
	for in := json.NewDecoder(w); ; {
		var r request
		w.next()
		if err := in.Decode(&r); errors.Is(err, io.EOF) {
			e.CatchUp(grace)
			return nil // the sockets are closed with the process, and blocked calls end
		} else if err != nil {
			return fmt.Errorf("the engine was sent something it can't read: %w", err)
		}
		serve(e, record, r, replies.put)
	}
}

// serve answers one request: at once, or later if the answer has to be waited for.
func serve(e *engine.Engine, record *recorder, r request, answer func(reply)) {
	switch {
	case r.Record != nil:
		if record.turn(*r.Record) {
			answer(reply{turned: r.Record})
		}
	case r.Step != nil:
		// This is decided now, not when the step ends. A step made aside is not part of the session.
		on := record.on() && !r.Step.Aside
		_ = e.Begin(*r.Step, func(event engine.Event) {
			if on || r.ID != 0 {
				answer(reply{ID: r.ID, Event: &event, record: on})
			}
		})
	case r.Frame != nil:
		frame, err := e.Frame(*r.Frame)
		if err != nil {
			return
		}
		frame.Recording = record.current()
		answer(reply{ID: r.ID, Frame: &frame})
	}
}

// send sends a reply. An event that is to be recorded is written to the recording first, and so before any frame has
// it.
func send(w *wire, out *json.Encoder, record *recorder, r reply) error {
	switch {
	case r.turned != nil:
		record.writeTurn(*r.turned)
		return nil
	case !r.record:
		return out.Encode(r)
	}
	line := record.write(r.Event)
	switch {
	case r.ID == 0:
		return nil
	case line == nil:
		return out.Encode(r)
	}
	text := fmt.Appendf(nil, `{"id":%d,"event":`, r.ID) // the same, without encoding the event again
	text = append(text, line[:len(line)-1]...)
	_, err := w.Write(append(text, "}\n"...))
	return err
}
