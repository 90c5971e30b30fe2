package loop

// Test-only looks into a loop.

// Messages is how many messages were answered.
func (l *Loop) Messages() uint64 { return l.totals.Messages }
