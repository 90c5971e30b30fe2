package bench

import "netnet-tui/ui/part"

// forkKey returns the action that makes a second process.
func forkKey() part.Action {
	return part.Action{Name: "fork", Keys: part.Key("F"), Help: "make a second process, with a copy of every open descriptor",
		Line: func(h part.Host) string { return "fork " + h.Store().Roster.Free("", "k") }}
}

// exitKey returns the action that ends the process of the selected row.
func (b *Bench) exitKey() part.Action {
	return part.Action{Name: "exit", Keys: part.Key("K"), Help: "end the process of the selected row: the kernel closes its descriptors",
		Why: b.noProcess,
		Line: func(part.Host) string {
			k, _ := b.Selected()
			return "exit " + k.Process
		}}
}

// noProcess returns why no process can be ended.
func (b *Bench) noProcess(h part.Host) string {
	k, ok := b.Selected()
	switch {
	case !ok:
		return b.needsSocket(h)
	case k.Process == "":
		return k.Name + " is a descriptor of the engine: only a process that was forked can be ended"
	}
	return k.Ended
}
