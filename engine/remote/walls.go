package remote

import (
	"path/filepath"

	"netnet-tui/engine"
	"netnet-tui/sockets/confine"
	"netnet-tui/sockets/lab"
)

// Wall is one of the walls that the kernel puts around an engine's process.
type Wall = confine.Wall

// Walls are those that engines have on this machine, and why others do not stand.
func Walls() []Wall { return confine.Walls() }

// limits say what an engine keeps that works at a folder of the host, or in none.
func limits(o engine.Options, at string) confine.Limits {
	l := confine.Limits{Families: o.Families(), Raw: o.AllowNet || o.Lab}
	if o.Lab {
		l.Files, l.Settings = lab.Writable(), []string{lab.Settings}
		l.Outside = true // nothing outside has a name here
		return l
	}
	if at != "" {
		l.Own = []string{at}
		l.Emptied = []string{filepath.Dir(at)} // it removes its folder, where who started it was killed
	}
	l.Outside = o.AllowUnix
	if o.AllowUnix {
		l.Sockets = []string{"/"}
	}
	return l
}
