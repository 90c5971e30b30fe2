package door

import (
	"fmt"
	"time"

	"netnet-tui/sockopts"
)

// Bounds limit how much a session may use. A field that is 0 means the default, a negative one no limit. The process's
// own limit on descriptors applies as well.
type Bounds struct {
	Descriptors int           // open at a time, including the clients of its swarms
	Threads     int           // sleeping calls, and spawned ones that are not joined yet
	Bytes       int64         // of the buffers of all calls in progress
	Swarms      int           // running at a time
	Time        time.Duration // since the session began; 0 means no limit
}

// The default bounds are far from what a lesson or a puzzle needs, and from what would hurt a machine: a thread costs
// about 50 KiB, and Go ends a program with 10,000.
var defaultBounds = Bounds{Descriptors: 65536, Threads: 1000, Bytes: 512 << 20, Swarms: 16}

// WithDefaults replaces zero fields by their defaults.
func (b Bounds) WithDefaults() Bounds {
	for _, f := range []struct {
		field *int
		value int
	}{{&b.Descriptors, defaultBounds.Descriptors}, {&b.Threads, defaultBounds.Threads}, {&b.Swarms, defaultBounds.Swarms}} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
	if b.Bytes == 0 {
		b.Bytes = defaultBounds.Bytes
	}
	return b
}

// Room refuses to open more descriptors if that would be too many.
func (b Bounds) Room(open, more int) error {
	if b.Descriptors <= 0 || open+more <= b.Descriptors {
		return nil
	}
	return refuse("a session may have %d descriptors open, and %d are: close some, or run with --max-descriptors", b.Descriptors, open)
}

// Spawn refuses another sleeping call if there are too many.
func (b Bounds) Spawn(asleep int) error {
	if b.Threads <= 0 || asleep < b.Threads {
		return nil
	}
	return refuse("the limit of %d sleeping or unjoined calls is reached: join some, or raise it with --max-threads", b.Threads)
}

// Hold refuses more bytes of buffers if the calls in progress would use too many.
func (b Bounds) Hold(held, more int64) error {
	if b.Bytes <= 0 || more <= b.Bytes-held {
		return nil
	}
	return refuse("the calls in progress may use %s of buffers together, use %s, and this one wants %s: take less at a time, or run with --max-bytes",
		sockopts.FormatSize(b.Bytes), sockopts.FormatSize(held), sockopts.FormatSize(more))
}

// Swarm refuses another swarm if too many are running.
func (b Bounds) Swarm(running int) error {
	if b.Swarms <= 0 || running < b.Swarms {
		return nil
	}
	return refuse("the limit of %d running swarms is reached: wait for one to end, or run with --max-swarms", b.Swarms)
}

// Late refuses anything after the session's time limit.
func (b Bounds) Late(age time.Duration) error {
	if b.Time <= 0 || age < b.Time {
		return nil
	}
	return refuse("the session reached its time limit of %s: raise it with --max-time", b.Time)
}

// Flags returns the command-line flags that give an engine's process these bounds, as far as they are not the defaults.
func (b Bounds) Flags() []string {
	var flags []string
	for _, f := range []struct {
		name  string
		value int64
	}{{"descriptors", int64(b.Descriptors)}, {"threads", int64(b.Threads)}, {"bytes", b.Bytes}, {"swarms", int64(b.Swarms)}} {
		if f.value != 0 {
			flags = append(flags, fmt.Sprintf("--max-%s=%d", f.name, f.value))
		}
	}
	if b.Time != 0 {
		flags = append(flags, "--max-time="+b.Time.String())
	}
	return flags
}
