package program

// Condition is what is expected of a call's result or a look, as data.
type Condition interface{ condition() }

// The conditions.
type (
	// Any holds if one of them does.
	Any []Condition
	// All holds if all of them do.
	All []Condition
	// Not holds if the other does not.
	Not struct{ Condition }
	// Failed holds if the call failed, with that errno if one is given.
	Failed struct{ Errno Const }
	// Went holds if the call did not fail.
	Went struct{}
	// Number compares the number the call returned; it does not hold if the call failed.
	Number struct {
		Op string
		N  int64
	}
	// Count compares the 8-byte number that was read.
	Count struct {
		Op string
		N  int64
	}
	// Data compares what was received.
	Data struct {
		Text     []byte
		Contains bool
	}
	// ReadyOnly holds if exactly these descriptors are ready, for exactly these events.
	ReadyOnly []Watch
	// AddressIs compares the address that the call returned.
	AddressIs struct{ Address *Address }
	// ValueIs compares an option's value.
	ValueIs struct {
		Op    string
		N     int64
		Bytes []byte // if not nil: compared instead of N
		Text  bool   // ignore what follows the first NUL
	}
	// SettingIs compares the value of a sysctl, as a number or as text.
	SettingIs struct {
		Op     string
		N      int64
		Number bool
		Text   string
	}
	// LookIs compares what expect examines.
	LookIs struct {
		Op      string
		Text    string // for a state or an address: none
		N       int64
		Bits    *Const // if not nil: compared instead of N
		Address *Address
		Message *MessageWant
		Value   *ValueIs
	}
)

// MessageWant is what a control message must be.
type MessageWant struct {
	Absent bool
	Number bool // compare its value with LookIs.N
	Fields []FieldWant
	Rights []Ref
}

// FieldWant is the bytes expected at an offset of a control message's data.
type FieldWant struct {
	At    int
	Bytes []byte
	Self  string // instead of Bytes: pid, uid or gid of the process itself
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
