package step

// Role is the meaning of a word of a step, or of several words together. Each role has a file that holds all its
// methods, and the table of verbs names the roles of a verb's parameters.
type Role interface {
	String() string                    // its name in messages
	lacks(s *Step) bool                // reports whether the step lacks a value that its verb needs
	check(s *Step, param Param) error  // returns an error if its value is wrong
	print(s *Step) []string            // returns its words; none for an optional part that was left out
	read(p *parser, param Param) error // takes its words from a line
	complete(at place) []string        // returns what may be typed there
}

// role is the name of a role, with defaults of methods: nothing is missing or wrong, and nothing is offered.
type role string

func (r role) String() string         { return string(r) }
func (role) lacks(*Step) bool         { return false }
func (role) check(*Step, Param) error { return nil }
func (role) complete(place) []string  { return nil }

// place is where a word is being typed.
type place struct {
	verb      string   // the verb that the word belongs to
	arguments []string // the words between the verb and it
	beyond    bool     // every parameter has a word already: the new one would belong to the last
	typed     string   // the part already typed
	Lists              // the names it may be
}
