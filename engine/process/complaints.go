package process

import (
	"os"
	"strings"
	"sync"
)

// Complaints keeps the beginning of a process's standard error: the line that names a panic comes first. Its methods
// may be called from any goroutine.
type Complaints struct {
	pipe  *os.File
	ended chan struct{}
	lock  sync.Mutex
	text  strings.Builder
}

// most bounds how many bytes of a process's complaints are kept.
const most = 4096

// Listen reads a process's standard error from a pipe until its last writer closes it, and then closes the pipe.
func Listen(pipe *os.File) *Complaints {
	c := &Complaints{pipe: pipe, ended: make(chan struct{})}
	go c.read()
	return c
}

func (c *Complaints) read() {
	defer close(c.ended)
	p := make([]byte, most)
	for {
		n, err := c.pipe.Read(p)
		if err != nil {
			_ = c.pipe.Close()
			return
		}
		c.lock.Lock()
		if c.text.Len() < most {
			c.text.Write(p[:n])
		}
		c.lock.Unlock()
	}
}

// Ended returns a channel that is closed when everything has been read.
func (c *Complaints) Ended() <-chan struct{} { return c.ended }

// First returns the first line that is not empty, or "" if there is none so far.
func (c *Complaints) First() string {
	c.lock.Lock()
	defer c.lock.Unlock()
	for line := range strings.Lines(c.text.String()) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}
