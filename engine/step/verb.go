package step

import (
	"slices"
	"strings"
	"time"
)

// Verb is a word that begins a step. The grammar, the canonical printer, completion, help and the engine all use the
// same table, [Verbs].
type Verb struct {
	Name    string
	Group   string // where the help lists it
	Params  []Param
	Gives   int           // how many descriptors it makes
	Brings  int           // the maximum number of descriptors that may come with its answer
	Answer  Answer        // the kind of answer it gives, which determines its possible outcomes
	Effect  Effect        // the most it does
	Leaves  Standing      // the state of its socket after success
	Waits   time.Duration // how long it may take by itself, besides its timeout
	Summary string        // one line for the prompt and the manual
	Manual  string        // the manual page
}

// Param is one parameter of a verb.
type Param struct {
	Role     Role
	Name     string // as in the signature
	Optional bool
	Implied  bool // the role has a default if it is left out
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
	AnswerSetting    Answer = "the setting's value"
	AnswerTask       Answer = "what the spawned call answers"
	AnswerNothing    Answer = "nothing"
)

// Effect is the most that a verb does, for code that judges steps or follows the state that a script has reached.
type Effect string

// The effects.
const (
	EffectLooks   Effect = "looks" // changes nothing
	EffectMakes   Effect = "makes descriptors"
	EffectChanges Effect = "changes a socket" // or how later calls on it behave
	EffectMoves   Effect = "moves data"       // out of the process or into it
	EffectCloses  Effect = "closes a descriptor"
	EffectSystem  Effect = "changes the process or the network namespace"
)

// Standing is the state in which a verb leaves its socket; what it does not touch is false.
type Standing struct {
	Bound     bool // it has a local address
	Listening bool
	Connected bool // it has a peer, or is connecting to one
	Nonblock  bool
}

// Signature returns the verb with its parameters: "send s text [flags]".
func (v *Verb) Signature() string {
	var b strings.Builder
	switch {
	case v.Brings == 1:
		b.WriteString("[name =] ")
	case v.Brings > 1:
		b.WriteString("[name, … =] ")
	case v.Gives == 1:
		b.WriteString("name = ")
	case v.Gives == 2:
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

// Names returns how many names a step can assign.
func (v *Verb) Names() int { return max(v.Gives, v.Brings) }

// OneCall reports whether the verb is one system call.
func (v *Verb) OneCall() bool { return v.Group != GroupControl && v.Group != GroupShorthand }

// takes reports whether a parameter has the role.
func (v *Verb) takes(r Role) bool {
	return slices.ContainsFunc(v.Params, func(p Param) bool { return p.Role == r })
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
