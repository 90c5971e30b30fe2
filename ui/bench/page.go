package bench

import "netnet-tui/ui/part"

// Name is what the tab says.
func (b *Bench) Name() string { return part.Home }
