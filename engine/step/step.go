package step

import (
	"bytes"
	"time"

	"netnet-tui/sockets/control"
)

// Step is one line of script, as data: something asked. The fields that its verb
// does not take are zero. See [Step.String] for the line.
type Step struct {
	Tag    uint64        `json:"tag,omitempty"`    // the asker's own number for it, by which it knows the event; 0 is none
	Aside  bool          `json:"aside,omitempty"`  // it only looks, beside the session: its event answers who asks, and is not in the journal
	Line   int           `json:"line,omitempty"`   // where it stands in its file; 0 at a prompt
	Within time.Duration `json:"within,omitempty"` // how long to repeat it for
	At     string        `json:"at,omitempty"`     // the forked process that makes it; "" is the engine
	Each   bool          `json:"each,omitempty"`   // within is about each time that the step is repeated, not about all of them
	Repeat int           `json:"repeat,omitempty"` // how often to make it; 0 is once
	Until  []Outcome     `json:"until,omitempty"`  // make it until one of these holds
	Names  []string      `json:"names,omitempty"`  // what the descriptors it makes are to be called
	Verb   string        `json:"verb"`

	Socket    string         `json:"socket,omitempty"`   // the socket it is about
	Other     string         `json:"other,omitempty"`    // the second one: of epoll_ctl, dup3, sendfile, splice, tee
	Domain    int            `json:"domain,omitempty"`   // AF_
	Type      int            `json:"type,omitempty"`     // SOCK_
	Protocol  int            `json:"protocol,omitempty"` // IPPROTO_
	Flags     int            `json:"flags,omitempty"`    // of the new descriptor, of the message, of epoll's interest
	Op        int            `json:"op,omitempty"`       // how to shut down, what epoll_ctl does, what the offset of lseek counts from
	Address   Address        `json:"address,omitempty"`
	Len       *int           `json:"len,omitempty"`       // the length that the call is told, where that is not the true one
	Text      *Text          `json:"text,omitempty"`      // what is sent
	Texts     []Text         `json:"texts,omitempty"`     // the parts of what is sent
	Size      int            `json:"size,omitempty"`      // bytes of buffer, at most
	Sizes     []int          `json:"sizes,omitempty"`     // of the parts of a buffer
	Items     []control.Item `json:"items,omitempty"`     // control messages to send
	Room      *int           `json:"room,omitempty"`      // bytes for control messages
	Accept    string         `json:"accept,omitempty"`    // how accept takes a connection: addr, plain
	Count     *int           `json:"count,omitempty"`     // backlog, events at most, the offset of lseek
	Timeout   *time.Duration `json:"timeout,omitempty"`   // of a wait, below 0 forever; how long to sleep
	Interests []Interest     `json:"interests,omitempty"` // what poll and select watch
	Option    *OptionRef     `json:"option,omitempty"`
	Value     *string        `json:"value,omitempty"`   // of an option, a sysctl
	Request   string         `json:"request,omitempty"` // of ioctl and fcntl, as C writes it
	On        *bool          `json:"on,omitempty"`      // what to set it to
	Target    *Target        `json:"look,omitempty"`    // what show and expect look at
	Compare   string         `json:"compare,omitempty"` // how expect compares: == != < <= > >=
	Task      string         `json:"task,omitempty"`    // the call of spawn, join and interrupt
	Number    *uint64        `json:"number,omitempty"`  // what an eventfd begins with, and what is written to one
	Every     time.Duration  `json:"every,omitempty"`   // how often a timerfd expires after the first time; 0 is never
	Spawned   *Step          `json:"spawned,omitempty"` // what spawn makes
	Process   string         `json:"process,omitempty"` // that fork makes, and exit and kill end
	Signal    string         `json:"signal,omitempty"`  // of kill
	Foreign   *Foreign       `json:"foreign,omitempty"` // the descriptor that attach copies
	Service   *Service       `json:"service,omitempty"` // what serve does
	Gear      *Gear          `json:"gear,omitempty"`    // how the loop goes on
	Swarm     *Swarm         `json:"swarm,omitempty"`   // what swarm sends
	Key       string         `json:"key,omitempty"`     // of a sysctl, an rlimit
	Limit     uint64         `json:"limit,omitempty"`   // of an rlimit

	Want []Outcome `json:"want,omitempty"` // one of these must hold
}

// Rights are the names of the descriptors that it sends.
func (s Step) Rights() []string {
	var names []string
	for _, item := range s.Items {
		names = append(names, itemNames(item)...)
	}
	return names
}

// Text is what is sent: Body, as often as Times says.
type Text struct {
	Times int64  `json:"times,omitempty"` // 0 is once
	Body  []byte `json:"body"`
}

// Bytes is the text whole.
func (t Text) Bytes() []byte {
	if t.Times == 0 {
		return t.Body
	}
	return bytes.Repeat(t.Body, int(t.Times))
}

// Len is how many bytes the text has.
func (t Text) Len() int64 { return max(t.Times, 1) * int64(len(t.Body)) }

// Interest is what poll or select watch one socket for, as bits of poll(2).
type Interest struct {
	Socket string `json:"socket"`
	Events int    `json:"events"`
}
