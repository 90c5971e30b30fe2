package swarms

import (
	"cmp"
	"strconv"
	"time"
)

// Launch describes a swarm to start.
type Launch struct {
	Step      string // the line that asked for it
	Clients   int
	Address   string        // of the server
	Protocol  string        // "" means echo
	For       time.Duration // 0 means defaultTime
	AllowNet  bool          // addresses outside loopback are allowed
	AllowUnix bool          // paths of Unix sockets anywhere are allowed
}

// defaultTime is how long a swarm runs if its step does not say.
const defaultTime = 2 * time.Second

// args returns the command-line arguments.
func (l Launch) args() []string {
	args := []string{"swarm", strconv.Itoa(l.Clients), l.Address, "--json", "--progress", "--led"}
	if l.Protocol != "" {
		args = append(args, "--protocol", l.Protocol)
	}
	args = append(args, "--for", cmp.Or(l.For, defaultTime).String())
	if l.AllowNet {
		args = append(args, "--allow-net")
	}
	if l.AllowUnix {
		args = append(args, "--allow-unix")
	}
	return args
}
