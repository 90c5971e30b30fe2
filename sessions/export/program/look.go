package program

// Look is what expect and show look at.
type Look struct {
	Of     Ref
	Closed bool // its descriptor is closed by then
	Kind   LookKind
	Field  string // of TCP_INFO, without tcpi_; of the socket
	Level  Const  // of an option, of a control message
	Number Const
	Room   int    // bytes for the option
	Text   string // as a script writes it
}

// LookKind is the sort of a look.
type LookKind int

// The sorts.
const (
	LookAll LookKind = iota
	LookState
	LookLocal
	LookPeer
	LookPending // and other numbers that ioctl tells
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
