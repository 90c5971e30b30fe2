package step

import "strings"

// Verb is one word a step can begin with. The grammar, the canonical printer,
// completion, help and the engine all read the same table, [Verbs].
type Verb struct {
	Name    string
	Group   string // where help lists it
	Params  []Param
	Gives   int    // how many descriptors it makes
	Answer  Answer // what kind of answer it gives, and so what outcomes it may be held to
	Summary string // one line for the prompt and the manual
	Manual  string // where to read on
}

// Role is what a word of a step is. There is one way to read and one to print each.
type Role string

// The roles a parameter can have.
const (
	RoleSocket    Role = "socket"
	RoleOther     Role = "other"     // a second socket
	RoleKind      Role = "kind"      // tcp, udp6, or domain type [protocol]; then flags
	RolePairKind  Role = "pairkind"  // the same, for socketpair
	RoleFlags     Role = "flags"     // of a new descriptor
	RoleMessage   Role = "message"   // flags of send and recv
	RoleAddress   Role = "address"   //
	RoleText      Role = "text"      //
	RoleSize      Role = "size"      //
	RoleCount     Role = "count"     //
	RoleTimeout   Role = "timeout"   //
	RoleHow       Role = "how"       // of shutdown
	RoleOption    Role = "option"    //
	RoleValue     Role = "value"     // of the option before it
	RoleControl   Role = "control"   // what fcntl does, with on or off where it sets
	RoleRequest   Role = "request"   // what ioctl asks, with on or off where it sets
	RoleInterests Role = "interests" // s:in,out, one or more
	RoleOp        Role = "op"        // of epoll_ctl
	RoleEvents    Role = "events"    // of epoll_ctl
	RoleTarget    Role = "look"      // s, s.state, mib.NAME
	RoleCompare   Role = "compare"   // == and what to compare with
	RoleTask      Role = "task"      // the name of a spawned call
	RoleStep      Role = "step"      // a whole step
	RoleKey       Role = "key"       // of a sysctl
	RoleSetting   Role = "setting"   // of a sysctl
	RoleService   Role = "service"   // protocol [with readiness] [spin 50us]
	RoleGear      Role = "gear"      // run, pause, slow 5, step 3, iteration 1
	RoleClients   Role = "clients"   // how many a swarm has
	RoleTraffic   Role = "traffic"   // [protocol] [for 2s] of a swarm
	RoleLimit     Role = "limit"     // of an rlimit, with its name
)

// Param is one parameter of a verb.
type Param struct {
	Role     Role
	Name     string // as the signature shows it
	Optional bool
}

// Answer is the kind of answer a verb gives.
type Answer string

// The kinds of answer.
const (
	AnswerZero       Answer = "0"
	AnswerDescriptor Answer = "a descriptor"
	AnswerCount      Answer = "a number of bytes"
	AnswerText       Answer = "a text"
	AnswerAddress    Answer = "an address"
	AnswerValue      Answer = "the option's value"
	AnswerNumber     Answer = "a number"
	AnswerTime       Answer = "a time"
	AnswerFlags      Answer = "flags"
	AnswerReady      Answer = "which are ready"
	AnswerTask       Answer = "what the spawned call answers"
	AnswerNothing    Answer = "nothing"
)

// Signature is the verb with its parameters: "send s text [flags]".
func (v *Verb) Signature() string {
	var b strings.Builder
	switch v.Gives {
	case 1:
		b.WriteString("name = ")
	case 2:
		b.WriteString("name, name = ")
	}
	b.WriteString(v.Name)
	for _, p := range v.Params {
		if p.Optional {
			b.WriteString(" [" + p.Name + "]")
		} else {
			b.WriteString(" " + p.Name)
		}
	}
	return b.String()
}

// FindVerb finds a verb by name.
func FindVerb(name string) (*Verb, bool) {
	for _, v := range Verbs() {
		if v.Name == name {
			return v, true
		}
	}
	return nil, false
}
