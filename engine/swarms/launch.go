package swarms

import (
	"cmp"
	"strconv"
	"time"
)

// Launch says what a swarm is started for.
type Launch struct {
	Step      string // the line that asks for it
	Clients   int
	Address   string        // of the server
	Protocol  string        // "" is echo
	For       time.Duration // 0 is two seconds
	AllowNet  bool          // addresses outside loopback are allowed
	AllowUnix bool          // so are paths of Unix sockets anywhere
}

// defaultTime is how long a swarm runs if its step does not say.
const defaultTime = 2 * time.Second

// args are the words of the command line.
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
