package program

// Condition is what is expected of an answer or of a look, as data.
type Condition interface{ condition() }

// The conditions.
type (
	// Any holds where one of them does.
	Any []Condition
	// All holds where all of them do.
	All []Condition
	// Not holds where the other does not.
	Not struct{ Condition }
	// Failed holds where the call has failed, with that errno if it names one.
	Failed struct{ Errno Const }
	// Went holds where the call has not failed.
	Went struct{}
	// Number compares what the call has answered; it holds for no call that failed.
	Number struct {
		Op string
		N  int64
	}
	// Count compares the number of 8 bytes that was read.
	Count struct {
		Op string
		N  int64
	}
	// Data compares what was received.
	Data struct {
		Text     []byte
		Contains bool
	}
	// ReadyOnly holds where these are ready, for that, and no other.
	ReadyOnly []Watch
	// AddressIs compares the address that was asked for.
	AddressIs struct{ Address *Address }
	// ValueIs compares the value of an option.
	ValueIs struct {
		Op    string
		N     int64
		Bytes []byte // instead of a number
		Text  bool   // of which what follows the first NUL does not count
	}
	// SettingIs compares the value of a sysctl: with a number, or as text.
	SettingIs struct {
		Op     string
		N      int64
		Number bool
		Text   string
	}
	// LookIs compares what expect looks at.
	LookIs struct {
		Op      string
		Text    string // of a state, an address, a switch
		N       int64
		Bits    *Const // instead of a number
		Address *Address
		Message *MessageWant
		Value   *ValueIs
	}
)

// MessageWant is what a control message has to be.
type MessageWant struct {
	Absent bool
	Number bool // compare its number
	Fields []FieldWant
	Rights []Ref
}

// FieldWant is bytes at an offset of the data of a control message.
type FieldWant struct {
	At    int
	Bytes []byte
	Self  string // pid, uid or gid of the process that looks, instead
}

func (Any) condition()       {}
func (All) condition()       {}
func (Not) condition()       {}
func (Failed) condition()    {}
func (Went) condition()      {}
func (Number) condition()    {}
func (Count) condition()     {}
func (Data) condition()      {}
func (ReadyOnly) condition() {}
func (AddressIs) condition() {}
func (ValueIs) condition()   {}
func (SettingIs) condition() {}
func (LookIs) condition()    {}
