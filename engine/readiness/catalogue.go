package readiness

import (
	"fmt"
	"strings"

	"netnet-tui/sockets"
)

// Entry is a readiness model.
type Entry struct {
	Name    string
	Summary string
	New     func(sockets.Calls) (Readiness, error)
}

// The names of readiness models in scripts.
const (
	Busy    = "busy"
	Select  = "select"
	Poll    = "poll"
	Epoll   = "epoll"
	EpollET = "epoll-et"
	Oneshot = "epoll-oneshot"
	IOUring = "io_uring"
)

// Default is the readiness of a server that does not choose.
const Default = Epoll

// Catalogue returns every readiness model, the oldest first.
func Catalogue() []Entry { return catalogue }

var catalogue = []Entry{
	{Busy, "asks every connection in turn, and never sleeps", newBusy},
	{Select, "select(2): three sets of bits, descriptors below 1024 only", newSelect},
	{Poll, "poll(2): a list of descriptors, handed over with every wait", newPoll},
	{Epoll, "epoll(7), level-triggered: the kernel keeps the list, and reports for as long as something is ready", newEpoll},
	{EpollET, "epoll(7), edge-triggered: it reports once, when something becomes ready", newEpollET},
	{Oneshot, "epoll(7) with EPOLLONESHOT: it reports once, then has to be armed again", newOneshot},
	{IOUring, "io_uring(7): the kernel accepts and receives by itself, and reports what came; Linux 6.0 and later", newUring},
}

// Find returns the readiness model with the given name.
func Find(name string) (Entry, error) {
	for _, e := range catalogue {
		if e.Name == name {
			return e, nil
		}
	}
	return Entry{}, fmt.Errorf("there is no readiness %q: choose one of %s", name, strings.Join(Names(), ", "))
}

// Names returns the names of all readiness models.
func Names() []string {
	names := make([]string, len(catalogue))
	for i, e := range catalogue {
		names[i] = e.Name
	}
	return names
}
