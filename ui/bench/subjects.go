package bench

// Subjects returns what a lesson may be about: the selected option, or the errno of the selected event, the
// findings about that, and the state of the selected socket.
func (b *Bench) Subjects() []string {
	var list []string
	if row, ok := b.Inspector.Chosen(); ok && b.Focus == PaneInspector {
		if row.option != nil {
			list = append(list, row.option.Name)
		}
		if row.flag != "" {
			list = append(list, row.flag)
		}
	}
	if it := b.Trace.latest(); it != nil {
		if errno := it.event.Errno(); errno != "" {
			list = append(list, errno)
		}
		for _, found := range it.why {
			list = append(append(list, found.Phenomenon), found.See...)
		}
		list = append(list, it.event.Verb)
	}
	if k, ok := b.Selected(); ok {
		list = append(list, string(k.State))
	}
	return list
}
