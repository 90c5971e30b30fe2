package remote

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"netnet-tui/engine"

	"golang.org/x/sys/unix"
)

// Recording is where an engine writes its events.
type Recording struct {
	File *os.File // open for appending; each event is a line of JSON in it
	Data bool     // write data in full even if it is longer than mostData
}

// recorded is set in the environment of an engine that records. Its value is the number of the descriptor, followed by
// allData if all data is wanted.
const (
	recorded = "NETNET_RECORDING"
	allData  = "+data"
)

// mostRecording bounds a recording, in bytes.
const mostRecording = 1 << 30

// environment returns the variable for an engine that gets the recording as descriptor fd.
func (r *Recording) environment(fd int) string {
	text := recorded + "="
	if r != nil {
		text += strconv.Itoa(fd)
		if r.Data {
			text += allData
		}
	}
	return text
}

// givenRecording returns the descriptor given by the environment, or -1 if there is none that can be a recording.
func givenRecording() (fd int, data bool) {
	number, data := strings.CutSuffix(os.Getenv(recorded), allData)
	fd, err := strconv.Atoi(number)
	if err != nil || fd <= unix.Stderr {
		return -1, false
	}
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	var is unix.Stat_t
	if err != nil || flags&(unix.O_ACCMODE|unix.O_APPEND) != unix.O_WRONLY|unix.O_APPEND || unix.Fstat(fd, &is) != nil || is.Mode&unix.S_IFMT != unix.S_IFREG {
		return -1, false
	}
	return fd, data
}

// recorder writes lines to a recording, each with one call, so that a process that is killed leaves complete lines. No
// step can use the descriptor: it is not on the bench, its number is one that no step gets, and it is close-on-exec. A
// nil recorder writes nothing.
type recorder struct {
	fd   int
	data bool
	size int64
	line bytes.Buffer

	lock  sync.Mutex
	state engine.Recording
}

// takeRecording returns a recorder for the descriptor that this process was started with; nil if there is none.
func takeRecording() *recorder {
	fd, data := givenRecording()
	_ = os.Unsetenv(recorded)
	if fd < 0 {
		return nil
	}
	r := &recorder{fd: raised(fd), data: data, state: engine.Recording{On: true}}
	var is unix.Stat_t
	if unix.Fstat(r.fd, &is) == nil {
		r.size = is.Size
	}
	return r
}

// turn turns the recording on or off, and reports whether that is a change.
func (r *recorder) turn(on bool) bool {
	if r == nil {
		return false
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.state.Lost != "" || r.state.On == on {
		return false
	}
	r.state.On = on
	return true
}

// writeTurn notes in the recording that it was turned on or off: the numbers of events show what is missing before an
// event, but not after the last one.
func (r *recorder) writeTurn(on bool) { r.append(fmt.Appendf(nil, `{"recorded":%t}`+"\n", on)) }

// current returns the status of the recording; nil if there is none.
func (r *recorder) current() *engine.Recording {
	if r == nil {
		return nil
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	state := r.state
	return &state
}

// on reports whether to write events.
func (r *recorder) on() bool { return r != nil && r.current().On }

// lose ends the recording.
func (r *recorder) lose(why string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.state = engine.Recording{Lost: why}
}

// write writes an event, and returns its line, which is valid until the next call. It returns nil if the event was
// written in shortened form, or not at all.
func (r *recorder) write(e *engine.Event) []byte {
	thin, thinned := *e, false
	if !r.data {
		thin, thinned = withoutData(*e)
	}
	r.line.Reset()
	out := json.NewEncoder(&r.line)
	out.SetEscapeHTML(false)
	if err := out.Encode(thin); err != nil {
		r.lose("an event can't be written: " + err.Error())
		return nil
	}
	line := r.line.Bytes()
	if !r.append(line) || thinned {
		return nil
	}
	return line
}

// append appends a line, and reports whether that succeeded. A failure ends the recording.
func (r *recorder) append(line []byte) bool {
	if r.current().Lost != "" { // a line after a partial line would not be complete
		return false
	}
	if r.size += int64(len(line)); r.size > mostRecording {
		r.lose(fmt.Sprintf("a recording can't have more than %d MiB", mostRecording>>20))
		return false
	}
	if _, err := (&wire{out: r.fd}).Write(line); err != nil {
		r.lose("the recording can't be written: " + err.Error())
		return false
	}
	return true
}
