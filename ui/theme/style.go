// Package theme defines how things look: roles that drawing code names, and themes that give each role its
// colour. Drawing code never names a colour.
package theme

// Role is what a piece of text is.
type Role uint8

// The roles.
const (
	Text      Role = iota // normal text
	Dim                   // labels, units, minor text
	Faint                 // rules and placeholders
	Strong                // names, headings
	Accent                // the focus, keys
	Border                // the border of a pane
	BorderOn              // the border of the focused pane
	OK                    // a call that succeeded
	Wait                  // a call that would have to wait: EAGAIN, EINPROGRESS, EALREADY, EINTR
	Bad                   // a call that failed
	Fresh                 // a value that has just changed
	Yours                 // a value that a step has set
	Live                  // an established connection
	Listening             // a listening socket
	Closing               // a connection being closed
	Name                  // a socket's name
	roles
)

// Ground is the background of a piece of text.
type Ground uint8

// The grounds.
const (
	Plain    Ground = iota
	Chosen          // the selected row of the focused pane
	Marked          // the selected row of another pane
	Raised          // an overlay
	Inserted        // completed by a key, and replaced by the next letter typed
	grounds
)

// Style is a role on a ground.
type Style uint16

// On returns the style of a role on a ground.
func (r Role) On(g Ground) Style { return Style(r) | Style(g)<<8 }

// Role returns the style's role.
func (s Style) Role() Role { return Role(s & 0xff) }

// Ground returns the style's ground.
func (s Style) Ground() Ground { return Ground(s >> 8) }

// On returns the style with another ground.
func (s Style) On(g Ground) Style { return s.Role().On(g) }
