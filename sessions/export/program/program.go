package program

import (
	"time"

	"netnet-tui/engine/step"
)

// Program is a script in the form that targets print.
type Program struct {
	Script     *Script
	Variables  []*Variable
	Tasks      []*Task  // calls on threads of their own
	Processes  []string // that are forked; a statement has their numbers, from 1
	Statements []*Statement
	Paths      []string // files of Unix sockets in a folder of the program's own

	Constants map[string]int // that calls and looks have by name
}

// Variable holds a descriptor, or the descriptors that a repeated step makes.
type Variable struct {
	Name     string // a letter, then letters, digits and _; no two variables of a program have the same
	Many     int    // how many descriptors it holds, numbered from 1; 0 is one that has no number
	Domain   int    // AF_ of the socket; 0 where that is not known
	Type     int    // SOCK_
	Kind     string // of what is not a socket: status.KindEpoll, …
	Messages bool   // something looks at what came with its last message
	Used     bool   // a later statement needs what it holds

	LocalLater bool // its address is asked for after it was closed
	PeerLater  bool
	StateLater bool
}

// Ref is one descriptor of a variable.
type Ref struct {
	*Variable
	Index int // of several: which one, from 1; 0 is the one of this round
}

// Task is a call that is made on a thread of its own.
type Task struct {
	Name    string
	Process int
	Call    *Call
	Text    string // the spawned step
}

// Bare is a task's call without what it makes, which the program takes when it joins.
func (t *Task) Bare() *Call {
	c := *t.Call
	c.Makes = nil
	return &c
}

// Statement is one step: what it does, and what is expected of it.
type Statement struct {
	Step    step.Step
	Line    int
	Text    string // the canonical line
	Purpose string // what the step is for
	Process int    // that makes it; 0 is the program itself
	Action  Action

	Call   *Call  // of ActionCall and ActionSpawn
	Task   *Task  // of ActionSpawn, ActionJoin, ActionInterrupt
	Target int    // the process that is forked, ends, or is killed
	Signal Const  // of ActionKill
	Key    string // of ActionSysctl
	Value  string
	Look   *Look // of ActionExpect and ActionShow
	Time   time.Duration

	Repeat int           // how often; 0 is once
	Within time.Duration // how long it is tried again
	Each   bool          // in each round
	Until  Condition     // made until this holds; nil for no such end
	Want   Condition     // what has to hold; nil where nothing is expected
	Keeps  []Ref         // whose addresses are asked for after this has closed them

	Missing string // why it can't be said in any programming language; "" where it can
}

// Action is the sort of a statement.
type Action int

// The sorts.
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
	ActionFail // it can't be made: the program ends
)

// Call is a system call with its arguments, or a shorthand of several.
type Call struct {
	Name    string // as strace has it; a shorthand has the name of its verb
	Makes   []Ref  // the descriptors that it makes, or that come with it
	FD      Ref
	Other   Ref
	Domain  Const
	Type    Const // with the flags of the descriptor
	Proto   Const
	Flags   Const
	Op      Const // how, whence, operation
	Number  int64 // backlog, events at most, offset, first count, size
	Address *Address
	Asks    bool // accept asks for the address of the peer
	Length  *int // that the call is told, where that is not the true one
	Parts   []step.Text
	Sizes   []int
	Room    int // for control messages
	Items   []Item
	Level   Const
	Option  Const
	Bytes   []byte // the value of an option, the argument of a request
	Value   ValueKind
	Watched []Watch
	Timeout time.Duration
	Every   time.Duration
	Text    string // a name, for memfd
	Counts  bool   // what is read is a number of 8 bytes
	Stream  bool   // 0 bytes are the end
	Set     Const  // of a flag: the request that sets it; Op asks for it
	On      bool
	Pointer bool // the argument of a request is in memory
}

// Watch is a descriptor with the events that it is watched for.
type Watch struct {
	Ref
	Events Const
}

// ValueKind is how the bytes of an option are best written.
type ValueKind int

// The kinds.
const (
	ValueBytes ValueKind = iota
	ValueInt
	ValueTime
	ValueLinger
	ValueText
	ValueFilter
)

// Item is a control message that is sent.
type Item struct {
	Level, Type Const
	Data        []byte
	Rights      []Ref
	Self        [3]bool // of credentials: the process, user and group of the program itself stand there
	Text        string
}

// Address is an address as a call takes it.
type Address struct {
	Text   string // as a script writes it
	Raw    []byte // struct sockaddr
	Family int
	Host   string // of IP
	Zone   string
	Port   uint16
	Path   string // of Unix, with @ in front of an abstract name
	Of     *Ref   // the local address of a descriptor now, instead
	Peer   bool   // or its peer's
}
