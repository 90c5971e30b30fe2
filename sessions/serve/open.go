package serve

import (
	"cmp"
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// open makes a listener and serves it, by means of steps. The words of the command line go into the steps as data: an
// address may contain what a line of script can't, such as a blank or a #.
func (o Options) open(e *engine.Engine, name string, l listener) error {
	for _, step := range append(o.listening(name, l), engine.Step{
		Verb: "serve", Socket: name, Service: &step.Service{Protocol: l.protocol, Readiness: o.With, Spin: o.Spin, PktInfo: o.PktInfo && l.hasPktInfo()},
	}) {
		if err := do(e, step); err != nil {
			return err
		}
	}
	event, err := e.Do(engine.Step{Verb: "getsockname", Socket: name})
	if err != nil {
		return err
	}
	prefix := ""
	if _, datagrams := step.Address(l.address).Server(); datagrams {
		prefix = step.DatagramPrefix
	}
	o.say("serving %s on %s%s with %s", l.protocol, prefix, event.Got, o.With)
	return nil
}

// listening returns the steps that make a socket with an address.
func (o Options) listening(name string, l listener) []engine.Step {
	if address, datagrams := step.Address(l.address).Server(); datagrams {
		kind, _ := step.KindByWord(datagramKind(string(address)))
		return []engine.Step{
			{Verb: "socket", Names: []string{name}, Domain: kind.Domain, Type: kind.Type, Protocol: kind.Protocol, Flags: step.Nonblock},
			{Verb: "bind", Socket: name, Address: address},
		}
	}
	steps := []engine.Step{{Verb: "server", Names: []string{name}, Address: step.Address(l.address), Count: &o.Backlog}}
	if strings.HasPrefix(l.address, "unix:") {
		return steps
	}
	on := "on"
	return append(steps, engine.Step{Verb: "setsockopt", Socket: name, Option: &step.OptionRef{Name: "TCP_NODELAY"}, Value: &on}) // accepted connections inherit it
}

func datagramKind(address string) string {
	switch {
	case strings.HasPrefix(address, "unix:"):
		return "unix-dgram"
	case strings.HasPrefix(address, "["):
		return "udp6"
	}
	return "udp"
}

// failure says which call of an event failed, and with which errno.
func failure(event engine.Event) string {
	errno := event.Errno()
	_, text := step.ErrnoNumber(errno)
	for _, call := range event.Calls {
		if call.Errno == errno {
			return fmt.Sprintf("%s answered %s (%s)", call.Name, errno, text)
		}
	}
	return fmt.Sprintf("it answered %s (%s)", errno, text)
}

// do makes a step, and returns an error unless it succeeds.
func do(e *engine.Engine, s engine.Step) error {
	event, err := e.Do(s)
	switch {
	case err != nil:
		return err
	case event.Errno() == "EADDRINUSE":
		return fmt.Errorf("%s is in use already: stop the program that uses it, or choose another address", s.Address)
	case event.Errno() != "" && event.Problem == "":
		return fmt.Errorf("%s can't be served: %s", cmp.Or(string(s.Address), s.String()), failure(event))
	}
	return event.Unmade()
}
