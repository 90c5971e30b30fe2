package remote

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Died is the error of an engine that ended without being asked to.
type Died struct {
	How  string // as in "killed by SIGKILL" or "exit status 2"
	Last string // the last step it was given
	Says string // the first line of its standard error
}

func (d *Died) Error() string {
	text := "the engine is gone: " + d.How
	if d.Last != "" {
		text += "; its last step was: " + d.Last
	}
	if d.Says != "" {
		text += "; it said: " + d.Says
	}
	return text
}

// died waits for the process and returns how it ended.
func (c *child) died(step string) error {
	c.reap()
	how := fmt.Sprintf("exit status %d", c.status.ExitStatus())
	if c.status.Signaled() {
		how = "killed by " + unix.SignalName(c.status.Signal())
	}
	return &Died{How: how, Last: step, Says: c.complaints.First()}
}
