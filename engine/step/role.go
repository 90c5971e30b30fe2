package step

// Role is what a word of a step means, or several words together. Each role has a file,
// with all that the language does with it side by side, and the table of verbs names the
// roles of a verb's parameters. A role that lacks one of these does not compile.
type Role interface {
	String() string                    // as a message calls it
	lacks(s *Step) bool                // reports whether the step says nothing here, where its verb needs it
	check(s *Step, param Param) error  // what is wrong with what it says
	print(s *Step) []string            // its words; none for an optional one that was left out
	read(p *parser, param Param) error // takes its words from a line
	complete(at place) []string        // what may be typed there
}

// role is the name of a role, and what many roles do: nothing can be lacking or wrong,
// and there is nothing to offer.
type role string

func (r role) String() string         { return string(r) }
func (role) lacks(*Step) bool         { return false }
func (role) check(*Step, Param) error { return nil }
func (role) complete(place) []string  { return nil }

// place is where a word is being typed.
type place struct {
	verb      string   // that the word belongs to
	arguments []string // the words behind the verb that stand before it
	beyond    bool     // each parameter has a word already: it would belong to the last one
	typed     string   // how it begins
	Lists              // the names it may be
}
