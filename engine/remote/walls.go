package remote

import (
	"path/filepath"

	"netnet-tui/engine"
	"netnet-tui/sockets/confine"
	"netnet-tui/sockets/lab"
)

// Wall is one of the kernel's restrictions on an engine's process.
type Wall = confine.Wall

// Walls lists the restrictions, and whether engines have each of them on this machine, or why not.
func Walls() []Wall { return confine.Walls() }

// limits returns what an engine may still do, given its folder on the host, if any.
func limits(o engine.Options, at string) confine.Limits {
	l := confine.Limits{Families: o.Families(), Raw: o.AllowNet || o.Lab}
	if o.Lab {
		l.Files, l.Settings = lab.Writable(), []string{lab.Settings}
		l.Outside = true // nothing outside has a name here
		return l
	}
	if at != "" {
		l.Own = []string{at}
		l.Emptied = []string{filepath.Dir(at)} // it removes its folder if the process that started it was killed
	}
	l.Outside = o.AllowUnix
	if o.AllowUnix {
		l.Sockets = []string{"/"}
	}
	return l
}
