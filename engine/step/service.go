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
	PktInfo   bool          `json:"pktinfo,omitempty"`   // of datagrams: replies leave from the address that was asked
	Readiness string        `json:"readiness,omitempty"` // empty: as it is, epoll at first
	Spin      time.Duration `json:"spin,omitempty"`      // how long the loop looks before it sleeps
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

// Gear is how the event loop is to go on.
type Gear struct {
	Word string  `json:"word"`        // run, pause, slow, step, iteration
	N    float64 `json:"n,omitempty"` // calls a second of slow; how many of step and iteration
}

// The words that gear takes.
const (
	GearRun       = string(status.GearRun)
	GearPause     = string(status.GearPause)
	GearSlow      = string(status.GearSlow)
	GearStep      = "step"
	GearIteration = "iteration"
)

// gearWords are all of them.
var gearWords = []string{GearRun, GearPause, GearSlow, GearStep, GearIteration}

// TakesNumber reports whether a number stands behind the word.
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
	Protocol string        `json:"protocol,omitempty"` // echo where it is left out
	For      time.Duration `json:"for,omitempty"`      // 2 s where it is left out
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

// ProtocolNames lists what serve can serve.
func ProtocolNames() []string { return protocol.Names() }

// CheckProtocol reports what is wrong with the name of a protocol, its parameter included.
func CheckProtocol(name string) error {
	_, err := protocol.Find(name)
	return err
}

// ReadinessNames lists the ways in which a loop can learn who is ready.
func ReadinessNames() []string { return readiness.Names() }

// ReadinessSummary says how a loop with a readiness learns who is ready.
func ReadinessSummary(name string) string {
	e, _ := readiness.Find(name)
	return e.Summary
}

// CheckReadiness reports what is wrong with the name of a readiness.
func CheckReadiness(name string) error {
	_, err := readiness.Find(name)
	return err
}
