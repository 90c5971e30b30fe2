package lookup

import (
	"slices"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Finder looks things up in the kernel's tables. It is not safe for concurrent use.
type Finder struct {
	private bool // only this session uses this network
	bound   bool // the kernel lists TCP sockets that are only bound
	rows    []row
	side    *thread.Side
	diag    sockets.Diag
	routes  sockets.Routes
}

// New returns a Finder; private says that only this session uses its network.
func New(private bool) *Finder {
	f := &Finder{private: private, bound: sockets.ListsBound(), rows: rows(), side: thread.NewSide()}
	// In a trace of the process, descriptors of the side thread should not be mistaken for the session's: these get
	// high numbers, and files of /proc the lowest free number, which is below the session's.
	f.side.Do(func() { f.diag, f.routes = sockets.OpenDiag().Raised(), sockets.OpenRoutes().Raised() })
	return f
}

// Close closes the Finder's descriptors.
func (f *Finder) Close() {
	f.side.Do(func() {
		f.diag.Close()
		f.routes.Close()
	})
	f.side.Close()
}

// Beside runs a function on the side thread: what it opens takes no descriptor number from a step.
func (f *Finder) Beside(do func()) { f.side.Do(do) }

// Find looks up what a question is about, and returns nil if that is nothing.
func (f *Finder) Find(q Question) *status.Found {
	looks, settings := f.wanted(q)
	if looks == 0 && settings == nil {
		return nil
	}
	s := &search{Question: q, Found: &status.Found{}, bench: benchOf(q.Bench), thread: unix.Gettid()}
	if port := s.port(looks); port != 0 {
		s.bench.ask(port)
	}
	f.side.Do(func() { f.find(s, looks, settings) })
	s.bench.watched(s.Interests)
	return s.Found
}

// wanted returns the looks that a question needs, and the settings that matter.
func (f *Finder) wanted(q Question) (looks look, settings []string) {
	for _, r := range f.rows {
		if r.fits(q) {
			looks |= r.looks
			settings = append(settings, r.settings...)
		}
	}
	return looks, settings
}

// find looks in one place after another.
func (f *Finder) find(s *search, looks look, settings []string) {
	s.settings(settings)
	if port := s.port(looks); port != 0 && (looks&requests == 0 || f.private) {
		f.holders(s, port, looks)
	}
	if looks&chosen != 0 && s.chooses() {
		f.ports(s)
	}
	if looks&names != 0 && s.Asked.Family == unix.AF_UNIX && !s.Asked.Unnamed() {
		f.names(s)
	}
	if !f.private { // in a private network all sockets are the session's
		s.owned(false)
	}
	if looks&interests != 0 {
		s.interests()
	}
	if looks&route != 0 && s.Asked.IP.IsValid() {
		f.route(s)
	}
	if looks&capable != 0 {
		s.capable()
	}
}

// settings reads the kernel settings that matter, leaving out those that do not exist.
func (s *search) settings(keys []string) {
	for _, key := range keys {
		if value, ok := observe.ReadSysctl(key); ok {
			if s.Sysctls == nil {
				s.Sysctls = map[string]string{}
			}
			s.Sysctls[key] = strings.Join(strings.Fields(value), " ")
		}
	}
}

// capable finds out which capabilities this process has.
func (s *search) capable() {
	privileges := observe.ReadPrivileges()
	s.Capable = map[string]bool{}
	for _, capability := range []string{"CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_NET_ADMIN", "CAP_BPF"} {
		s.Capable[capability] = privileges.Has(capability, false)
	}
}

// search is a question with what has been found so far.
type search struct {
	Question
	*status.Found
	bench     bench
	thread    int  // the one whose descriptor table is the session's
	left      int  // holders that are not listed
	explained bool // one of the holders was certainly in the way
}

// port returns the port whose holders to look for; 0 means none.
func (s *search) port(looks look) uint16 {
	switch {
	case looks&(own|requests) != 0:
		return s.Local.IP.Port()
	case looks&holders != 0:
		return s.Asked.IP.Port()
	}
	return 0
}

// chooses reports whether the kernel was to choose a port.
func (s *search) chooses() bool {
	if s.Call == sockets.SysBind {
		return s.Asked.IP.Port() == 0
	}
	return s.Local.IP.Port() == 0
}

// miss records what could not be looked up, and why.
func (s *search) miss(sentence string) {
	if !slices.Contains(s.Missing, sentence) {
		s.Missing = append(s.Missing, sentence)
	}
}
