package step

import (
	"strconv"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"
)

// Service is what serve does with a socket.
type Service struct {
	Protocol  string        `json:"protocol"`
	PktInfo   bool          `json:"pktinfo,omitempty"`   // for datagrams: reply from the address that was asked
	Readiness string        `json:"readiness,omitempty"` // empty keeps the current one, initially epoll
	Spin      time.Duration `json:"spin,omitempty"`      // how long the loop polls before it sleeps
}

func (s Service) words() []string {
	words := []string{s.Protocol}
	if s.PktInfo {
		words = append(words, "pktinfo")
	}
	if s.Readiness != "" {
		words = append(words, "with", s.Readiness)
	}
	if s.Spin > 0 {
		words = append(words, "spin", FormatDuration(s.Spin))
	}
	return words
}

// Gear is how the event loop is to continue.
type Gear struct {
	Word string  `json:"word"`        // run, pause, slow, step, iteration
	N    float64 `json:"n,omitempty"` // calls per second of slow; number of step and iteration
}

// The words that gear takes.
const (
	GearRun       = string(status.GearRun)
	GearPause     = string(status.GearPause)
	GearSlow      = string(status.GearSlow)
	GearStep      = "step"
	GearIteration = "iteration"
)

// gearWords lists all of them.
var gearWords = []string{GearRun, GearPause, GearSlow, GearStep, GearIteration}

// TakesNumber reports whether a number follows the word.
func (g Gear) TakesNumber() bool {
	return g.Word != GearRun && g.Word != GearPause
}

func (g Gear) words() []string {
	if !g.TakesNumber() {
		return []string{g.Word}
	}
	return []string{g.Word, strconv.FormatFloat(g.N, 'f', -1, 64)}
}

// Swarm is a crowd of clients in a process of its own.
type Swarm struct {
	Clients  int           `json:"clients"`
	Protocol string        `json:"protocol,omitempty"` // default echo
	For      time.Duration `json:"for,omitempty"`      // default 2 s
}

func (s Swarm) traffic() []string {
	var words []string
	if s.Protocol != "" {
		words = append(words, s.Protocol)
	}
	if s.For > 0 {
		words = append(words, "for", FormatDuration(s.For))
	}
	return words
}

// ProtocolNames returns the names of the protocols that serve takes.
func ProtocolNames() []string { return protocol.Names() }

// CheckProtocol returns an error if name is not a protocol with a valid parameter.
func CheckProtocol(name string) error {
	_, err := protocol.Find(name)
	return err
}

// ReadinessNames returns the names of the readiness models.
func ReadinessNames() []string { return readiness.Names() }

// ReadinessSummary describes a readiness model in one line.
func ReadinessSummary(name string) string {
	e, _ := readiness.Find(name)
	return e.Summary
}

// CheckReadiness returns an error if name is not a readiness model.
func CheckReadiness(name string) error {
	_, err := readiness.Find(name)
	return err
}
