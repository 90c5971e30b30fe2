package confine

import "fmt"

// Wall is one of the walls, and whether this kernel supports it.
type Wall struct {
	Name   string // "Landlock: files"
	Stands bool
	Why    string // why it is not available
}

// Walls returns the walls that [Thread] puts up here.
func Walls() []Wall {
	has, err := version()
	landlock := func(name string, from int, linux string) Wall {
		w := Wall{Name: "Landlock: " + name, Stands: err == nil && has >= from}
		switch {
		case err != nil:
			w.Why = err.Error()
		case !w.Stands:
			w.Why = fmt.Sprintf("needs Linux %s (Landlock %d; this kernel has %d)", linux, from, has)
		}
		return w
	}
	seccomp := Wall{Name: "seccomp: system calls", Stands: true}
	if err := filters(); err != nil {
		seccomp.Stands, seccomp.Why = false, err.Error()
	}
	return []Wall{
		landlock("files", 1, "5.13"),
		landlock("abstract names", scoping, "6.12"),
		landlock("signals", scoping, "6.12"),
		landlock("paths of Unix sockets", resolving, "7.1"),
		seccomp,
	}
}
