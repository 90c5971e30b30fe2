package system

import (
	"time"

	"netnet-tui/sockets"
)

// Wanted is what is to be told about the machine beside the tables of this process's own network.
type Wanted struct {
	Scope    Scope        // which tables
	Show     sockets.Show // which of the costlier things about TCP
	Owners   bool         // the processes that have each socket
	Networks bool         // the sockets of other networks too
	Resets   bool         // the kernel's reasons for resets, of sockets that are watched
}

// Everything is all that can be told.
var Everything = Wanted{Scope: All, Show: sockets.ShowInfo | sockets.ShowMemory | sockets.ShowCongestion, Owners: true, Networks: true}

// Each calls each with all sockets of the machine at one instant, as far as they can be seen; a row is only
// valid during the call. What it returns says what can't be seen.
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
		defer func() { missing = append(missing, d.owners.Missing(d.users)...) }()
	}
	r := Row{T: now, Since: now, Changed: now}
	tell := func(s *Socket) {
		r.Socket = *s
		d.describe(&r, now)
		r.diagnose(true)
		each(&r)
	}
	tables.Read(w.Scope, w.Show, &missing, tell)
	if w.Networks {
		Elsewhere(w.Scope, w.Show, &missing, tell)
	}
	if !sockets.ListsBound() {
		missing.Add("TCP sockets that are only bound are not visible: this kernel is older than 6.8")
	}
	return missing, nil
}
