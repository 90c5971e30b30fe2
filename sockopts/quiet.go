package sockopts

// Quiet is an option that getsockopt(2) reads without changing anything, into an empty buffer. Only [Option.Quiet]
// makes one, and never for SO_ERROR, which reading clears.
type Quiet struct{ level, number int }

// Quiet returns the option for callers that may only look. It returns false if reading has a ReadEffect, or is not done
// with getsockopt(2).
func (o *Option) Quiet() (q Quiet, ok bool) {
	if !o.Readable() || o.ReadEffect != "" || o.Call != Sockopt {
		return Quiet{}, false
	}
	return Quiet{o.LevelNumber(), o.Number}, true
}

// QuietRead returns the arguments of getsockopt(2). The kernel answers ENOPROTOOPT to those of the zero Quiet.
func (q Quiet) QuietRead() (level, number int) { return q.level, q.number }
