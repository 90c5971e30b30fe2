package step

import (
	"bytes"
	"time"

	"netnet-tui/sockets/control"
)

// Step is one line of a script as data: a request. Fields that its verb does not take are zero. See [Step.String] for
// the line.
type Step struct {
	Tag    uint64        `json:"tag,omitempty"`    // the requester's own number, by which it recognizes the event; 0 is none
	Aside  bool          `json:"aside,omitempty"`  // it only looks: its event goes to the requester and is not in the journal
	Line   int           `json:"line,omitempty"`   // its line in the file; 0 at a prompt
	Within time.Duration `json:"within,omitempty"` // how long to repeat it for
	At     string        `json:"at,omitempty"`     // the forked process that makes it; "" is the engine
	Each   bool          `json:"each,omitempty"`   // within applies to each repetition, not to all of them together
	Repeat int           `json:"repeat,omitempty"` // how often to make it; 0 means once
	Until  []Outcome     `json:"until,omitempty"`  // make it until one of these holds
	Names  []string      `json:"names,omitempty"`  // names for the descriptors it makes
	Verb   string        `json:"verb"`

	Socket    string         `json:"socket,omitempty"`   // the socket it is about
	Other     string         `json:"other,omitempty"`    // the second socket: of epoll_ctl, dup3, sendfile, splice, tee
	Domain    int            `json:"domain,omitempty"`   // AF_
	Type      int            `json:"type,omitempty"`     // SOCK_
	Protocol  int            `json:"protocol,omitempty"` // IPPROTO_
	Flags     int            `json:"flags,omitempty"`    // of the new descriptor, the message, or the epoll interest
	Op        int            `json:"op,omitempty"`       // the how of shutdown, the operation of epoll_ctl, the whence of lseek
	Address   Address        `json:"address,omitempty"`
	Len       *int           `json:"len,omitempty"`       // the length passed to the call, if not the true one
	Text      *Text          `json:"text,omitempty"`      // what to send
	Texts     []Text         `json:"texts,omitempty"`     // the parts of what to send
	Size      int            `json:"size,omitempty"`      // size of the buffer
	Sizes     []int          `json:"sizes,omitempty"`     // sizes of the parts of the buffer
	Items     []control.Item `json:"items,omitempty"`     // control messages to send
	Room      *int           `json:"room,omitempty"`      // size of the buffer for control messages
	Accept    string         `json:"accept,omitempty"`    // how accept takes a connection: addr, plain
	Count     *int           `json:"count,omitempty"`     // backlog, maximum of events, offset of lseek
	Timeout   *time.Duration `json:"timeout,omitempty"`   // of a wait, forever if negative; how long to sleep
	Interests []Interest     `json:"interests,omitempty"` // what poll and select watch
	Option    *OptionRef     `json:"option,omitempty"`
	Value     *string        `json:"value,omitempty"`   // of an option or a sysctl
	Request   string         `json:"request,omitempty"` // of ioctl and fcntl, as in C
	On        *bool          `json:"on,omitempty"`      // the value of an on/off request
	Target    *Target        `json:"look,omitempty"`    // what show and expect look at
	Compare   string         `json:"compare,omitempty"` // how expect compares: == != < <= > >=
	Task      string         `json:"task,omitempty"`    // the call of spawn, join and interrupt
	Number    *uint64        `json:"number,omitempty"`  // the initial value of an eventfd, or the number written to one
	Every     time.Duration  `json:"every,omitempty"`   // the interval of a timerfd after it first expires; 0 is none
	Spawned   *Step          `json:"spawned,omitempty"` // the step that spawn makes
	Process   string         `json:"process,omitempty"` // the process that fork makes, or exit and kill end
	Signal    string         `json:"signal,omitempty"`  // of kill
	Foreign   *Foreign       `json:"foreign,omitempty"` // the descriptor that attach copies
	Service   *Service       `json:"service,omitempty"` // what serve does with the socket
	Gear      *Gear          `json:"gear,omitempty"`    // how the loop continues
	Swarm     *Swarm         `json:"swarm,omitempty"`   // what swarm sends
	Key       string         `json:"key,omitempty"`     // of a sysctl or an rlimit
	Limit     uint64         `json:"limit,omitempty"`   // of an rlimit

	Want []Outcome `json:"want,omitempty"` // one of these must hold
}

// Rights returns the names of the descriptors that the step sends.
func (s Step) Rights() []string {
	var names []string
	for _, item := range s.Items {
		names = append(names, itemNames(item)...)
	}
	return names
}

// Text is what is sent: Body, repeated Times times.
type Text struct {
	Times int64  `json:"times,omitempty"` // 0 means once
	Body  []byte `json:"body"`
}

// Bytes returns the whole text.
func (t Text) Bytes() []byte {
	if t.Times == 0 {
		return t.Body
	}
	return bytes.Repeat(t.Body, int(t.Times))
}

// Len returns the length of the text in bytes.
func (t Text) Len() int64 { return max(t.Times, 1) * int64(len(t.Body)) }

// Interest is the poll(2) events for which poll or select watches a socket.
type Interest struct {
	Socket string `json:"socket"`
	Events int    `json:"events"`
}
