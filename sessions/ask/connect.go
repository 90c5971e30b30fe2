package ask

import (
	"fmt"
	"io"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/why"
)

// connectAnswer is what connect answered.
type connectAnswer struct {
	Address string        `json:"address"`
	Answer  string        `json:"answer"` // ok, or an errno
	Took    float64       `json:"took"`   // in seconds
	Why     []why.Finding `json:"why"`
}

// patience is how long connect may wait for an answer.
const patience = "3s"

// Connect tries to connect to an address, closes the connection, and prints what connect answered, and why.
func Connect(e Doer, address string, w io.Writer, asJSON bool) error {
	kind, _ := step.KindByWord(kindOf(address))
	value, past := patience, &why.Past{}
	a := connectAnswer{Address: address, Answer: "ok"}
	for _, s := range []engine.Step{
		{Verb: "socket", Names: []string{newcomer}, Domain: kind.Domain, Type: kind.Type, Protocol: kind.Protocol},
		{Verb: "setsockopt", Socket: newcomer, Option: &step.OptionRef{Name: "SO_SNDTIMEO"}, Value: &value},
		{Verb: "connect", Socket: newcomer, Address: step.Address(address)},
		{Verb: "close", Socket: newcomer},
	} {
		event, err := do(e, s)
		if event.Refused && s.Verb == "connect" {
			return &engine.Unavailable{Reason: address + " is outside loopback: allow it with --allow-net"}
		}
		if err != nil {
			return err
		}
		if s.Verb == "connect" {
			a.Took, a.Why = event.Took, why.Explain(past, event)
			if errno := event.Errno(); errno != "" {
				a.Answer = errno
			}
			if a.Answer == "EINPROGRESS" || a.Answer == "EAGAIN" { // caused by our SO_SNDTIMEO, which the question is not about
				a.Why = []why.Finding{why.Unanswered(past, event, "3 s")}
			}
		}
		past.Add(event)
	}
	if asJSON {
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(a)
	}
	_, err := io.WriteString(w, a.page())
	return err
}

// kindOf returns the word for a socket that connects to an address.
func kindOf(address string) string {
	switch {
	case strings.HasPrefix(address, "unix:"):
		return "unix"
	case strings.HasPrefix(address, "["):
		return "tcp6"
	}
	return "tcp"
}

// page returns the answer for people.
func (a connectAnswer) page() string {
	var b output.Page
	b.Line("connect %s: %s after %s", a.Address, a.Answer, time.Duration(a.Took*float64(time.Second)).Round(time.Microsecond))
	for _, f := range a.Why {
		b.Line("%s", f)
		for _, fact := range f.Evidence {
			b.Line("  %s", fmt.Sprintf("%s is %s (%s)", fact.What, fact.Value, fact.From))
		}
	}
	return b.String()
}
