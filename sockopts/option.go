package sockopts

import "fmt"

// Direction says which of getsockopt(2) and setsockopt(2) the kernel takes for
// an option; the other one answers ENOPROTOOPT. For options of fcntl(2) and
// ioctl(2) it says whether the call reads something or changes it.
type Direction string

// The directions.
const (
	Get    Direction = "get"
	Set    Direction = "set"
	GetSet Direction = "get/set"
	None   Direction = "none" // a name and a number that both calls refuse
)

// Call is the system call that an option is read and set with.
type Call string

// The calls.
const (
	Sockopt Call = "" // getsockopt(2) and setsockopt(2)
	Fcntl   Call = "fcntl"
	Ioctl   Call = "ioctl"
)

// Phase says when in a socket's life setting an option has its effect.
type Phase string

// The phases. A phase is about the effect: many options may be set later too,
// and then do nothing or fail with EINVAL; Surprise says which.
const (
	AnyTime                Phase = "any time"
	BeforeBind             Phase = "before bind"
	BeforeBindOrConnect    Phase = "before bind or connect"
	BeforeListen           Phase = "before listen"
	BeforeConnect          Phase = "before connect"
	BeforeListenOrConnect  Phase = "before listen or connect"
	BeforeConnectionArrive Phase = "before the connection arrives"
	BeforeClose            Phase = "before close"
	WhileConnected         Phase = "while connected"
)

// Tri is a yes or no that may be unknown or meaningless.
type Tri uint8

// The three answers.
const (
	Unknown Tri = iota
	Yes
	No
)

func (t Tri) String() string {
	return [...]string{"unknown", "yes", "no"}[min(t, No)]
}

// Option is one entry of the catalogue: everything known about one option.
type Option struct {
	Level   string   // as strace prints it: "SOL_TCP"; "fcntl" or "ioctl" if Call is that
	Name    string   // as C writes it: "TCP_NODELAY"
	Aliases []string // other names that headers give the same number
	Getter  string   // the alias that getsockopt(2) is called with, "" if that is Name
	Number  int
	Call    Call
	Command string // of fcntl flags: the commands that get and set them, "F_GETFL/F_SETFL"
	CType   string // "int", "struct linger"
	Type    string // what sort of value: "struct", "u64"; "" if CType and Codec say it, see Sort
	Codec   Codec

	Purpose     Purpose
	Direction   Direction
	Applies     *Kinds  // the sockets whose kernel code takes it
	Default     string  // as a fresh socket shows it; "" if it varies
	Fresh       []Fresh // the kinds of sockets that show another value when fresh
	DefaultFrom string  // the sysctl that decides, if any
	Range       string  // the limits, for people: "1 to 32767 s"
	Among       *Among  // where this machine lists the values, nil where it lists none
	Unit        string  // "B", "s", "ms", "us" or ""
	Phase       Phase
	Capability  string   // "" or "CAP_NET_ADMIN", with words when only some values need it
	Reach       Reach    // where setting it can take packets; for options that can be set
	Inside      []string // for ReachByValue: the values that stay, besides the one that turns it off
	Inherited   Tri      // whether accept(2) passes it on: for TCP, or for unix if TCP does not have it; see InheritedOn
	Rescale     string   // what the kernel does to the value; "" when it is kept as given
	ReadEffect  string   // what reading changes, or needs besides a zeroed buffer of Size bytes: "reading clears the pending error"; "" if it is harmless
	Needs       string   // what the kernel must have been built with, "" for nothing: "CONFIG_TLS"
	Since       string   // the first Linux that had it, "" if it was always there

	Late      *States    // when it is too late to set it, if Phase does not say
	Still     string     // what it does even then, as words behind "does nothing for …"
	Repair    bool       // it can be set only while TCP_REPAIR is on
	Initial   bool       // the capability must be held in the initial user namespace
	Switch    *Switch    // what must be on for it, nil for nothing
	Blocking  bool       // it affects calls that wait: on a non-blocking socket it has no effect
	Handshake bool       // TCP's handshake fixes part of it, the window scale
	Overrides []Override // other options whose values it changes
	Works     *Kinds     // the sockets on which it has an effect, if others only store it; nil for all
	Under     string     // the option that must be on for it to have an effect, "" for none
	Kept      Keeping    // what is kept of a number without an error, if it is another; nil if all are kept
	LateErrno string     // what the kernel answers if it is too late; "" if it accepts it silently
	Doubled   bool       // it reads as twice what was set
	OneWay    bool       // setting it can't restore a value it had
	Refuses   []string   // values that it may read as but that can't be set
	Reset     string     // the value that restores a fresh socket's, "" if it is the one read there
	Clock     bool       // the value differs at every read
	Own       bool       // the value differs on every socket, so comparing it is meaningless

	Summary   string // one sentence: what it does
	Surprise  string // one sentence: what surprises people, "" if nothing does
	Effect    string // one or two sentences shown after it is set: what is easily overlooked; "" for nothing
	EffectOff string // the same after it is turned off, "" if Effect covers both
	Datagrams string // instead of Effect on UDP sockets, whose effect is another; "" if it is the same
	Try       string // a line or two of script that show it, "" if a script can't
	Manual    string // "socket(7)", or the kernel file if no page has it

	MacOS, FreeBSD, Windows string // the nearest equivalent there, "" for none
}

