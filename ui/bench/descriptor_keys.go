package bench

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// scopeDescriptor is the scope of the keys that have another meaning while a descriptor other than a socket
// or an epoll is selected.
const scopeDescriptor keymap.Scope = "descriptor"

// descriptorKeys returns the actions on a selected pipe, counter, timer or file.
func (b *Bench) descriptorKeys() []part.Action {
	return []part.Action{
		b.call("write", part.Action{Name: "write", Keys: part.Key("w"), Label: "write", Help: "write to a pipe or a file; add to a counter"}, writeLine),
		b.call("read", part.Action{Name: "read", Keys: part.Key("r"), Label: "read", Help: "read a pipe or a file, take a counter, ask how often a timer has expired"}, readLine),
	}
}

func writeLine(_ *store.Roster, k status.Socket) string {
	if k.Counts() {
		return fmt.Sprintf("write %s 1"+part.Cursor, k.Name)
	}
	return fmt.Sprintf("write %s \"hello"+part.Cursor+"\"", k.Name)
}

// readLine reads a number, which has 8 bytes, or up to 4096 bytes of anything else.
func readLine(_ *store.Roster, k status.Socket) string {
	if k.Counts() {
		return "read " + k.Name + " 8"
	}
	return fmt.Sprintf("read %s 4096"+part.Cursor, k.Name)
}
