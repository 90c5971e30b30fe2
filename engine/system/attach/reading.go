package attach

import (
	"fmt"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Source is where a value was read.
type Source string

// The sources.
const (
	FromDiag   Source = "sock_diag"
	FromFdinfo Source = "fdinfo"
	FromCopy   Source = "copy"
)

// Reading is an option of another program's socket: its value or why there is none, where it was read, and if that was
// a copy, how long it was held.
type Reading struct {
	Option *sockopts.Option
	Value  sockopts.Value // empty if it could not be read
	Errno  string         // of the call, if the kernel refused
	Effect string         // why it was not read: what reading would change, or need
	Source Source
	Held   time.Duration // how long the copy was held
	After  sockets.After // what happened to the descriptor meanwhile
}

// Known reports whether the reading has a value.
func (r Reading) Known() bool { return r.Source != "" && r.Errno == "" }

// of reports whether it is the reading of an option.
func (r Reading) of(o *sockopts.Option) bool {
	return r.Option.Name == o.Name && r.Option.Level == o.Level
}

// How says where the value was read, as in "sock_diag" or "held 4.1 µs".
func (r Reading) How() string {
	if r.Source != FromCopy {
		return string(r.Source)
	}
	return Held(r.Held)
}

// Held says how long a copy was held.
func Held(d time.Duration) string {
	switch {
	case d < 100*time.Microsecond:
		return fmt.Sprintf("held %.1f µs", float64(d.Nanoseconds())/1e3)
	case d < 100*time.Millisecond:
		return fmt.Sprintf("held %.2f ms", float64(d.Nanoseconds())/1e6)
	}
	return fmt.Sprintf("held %.2f s", d.Seconds())
}

// LetGo says that the other program closed its socket while a copy of it was held; "" if it did not, or if that is not
// known.
func (r Reading) LetGo() string {
	if r.After != sockets.AfterLetGo {
		return ""
	}
	return fmt.Sprintf("the program closed the descriptor while a copy was held for %s: its peer saw the end that much later", r.Option.Name)
}
