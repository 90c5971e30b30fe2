package engine

import (
	"bytes"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// sweep reads every option of a socket that can be read without disturbing it. It
// is made again and again while a screen shows them, so what an option says is put
// into words only when the kernel's bytes are others than last time.
type sweep struct {
	options []swept
	ticked  float64 // when the options that are clocks were read last
}

// swept is one option of a sweep.
type swept struct {
	entry  *sockopts.Option
	level  int
	unread bool   // reading it is left to a step
	buffer []byte // what getsockopt is given
	raw    []byte // a copy of what it filled in last
	errno  unix.Errno
	text   string // the value in words
}

// clockTime is how often options are read that are another at every look, in seconds.
const clockTime = 1

// newSweep prepares to read the options of a kind of socket.
func newSweep(domain, typ, protocol int) *sweep {
	entries := sockopts.For(domain, typ, protocol)
	w := &sweep{options: make([]swept, len(entries)), ticked: -clockTime}
	for i, o := range entries {
		w.options[i] = swept{entry: o, level: o.LevelNumber(), unread: !o.Readable() || o.ReadEffect != ""}
		if !w.options[i].unread {
			w.options[i].buffer, w.options[i].raw = make([]byte, o.Size()), make([]byte, 0, o.Size())
		}
	}
	return w
}

// read reads all options and tells whether any of them says something else now.
func (w *sweep) read(k sockets.Kernel, fd int, now float64) (differs bool) {
	tick := now-w.ticked >= clockTime
	if tick {
		w.ticked = now
	}
	for i := range w.options {
		o := &w.options[i]
		if o.unread || o.entry.Clock && !tick {
			continue
		}
		clear(o.buffer) // some take what is in it for a question
		n, err := k.Getsockopt(fd, o.level, o.entry.Number, o.buffer)
		switch {
		case err != nil:
			if errno := sockets.Errno(err); errno != o.errno {
				o.errno, o.text, o.raw, differs = errno, "", o.raw[:0], true
			}
		case o.errno != 0 || o.text == "" || !bytes.Equal(o.buffer[:n], o.raw):
			o.raw = append(o.raw[:0], o.buffer[:n]...)
			text := o.entry.Decode(o.raw).String()
			differs = differs || o.errno != 0 || text != o.text // other bytes may say the same
			o.errno, o.text = 0, text
		}
	}
	return differs
}

// absent tells whether this kernel, or this socket as it is now, has no such option.
func (o *swept) absent() bool { return o.errno == unix.ENOPROTOOPT || o.errno == unix.EOPNOTSUPP }
