package sockopts

// Life is how far a socket has come, and where it lives, as far as its options care.
type Life struct {
	Bound     bool // it has a local address
	Listening bool
	Connected bool // it has a peer, or is about to
	Nonblock  bool
	Set       func(level, name string) bool              // whether a step has set that option of it
	Sysctl    func(key string) (string, bool)            // a setting of its network
	Capable   func(capability string, initial bool) bool // whether the process has it, in the initial user namespace where initial says so
}

// Obstacle is why setting the option would be refused now, or do nothing: one clause,
// "" where nothing stands against it. The kernel has the last word.
func (o *Option) Obstacle(_ Life) string { return "" }

// Warnings are what should be said to somebody who sets the option to a value now,
// one sentence each: the obstacle, and mistakes that the kernel takes in silence.
func (o *Option) Warnings(_ Life, _ Value) []string { return nil }

// Writing is what to write so that the option reads as a value it had; false where
// that can't be had back by setting it.
func (o *Option) Writing(value string) (string, bool) { return value, o.Settable() }

// Restoring is what to write so that the option is as on a fresh socket, on which it
// reads as fresh; false where that can't be had.
func (o *Option) Restoring(fresh string) (string, bool) { return o.Writing(fresh) }
