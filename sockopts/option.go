package sockopts

import "fmt"

// Direction says which of getsockopt(2) and setsockopt(2) the kernel supports for an option; the other one answers
// ENOPROTOOPT. For options of fcntl(2) and ioctl(2) it says whether the call reads or changes something.
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

// Phase says when in a socket's life an option takes effect.
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
	Level   string   // as strace prints it: "SOL_TCP"; or "fcntl" or "ioctl", as in Call
	Name    string   // as in C: "TCP_NODELAY"
	Aliases []string // other names that headers give the same number
	Getter  string   // the alias for getsockopt(2), "" if it is Name
	Number  int
	Call    Call
	Command string // for fcntl flags: the commands that get and set them, "F_GETFL/F_SETFL"
	CType   string // "int", "struct linger"
	Type    string // the type of value: "struct", "u64"; "" if CType and Codec say it, see Sort
	Codec   Codec

	Purpose     Purpose
	Direction   Direction
	Applies     *Kinds  // the sockets whose kernel code supports it
	Default     string  // on a new socket; "" if it varies
	Fresh       []Fresh // the kinds of sockets that have another value when new
	DefaultFrom string  // the sysctl that determines the default, if any
	Range       string  // the limits, for people: "1 to 32767 s"
	Among       *Among  // where this machine lists the possible values, or nil
	Unit        string  // "B", "s", "ms", "us" or ""
	Phase       Phase
	Capability  string   // "" or "CAP_NET_ADMIN", with an explanation if only some values need it
	Reach       Reach    // where setting it can take packets; for options that can be set
	Inside      []string // for ReachByValue: the values that stay, besides the one that turns it off
	Inherited   Tri      // whether accept(2) passes it on: for TCP, or for unix if TCP does not have it; see InheritedOn
	Rescale     string   // how the kernel changes the value; "" if it is kept as given
	ReadEffect  string   // what reading changes, or needs besides a zeroed buffer of Size bytes: "reading clears the pending error"; "" if it is harmless
	Needs       string   // what the kernel must have been built with, "" for nothing: "CONFIG_TLS"
	Since       string   // the first Linux that had it, "" if it was always there

	Late      *States    // when it is too late to set it, unless Phase says so
	Still     string     // what it still does then, to follow "does nothing for …"
	Repair    bool       // it can be set only while TCP_REPAIR is on
	Initial   bool       // the capability must be held in the initial user namespace
	Switch    *Switch    // a setting that must be on for it to work, or nil
	Blocking  bool       // it affects blocking calls: it has no effect on a non-blocking socket
	Handshake bool       // TCP's handshake fixes a part of it, the window scale
	Overrides []Override // other options whose values it changes
	Works     *Kinds     // the sockets on which it has an effect, if others only store it; nil for all
	Under     string     // the option that must be on for it to have an effect, "" for none
	Kept      Keeping    // what the kernel keeps of a number without an error, if that may differ; nil if it keeps all of them
	LateErrno string     // the kernel's answer if it is too late; "" if it accepts it silently
	Doubled   bool       // it reads as twice the value that was set
	OneWay    bool       // setting it can't restore a previous value
	Refuses   []string   // values that it may read as but can't be set to
	Reset     string     // the value that restores the initial one, "" if that is the one read initially
	Clock     bool       // the value differs at every read
	Own       bool       // the value differs on every socket, so comparing it is pointless

	Summary   string // one sentence: what it does
	Surprise  string // one sentence: what surprises people, or ""
	Effect    string // one or two sentences shown after it is set: what is easily overlooked; may be ""
	EffectOff string // the same after it is turned off, "" if Effect covers both
	Datagrams string // replaces Effect on UDP sockets, if the effect differs there
	Try       string // a line or two of script that demonstrate it, "" if a script can't
	Manual    string // "socket(7)", or the kernel file if no page covers it

	MacOS, FreeBSD, Windows string // the nearest equivalents, or ""
}

// LevelNumber returns the level argument of getsockopt(2) and setsockopt(2), or -1 for options of other calls, which
// have none.
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

// Boolean reports whether the option is either on or off, and so can be toggled with one key.
func (o *Option) Boolean() bool {
	_, ok := o.Codec.(onOff)
	return ok && o.Direction == GetSet
}

// Choices returns the names of an enumeration or a set of flags; nil for all other options.
func (o *Option) Choices() []string {
	if c, ok := o.Codec.(choosing); ok {
		return c.choices()
	}
	return nil
}

// Program reports whether the value is the instructions of a classic BPF program. setsockopt(2) takes them through a
// struct sock_fprog, which contains a pointer (linux/filter.h); bytes alone are not enough.
func (o *Option) Program() bool {
	_, ok := o.Codec.(program)
	return ok
}

// AppliesTo reports whether the kernel supports the option on such a socket. A protocol of 0 means the default for the
// domain and type.
func (o *Option) AppliesTo(domain, typ, protocol int) bool {
	return o.Applies.Has(domain, typ, protocol)
}

// Size returns the size in bytes of the buffer for getsockopt(2).
func (o *Option) Size() int {
	if c, ok := o.Codec.(sized); ok {
		return c.size()
	}
	return 4
}

// Parse parses the option's value as a script writes it; every option accepts hex:… too. The error is one sentence that
// starts with the option's name. Limits are left to the kernel: any value that fits the bytes is accepted.
func (o *Option) Parse(text string) (Value, error) {
	if raw, ok := ParseHex(text); ok {
		return o.Decode(raw), nil
	}
	raw, err := o.Codec.Parse(text)
	if err != nil && text == "" { // the contents of the quotes of emptyText
		if none, taken := o.Codec.Parse(emptyText); taken == nil {
			raw, err = none, nil
		}
	}
	if err != nil {
		return Value{}, fmt.Errorf("%s: %w", o.Name, err)
	}
	return Value{raw: raw, codec: o.Codec}, nil
}

// Holds reports whether a value matches word: it means the same, or word stands for several values, as off stands for
// off,3s. The error is that of Parse.
func (o *Option) Holds(word string, value Value) (bool, error) {
	if c, ok := o.Codec.(standing); ok {
		if stands, standing := c.standsFor(word, value.raw); standing {
			return stands, nil
		}
	}
	want, err := o.Parse(word)
	return err == nil && want.Equal(value), err
}

// Expects returns an error if a value can't be compared with word. word may be one that can't be set because it stands
// for several values, such as on for SO_LINGER.
func (o *Option) Expects(word string) error {
	_, err := o.Holds(word, Value{})
	return err
}

// Of returns the option as it is for sockets of a family, where its numbers may have other names.
func (o *Option) Of(domain int) *Option {
	c, ok := o.Codec.(familied)
	if !ok {
		return o
	}
	own := *o
	own.Codec = c.of(domain)
	return &own
}

// Decode returns a value from bytes that getsockopt(2) returned. The bytes are copied.
func (o *Option) Decode(raw []byte) Value {
	return Value{raw: append([]byte(nil), raw...), codec: o.Codec}
}
