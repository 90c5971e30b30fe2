package program

// Look is what expect and show examine.
type Look struct {
	Of     Ref
	Closed bool // the descriptor is closed by then
	Kind   LookKind
	Field  string // of TCP_INFO, without tcpi_; or the name of a counter
	Level  Const  // of an option or a control message
	Number Const
	Room   int    // size of the option in bytes
	Text   string // as written in a script
}

// LookKind is the kind of a look.
type LookKind int

// The kinds of looks.
const (
	LookAll LookKind = iota
	LookState
	LookLocal
	LookPeer
	LookPending // bytes that can be read, FIONREAD
	LookUnsent
	LookNotsent
	LookQueue
	LookBacklog
	LookReady
	LookNonblock
	LookCloexec
	LookFD
	LookOption
	LookInfo
	LookMessageFlags
	LookMessageFrom
	LookControl
	LookCounter
)
