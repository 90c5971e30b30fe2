// Package theme says how things look: roles that drawing code names, and themes
// that give each role its colour. Drawing never names a colour.
package theme

// Role is what a piece of text is.
type Role uint8

// The roles.
const (
	Text      Role = iota // what is read
	Dim                   // labels, units, what can wait
	Faint                 // rules and placeholders
	Strong                // names, headings
	Accent                // what has the focus, keys
	Border                // of a pane
	BorderOn              // of the pane with the focus
	OK                    // a call that went well
	Wait                  // a call that would have to wait: EAGAIN, EINPROGRESS, EALREADY, EINTR
	Bad                   // a call that failed
	Fresh                 // a value that has just changed
	Yours                 // a value that a step has set
	Live                  // a connection that stands
	Listening             // a socket that listens
	Closing               // a connection on its way out
	Name                  // a socket's name
	roles
)

// Ground is what a piece of text stands on.
type Ground uint8

// The grounds.
const (
	Plain    Ground = iota
	Chosen          // the selected row of the pane with the focus
	Marked          // the selected row of another pane
	Raised          // an overlay
	Inserted        // what a key has just put into a line, and a typed letter replaces
	grounds
)

// Style is a role on a ground.
type Style uint16

// On puts a role on a ground.
func (r Role) On(g Ground) Style { return Style(r) | Style(g)<<8 }

// Role is the style's role.
func (s Style) Role() Role { return Role(s & 0xff) }

// Ground is the style's ground.
func (s Style) Ground() Ground { return Ground(s >> 8) }

// On moves a style to another ground.
func (s Style) On(g Ground) Style { return s.Role().On(g) }
