package swarm

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Report is what a swarm has done, so far or in total.
type Report struct {
	Protocol    string    `json:"protocol"`
	Address     string    `json:"address"`
	Clients     int       `json:"clients"`
	Connected   int       `json:"connected"`   // now
	Connections uint64    `json:"connections"` // since the beginning
	Messages    uint64    `json:"messages"`    // answered; sent, if the protocol has no answers
	In          uint64    `json:"in"`          // bytes
	Out         uint64    `json:"out"`         // bytes
	PerSecond   float64   `json:"per_second"`  // messages, since all were connected; while it runs, in the last second
	Latency     Quantiles `json:"latency"`     // from message to answer, without the slow clients
	Connect     Quantiles `json:"connect"`     // from connect to established
	Errors      []Failure `json:"errors,omitempty"`
	Mismatches  uint64    `json:"mismatches"` // connections on which wrong bytes came back
	First       *Mismatch `json:"first_mismatch,omitempty"`
	Ended       uint64    `json:"ended"` // connections that the server ended too early
	Lost        uint64    `json:"lost"`  // messages whose answers did not come, without the slow clients
	Cut         uint64    `json:"cut"`
	Elapsed     float64   `json:"elapsed"`             // in seconds
	Datagrams   *Tally    `json:"datagrams,omitempty"` // if the clients send datagrams
	Seed        uint64    `json:"seed"`
	Verified    bool      `json:"verified"` // there were messages, and all received bytes were right
}

// Faultless reports whether the server did everything it had to: there were messages, every byte received was right,
// and every message was answered. Servers that are bad on purpose may lose some, and datagrams may get lost on any
// path.
func (r Report) Faultless() bool {
	p, _ := find(r.Protocol)
	return r.Verified && !r.Unheard() && (r.Lost == 0 || p.tolerant || r.Datagrams != nil)
}

// Quantiles are quantiles of durations, in microseconds.
type Quantiles struct {
	Count uint64  `json:"count"`
	P50   float64 `json:"p50"`
	P99   float64 `json:"p99"`
	P999  float64 `json:"p999"`
	Max   float64 `json:"max"`
}

// Failure counts how often a call failed with an errno.
type Failure struct {
	Call  string `json:"call"`
	Errno string `json:"errno"`
	Count uint64 `json:"count"`
}

// Mismatch is the place at which wrong bytes were received.
type Mismatch struct {
	Client int    `json:"client"`
	Byte   uint64 `json:"byte"` // of the connection's incoming stream, from 0
	Want   string `json:"want"`
	Got    string `json:"got"`
}

func (m Mismatch) String() string {
	return fmt.Sprintf("client %d, byte %d: got %s, want %s", m.Client, m.Byte, m.Got, m.Want)
}

// shown is the maximum number of bytes of a difference that a report quotes.
const shown = 16

// differs returns the first difference between received and expected bytes. If everything expected came, the difference
// is at the byte after it.
func (c *client) differs(got, want []byte) *Mismatch { return differs(c.number, c.heard, got, want) }

// wrong returns a mismatch at the beginning of got; want describes what was expected.
func (c *client) wrong(got []byte, want string) *Mismatch { return wrong(c.number, c.heard, got, want) }

func differs(client int, heard uint64, got, want []byte) *Mismatch {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	wanted := "nothing more"
	if i < len(want) {
		wanted = sockets.Quote(want[i:min(i+shown, len(want))])
	}
	return wrong(client, heard+uint64(i), got[i:], wanted)
}

func wrong(client int, heard uint64, got []byte, want string) *Mismatch {
	return &Mismatch{Client: client, Byte: heard, Want: want, Got: sockets.Quote(got[:min(shown, len(got))])}
}

// further moves a mismatch forward by a number of bytes.
func further(m *Mismatch, bytes int) *Mismatch {
	if m != nil {
		m.Byte += uint64(bytes)
	}
	return m
}

// failures counts errnos by call.
type failures map[failure]uint64

type failure struct {
	call  string
	errno unix.Errno
}

// list returns the failures, the most frequent first.
func (f failures) list() []Failure {
	var all []Failure
	for what, count := range f {
		all = append(all, Failure{Call: what.call, Errno: sockets.ErrnoName(what.errno), Count: count})
	}
	slices.SortFunc(all, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Call, b.Call), cmp.Compare(a.Errno, b.Errno))
	})
	return all
}
