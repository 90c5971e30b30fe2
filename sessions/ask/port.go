package ask

import (
	"fmt"
	"io"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/why"
)

// Doer makes steps: an engine, or a client of one.
type Doer interface {
	Do(engine.Step) (engine.Event, error)
}

// portAnswer is what was found out about a port.
type portAnswer struct {
	Port    uint16          `json:"port"`
	Holders []status.Holder `json:"holders"` // those with a network are in another network namespace
	Binds   []bindAnswer    `json:"binds"`
	Missing []string        `json:"missing,omitempty"` // what could not be looked up
}

// bindAnswer is what bind answered to a new socket.
type bindAnswer struct {
	Protocol string        `json:"protocol"`
	Address  string        `json:"address"`
	Option   string        `json:"option,omitempty"` // set before the bind
	Answer   string        `json:"answer"`           // ok, or an errno
	Why      []why.Finding `json:"why,omitempty"`    // of an errno
}

// newcomer is the name of the socket that is bound.
const newcomer = "newcomer"

// Port prints who has a port, and what bind would answer there: each bind is tried for real, with a socket that is
// closed at once.
func Port(e Doer, number uint16, w io.Writer, asJSON bool) error {
	found := lookup.Port(number)
	a := portAnswer{Port: number, Holders: append([]status.Holder{}, found.Holders...), Missing: found.Missing}
	for _, protocol := range []string{"tcp", "udp"} {
		for _, host := range []string{"127.0.0.1", "0.0.0.0", "[::1]", "[::]"} {
			for _, option := range []string{"", "SO_REUSEADDR", "SO_REUSEPORT"} {
				a.Binds = append(a.Binds, bindAnswer{Protocol: protocol, Address: fmt.Sprintf("%s:%d", host, number), Option: option, Answer: "ok"})
			}
		}
	}
	// The kernel remembers the last bind with SO_REUSEPORT that it admitted to a port, and admits what matches it
	// without checking the other sockets (sk_reuseport_match in net/ipv4/inet_connection_sock.c): after 0.0.0.0 even a
	// [::] that conflicts with a listener. A bind without it makes the kernel forget. So [::] comes first, and each
	// address without an option last.
	for i := range slices.Backward(a.Binds) {
		if err := a.tryBind(e, &a.Binds[i]); err != nil {
			return err
		}
	}
	if asJSON {
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(a)
	}
	_, err := io.WriteString(w, a.page())
	return err
}

// tryBind binds a new socket as b says, closes it, and records the answer.
func (a portAnswer) tryBind(e Doer, b *bindAnswer) error {
	word := b.Protocol
	if b.Address[0] == '[' {
		word += "6"
	}
	kind, _ := step.KindByWord(word)
	on, past := "on", &why.Past{}
	steps := []engine.Step{
		{Verb: "socket", Names: []string{newcomer}, Domain: kind.Domain, Type: kind.Type, Protocol: kind.Protocol},
		{Verb: "setsockopt", Socket: newcomer, Option: &step.OptionRef{Name: b.Option}, Value: &on},
		{Verb: "bind", Socket: newcomer, Address: step.Address(b.Address)},
		{Verb: "close", Socket: newcomer},
	}
	if b.Option == "" {
		steps = slices.Delete(steps, 1, 2)
	}
	for _, s := range steps {
		event, err := do(e, s)
		if err != nil {
			return err
		}
		a.owners(event)
		if errno := event.Errno(); errno != "" && b.Answer == "ok" {
			b.Answer, b.Why = errno, why.Explain(past, event)
		}
		past.Add(event)
		if s.Verb == "socket" && event.Errno() != "" { // this kernel does not have the domain
			return nil
		}
	}
	return nil
}

// owners adds the owners of the sockets that an event names, which the engine may not be allowed to see.
func (a portAnswer) owners(e engine.Event) {
	if e.Evidence == nil || e.Evidence.Found == nil {
		return
	}
	for i := range e.Evidence.Found.Holders {
		h := &e.Evidence.Found.Holders[i]
		for _, known := range a.Holders {
			if known.Cookie == h.Cookie && len(h.Owners) == 0 {
				h.Owners = known.Owners
			}
		}
	}
}

// do makes a step, and returns an error if it could not be made at all.
func do(e Doer, s engine.Step) (engine.Event, error) {
	event, err := e.Do(s)
	if err == nil {
		err = event.Unmade()
	}
	return event, err
}
