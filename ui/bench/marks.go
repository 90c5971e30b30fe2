package bench

import "netnet-tui/ui/part"

// Marks returns the signs of the panes.
func (b *Bench) Marks() []part.Mark {
	return []part.Mark{
		{Sign: "*", Means: "an option that a step of yours has set"},
		{Sign: "•", Means: "an option or a flag whose value differs from a fresh socket's"},
		{Sign: "~", Means: "an option or a flag that has changed in the last seconds"},
		{Sign: "!", Means: "an option that can't be read; a step that failed"},
		{Sign: "grey", Means: "an option that makes no sense to set now; it says why"},
		{Sign: "beware", Means: "a mistake that the kernel accepted silently: unfold the event"},
		{Sign: "✓ ✗", Means: "the answer was as expected; it was not"},
		{Sign: "–", Means: "the kernel reports nothing here for this kind of socket"},
	}
}