// LevelNumber is the level argument of getsockopt(2) and setsockopt(2), and -1
// for options of other calls, which have none.
func (o *Option) LevelNumber() int {
	if number, ok := LevelByName(o.Level); ok {
		return number
	}
	return -1
}

// Readable reports whether the option can be read. Reading may have side effects:
// see ReadEffect.
func (o *Option) Readable() bool { return o.Direction == Get || o.Direction == GetSet }

// Settable reports whether the option can be set.
func (o *Option) Settable() bool { return o.Direction == Set || o.Direction == GetSet }

// Boolean reports whether the option is either on or off, so that one key can
// toggle it.
func (o *Option) Boolean() bool {
	_, ok := o.Codec.(onOff)
	return ok && o.Direction == GetSet
}

// Choices are the names an enumeration or a set of flags takes, nil for all
// other options.
func (o *Option) Choices() []string {
	if c, ok := o.Codec.(choosing); ok {
		return c.choices()
	}
	return nil
}

// Program reports whether the bytes are the instructions of a classic BPF program.
// setsockopt(2) wants them behind a struct sock_fprog, which holds a pointer
// (linux/filter.h); bytes alone are not enough.
func (o *Option) Program() bool {
	_, ok := o.Codec.(program)
	return ok
}

// AppliesTo reports whether the kernel takes the option on such a socket. A
// protocol of 0 means the usual one of the domain and type.
func (o *Option) AppliesTo(domain, typ, protocol int) bool {
	return o.Applies.Has(domain, typ, protocol)
}

// Size is the size in bytes of the buffer for getsockopt(2).
func (o *Option) Size() int {
	if c, ok := o.Codec.(sized); ok {
		return c.size()
	}
	return 4
}

// Parse reads what a script writes as the option's value; every option takes
// hex:… too. The error is one sentence that starts with the option's name.
// Limits are left to the kernel: any value that fits the bytes is accepted.
func (o *Option) Parse(text string) (Value, error) {
	if raw, ok := ParseHex(text); ok {
		return o.Decode(raw), nil
	}
	raw, err := o.Codec.Parse(text)
	if err != nil && text == "" { // what stood in the quotes of emptyText
		if none, taken := o.Codec.Parse(emptyText); taken == nil {
			raw, err = none, nil
		}
	}
	if err != nil {
		return Value{}, fmt.Errorf("%s: %w", o.Name, err)
	}
	return Value{raw: raw, codec: o.Codec}, nil
}

// Holds reports whether a value is what a script expects: one that means the same, or one of
// those that the word stands for, as off stands for off,3s. The error is that of Parse.
func (o *Option) Holds(word string, value Value) (bool, error) {
	if c, ok := o.Codec.(standing); ok {
		if stands, standing := c.standsFor(word, value.raw); standing {
			return stands, nil
		}
	}
	want, err := o.Parse(word)
	return err == nil && want.Equal(value), err
}

// Expects reports what is wrong with a word that a value is to be held against. It may be one
// that can't be set because it stands for several values, such as on for SO_LINGER.
func (o *Option) Expects(word string) error {
	_, err := o.Holds(word, Value{})
	return err
}

// Of returns the option as the sockets of a family have it, in which its numbers may have other
// names.
func (o *Option) Of(domain int) *Option {
	c, ok := o.Codec.(familied)
	if !ok {
		return o
	}
	own := *o
	own.Codec = c.of(domain)
	return &own
}

// Decode makes a value of bytes that getsockopt(2) returned. The bytes are copied.
func (o *Option) Decode(raw []byte) Value {
	return Value{raw: append([]byte(nil), raw...), codec: o.Codec}
}
