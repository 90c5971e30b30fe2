package system

import (
	"time"

	"netnet-tui/sockets"
)

// Wanted is what to report about the machine, besides the tables of this process's own network.
type Wanted struct {
	Scope    Scope        // which tables
	Show     sockets.Show // which of the more expensive details of TCP
	Owners   bool         // the processes that have each socket
	Networks bool         // also the sockets of other networks
	Resets   bool         // the kernel's reasons for resets of watched sockets
}

// Everything is all that can be reported without privileges.
var Everything = Wanted{Scope: All, Show: showAll, Owners: true, Networks: true}

const showAll = sockets.ShowInfo | sockets.ShowMemory | sockets.ShowCongestion

// Each calls each with all sockets of the machine at one moment, as far as they can be seen; a row is only valid during
// the call. The result says what can't be seen.
func Each(w Wanted, each func(*Row)) (Missing, error) {
	var missing Missing
	tables, err := OpenTables()
	if err != nil {
		return nil, err
	}
	defer tables.Close()
	now := time.Now()
	d := newDescriber()
	if w.Owners {
		d.owners.Refresh(now)
	}
	r := Row{T: now, Since: now, Changed: now}
	tell := func(s *Socket) {
		r.Socket = *s
		d.describe(&r, now)
		r.diagnose(true)
		each(&r)
	}
	w.read(tables, w.Show, &missing, tell)
	if w.Owners {
		missing = append(missing, d.owners.Missing(d.users)...)
	}
	return missing, nil
}

// read calls each with what is wanted, and reports whether that includes other networks.
func (w Wanted) read(own Tables, show sockets.Show, missing *Missing, each func(*Socket)) (others bool) {
	own.Read(w.Scope, show, missing, each)
	if !sockets.ListsBound() {
		missing.Add(NoBound)
	}
	return w.Networks && Elsewhere(w.Scope, show, missing, each)
}
