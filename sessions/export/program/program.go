package program

import (
	"time"

	"netnet-tui/engine/step"
)

// Program is a lowered script, ready to be printed in any language.
type Program struct {
	Script     *Script
	Variables  []*Variable
	Tasks      []*Task  // calls made on their own threads
	Processes  []string // forked processes; statements refer to them by number, from 1
	Statements []*Statement
	Paths      []string // Unix socket files, created in a folder of the program

	Constants map[string]int // constants that calls, looks and conditions name
}

// Variable holds a descriptor, or the descriptors that a repeated step makes.
type Variable struct {
	Name     string // a letter, then letters, digits and _; unique in a program
	Many     int    // number of descriptors, numbered from 1; 0: a single unnumbered one
	Domain   int    // AF_ of the socket; 0 if unknown
	Type     int    // SOCK_
	Kind     string // if it is not a socket: status.KindEpoll, …
	Messages bool   // a statement examines its last message
	Used     bool   // a later statement needs the descriptor

	LocalLater bool // its local address is needed after the close
	PeerLater  bool
	StateLater bool
}

// Ref is one descriptor of a variable.
type Ref struct {
	*Variable
	Index int // which of several, from 1; 0: that of the current round
}

// Task is a call made on its own thread.
type Task struct {
	Name    string
	Process int
	Call    *Call
	Text    string // the spawned step
}

// Bare returns the task's call without the descriptors it makes, which the program stores when it joins.
func (t *Task) Bare() *Call {
	c := *t.Call
	c.Makes = nil
	return &c
}

// Statement is one step: what it does and what is expected of it.
type Statement struct {
	Step    step.Step
	Line    int
	Text    string // the canonical line
	Purpose string // what the step does, in words
	Process int    // that executes it; 0: the program itself
	Action  Action

	Call   *Call  // for ActionCall and ActionSpawn
	Task   *Task  // for ActionSpawn, ActionJoin and ActionInterrupt
	Target int    // the process that is forked, exits or is killed
	Signal Const  // for ActionKill
	Key    string // for ActionSysctl and ActionReadSysctl
	Value  string
	Look   *Look // for ActionExpect and ActionShow
	Time   time.Duration

	Repeat int           // number of rounds; 0: once
	Within time.Duration // how long it is retried
	Each   bool          // Within applies to each round
	Until  Condition     // repeat until this holds; nil: none
	Want   Condition     // what must hold; nil if nothing is expected
	Keeps  []Ref         // the descriptors it closes: their addresses may be needed later

	Missing string // why no language can express it; "" if one can
}

// Action is the kind of a statement.
type Action int

// The actions.
const (
	ActionMissing Action = iota
	ActionCall
	ActionExpect
	ActionShow
	ActionSleep
	ActionSpawn
	ActionJoin
	ActionInterrupt
	ActionFork
	ActionExit
	ActionKill
	ActionSysctl
	ActionReadSysctl
	ActionLimit
	ActionFail // the step always fails: the program ends
)

// Call is a system call with its arguments, or a shorthand for several calls.
type Call struct {
	Name    string // as in strace; a shorthand has the name of its verb
	Makes   []Ref  // the descriptors it returns or receives
	FD      Ref
	Other   Ref
	Domain  Const
	Type    Const // includes SOCK_NONBLOCK and SOCK_CLOEXEC
	Proto   Const
	Flags   Const
	Op      Const // how (shutdown), whence (lseek), operation (epoll_ctl)
	Number  int64 // backlog, maximum number of events or messages, offset, initial count, argument
	Address *Address
	Asks    bool // accept or recvfrom asks for the peer's address
	Length  *int // the length passed to the call, if not the true one
	Parts   []step.Text
	Sizes   []int
	Room    int // size of the buffer for control messages
	Items   []Item
	Level   Const
	Option  Const
	Bytes   []byte // the value of an option, the argument of a request
	Value   ValueKind
	Watched []Watch
	Timeout time.Duration
	Every   time.Duration
	Text    string // a name, for memfd
	Counts  bool   // it reads an 8-byte number, from an eventfd or timerfd
	Stream  bool   // 0 bytes read mean end of file
	Set     Const  // for a flag: the request that sets it; Op gets it
	On      bool
	Pointer bool // the argument of a request is passed by pointer
}

// Watch is a descriptor with the events it is watched for.
type Watch struct {
	Ref
	Events Const
}

// ValueKind is how the bytes of an option's value are best written.
type ValueKind int

// The kinds of values.
const (
	ValueBytes ValueKind = iota
	ValueInt
	ValueTime
	ValueLinger
	ValueText
	ValueFilter
)

// Item is a control message to send.
type Item struct {
	Level, Type Const
	Data        []byte
	Rights      []Ref
	Self        [3]bool // for credentials: use the program's own pid, uid, gid
	Text        string
}

// Address is an address passed to a call.
type Address struct {
	Text   string // as written in a script
	Raw    []byte // struct sockaddr
	Family int
	Host   string // for IP
	Zone   string
	Port   uint16
	Path   string // for Unix; an abstract name begins with @
	Of     *Ref   // instead: the current local address of a descriptor
	Peer   bool   // of Of: the peer's address, not the local one
}
