package attach

import "time"

// lookTime is how long a look into /proc/PID may take before nobody waits for it.
const lookTime = 250 * time.Millisecond

// aside makes a look at a descriptor of another process, and goes on without its answer where that takes
// too long. To show a file of /proc/PID/fd or fdinfo the kernel takes a reference to it for a moment
// (fs/proc/fd.c). If the process closes its own meanwhile, that of the look is the last one, and the
// close is made by whoever looked: with SO_LINGER it may wait for as long as the program has set.
func aside[T any](look func() T) (answer T, ok bool) {
	answers := make(chan T, 1)
	go func() { answers <- look() }()
	late := time.NewTimer(lookTime)
	defer late.Stop()
	select {
	case answer = <-answers:
		return answer, true
	case <-late.C:
		return answer, false
	}
}
