package observe

import (
	"bytes"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// sweep reads every option of a socket that can be read without disturbing it. It runs again and again while a screen
// shows them, so a value is formatted only when its bytes differ from the previous ones.
type sweep struct {
	options []swept
	ticked  float64 // when the options that are clocks were last read
}

// swept is one option of a sweep.
type swept struct {
	entry  *sockopts.Option
	quiet  sockets.QuietOption // nil if only a step may read it
	buffer []byte              // passed to getsockopt
	raw    []byte              // a copy of the last value
	errno  unix.Errno
	text   string // the formatted value
}

// clockTime is how often options that change all the time are read, in seconds.
const clockTime = 1

// newSweep prepares to read those options of a kind of socket that are wanted; nil means all.
func newSweep(k kind, wanted func(*sockopts.Option) bool) *sweep {
	w := &sweep{ticked: -clockTime}
	for _, o := range sockopts.For(k.domain, k.typ, k.protocol) {
		o = o.Of(k.domain)
		if wanted != nil && !wanted(o) {
			continue
		}
		one := swept{entry: o}
		if q, ok := o.Quiet(); ok {
			one.quiet, one.buffer, one.raw = q, make([]byte, o.Size()), make([]byte, 0, o.Size())
		}
		w.options = append(w.options, one)
	}
	return w
}

// read reads all options, and reports whether any of them has changed.
func (w *sweep) read(l sockets.Looker, fd int, now float64) (differs bool) {
	tick := now-w.ticked >= clockTime
	if tick {
		w.ticked = now
	}
	for i := range w.options {
		o := &w.options[i]
		if o.quiet == nil || o.entry.Clock && !tick {
			continue
		}
		clear(o.buffer) // some options take its content as input
		n, err := l.Getsockopt(fd, o.quiet, o.buffer)
		switch {
		case err != nil:
			if errno := sockets.Errno(err); errno != o.errno {
				o.errno, o.text, o.raw, differs = errno, "", o.raw[:0], true
			}
		case o.errno != 0 || o.text == "" || !bytes.Equal(o.buffer[:n], o.raw):
			o.raw = append(o.raw[:0], o.buffer[:n]...)
			text := o.entry.Decode(o.raw).String()
			differs = differs || o.errno != 0 || text != o.text // different bytes may mean the same
			o.errno, o.text = 0, text
		}
	}
	return differs
}

// absent reports whether this kernel, or this socket in its present state, lacks the option.
func (o *swept) absent() bool { return o.errno == unix.ENOPROTOOPT || o.errno == unix.EOPNOTSUPP }
