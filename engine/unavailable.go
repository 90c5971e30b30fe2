package engine

// Unavailable says that something a session needs is not available on this machine.
type Unavailable struct{ Reason string }

func (u *Unavailable) Error() string { return u.Reason }
