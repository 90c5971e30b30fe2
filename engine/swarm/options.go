package swarm

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

// Options are the number of clients and what they do.
type Options struct {
	Clients  int
	Address  string // as a script writes it
	Protocol string
	Size     int     // bytes in a message, if the protocol allows any size
	Pipeline int     // messages under way on one connection
	Rate     float64 // messages per second of all clients together; 0 means as fast as possible
	Churn    bool    // reconnect after each message
	Cut      float64 // the probability that a connection ends with an RST, or within a message
	Idle     int     // clients that only keep their connection after one message
	Slow     int     // clients that read very slowly
	For      time.Duration
	Seed     uint64  // of the cuts; 0 takes one from the clock, which the report contains
	AllowNet bool    // allow addresses outside loopback
	Leader   *Leader // can pause the swarm; may be nil
}

// The limits of a swarm.
const (
	MostSize     = 1 << 20
	MostPipeline = 1024
	Longest      = 10 * time.Minute
)

// Defaults returns the default options.
func Defaults() Options {
	return Options{Clients: 1, Protocol: "echo", Size: 64, Pipeline: 1, For: 5 * time.Second}
}

// server returns the address of the server, and whether it is a datagram server.
func (o Options) server() (addr sockets.Addr, datagrams bool, err error) {
	text, datagrams := step.Address(o.Address).Server()
	if port, ok := strings.CutPrefix(string(text), "localhost:"); ok {
		text = step.Address("127.0.0.1:" + port)
	}
	addr, err = sockets.ParseAddr(string(text))
	return addr, datagrams, err
}

// Check returns what is wrong with the options, in a sentence.
func (o Options) Check() error {
	addr, datagrams, err := o.server()
	if err != nil {
		return err
	}
	p, ok := find(o.Protocol)
	switch {
	case !ok:
		return fmt.Errorf("no client speaks %q: choose one of %s", o.Protocol, strings.Join(Protocols(), ", "))
	case addr.IsZero() || addr.Unnamed():
		return fmt.Errorf("%s is nowhere to connect to: write the address of a server, such as 127.0.0.1:7", addr)
	case o.Clients < 1 || o.Clients > step.MostClients:
		return fmt.Errorf("%d clients are out of bounds: from 1 to %d", o.Clients, step.MostClients)
	case o.Size < 1 || o.Size > MostSize:
		return fmt.Errorf("a message of %d bytes is out of bounds: from 1 to %d", o.Size, MostSize)
	case o.Pipeline < 1 || o.Pipeline > MostPipeline:
		return fmt.Errorf("%d messages under way on one connection are out of bounds: from 1 to %d", o.Pipeline, MostPipeline)
	case !(o.Rate >= 0):
		return fmt.Errorf("%g is not a rate: write messages a second, or 0 for as fast as it goes", o.Rate)
	case !(o.Cut >= 0 && o.Cut <= 1):
		return fmt.Errorf("%g is not a probability: write 0 to 1", o.Cut)
	case o.Idle < 0 || o.Slow < 0 || o.Idle+o.Slow > o.Clients:
		return fmt.Errorf("%d idle and %d slow clients are not among %d", o.Idle, o.Slow, o.Clients)
	case o.For <= 0 || o.For > Longest:
		return fmt.Errorf("%s is out of bounds: a swarm runs for at most %s", o.For, Longest)
	case o.Churn && o.Pipeline > 1:
		return fmt.Errorf("with churn a connection has one message: leave the pipeline at 1")
	case datagrams:
		return o.checkDatagrams(p)
	case p.kind == farewells && o.Idle+o.Slow > 0:
		return fmt.Errorf("a server of %s ends every connection: no client can be idle or slow", o.Protocol)
	case p.kind == listens && o.Rate > 0 && !o.Churn:
		return fmt.Errorf("a server of %s sends unasked: a rate can't slow it", o.Protocol)
	}
	return nil
}

// checkDatagrams returns what is wrong with the options for datagrams.
func (o Options) checkDatagrams(p protocol) error {
	switch {
	case p.grams == nil:
		return fmt.Errorf("no client speaks %s in datagrams: choose one of %s", o.Protocol, strings.Join(DatagramProtocols(), ", "))
	case o.Churn || o.Cut > 0 || o.Idle+o.Slow > 0:
		return errors.New("datagrams have no connections: none can be churned, cut, idle or slow")
	case o.Size < headerSize || o.Size > mostDatagram:
		return fmt.Errorf("a datagram of %d bytes is out of bounds: from %d, which hold its number, to %d", o.Size, headerSize, mostDatagram)
	case o.Clients*o.Pipeline > mostUnderWay:
		return fmt.Errorf("%d datagrams under way are out of bounds: at most %d of all clients together", o.Clients*o.Pipeline, mostUnderWay)
	}
	return nil
}

// Unavailable means that something a swarm needs is not available on this machine.
type Unavailable struct{ Reason string }

func (u *Unavailable) Error() string { return u.Reason }
