package sockopts

import "fmt"

// Warning is a mistake in setting an option that the kernel accepts silently.
type Warning struct {
	Text string // one sentence
	Cure Cure   // what resolves it, if done to the socket later
}

// Cure is what resolves a warning: the name of an option that is turned on later, or [MadeBlocking].
type Cure string

// The cures that are not options.
const (
	NoCure       Cure = ""
	MadeBlocking Cure = "blocking" // the socket is made blocking
)

// Warnings returns what the kernel does not report when the option is set to a value now: that the option has no
// effect, or that another value is kept. The zero Value is an unknown one. It is never too late to turn an option off,
// and there are no warnings about what the kernel refuses.
func (o *Option) Warnings(l Life, value Value) []Warning {
	if !o.Settable() || l.known() && !o.AppliesTo(l.Domain, l.Type, l.Protocol) {
		return nil
	}
	if o.LateErrno != "" && o.late(l) != inTime {
		return nil
	}
	said := o.keeping(l, value)
	if len(value.Bytes()) == 0 || anySet(value.Bytes()) {
		said = append(said, o.useless(l, value)...)
	}
	return append(said, o.overwriting(l, value)...)
}

// useless returns why setting the option has no effect.
func (o *Option) useless(l Life, value Value) []Warning {
	var said []Warning
	say := func(cure Cure, format string, args ...any) {
		said = append(said, Warning{fmt.Sprintf(o.Name+" "+format, args...), cure})
	}
	late := o.late(l)
	switch {
	case late != inTime && o.Phase != AnyTime:
		say(NoCure, "does nothing for %s%s: set it %s", late.what(), o.Still, o.Phase)
	case o.Handshake && l.Listening && l.shakesHands():
		say(NoCure, "affects only connections whose handshake is still to come: set it %s", o.Phase)
	case o.Handshake && l.handshaken():
		say(NoCure, "can't change the window scale after the handshake: set it %s", o.Phase)
	}
	if now, off := o.Switch.off(l); off && !o.Switch.Refuses {
		say(NoCure, "does nothing while %s is %d: set that to %d", o.Switch.Key, now, now|o.Switch.Bit)
	}
	if o.waits(l) && !belowZero(value) {
		say(MadeBlocking, "does nothing on a non-blocking socket, where no call waits: pass the time to poll instead")
	}
	if l.known() && o.Works != nil && !o.Works.Has(l.Domain, l.Type, l.Protocol) {
		say(NoCure, "does nothing on a socket of this kind: the kernel stores the value and never uses it")
	}
	if on, known := l.on(o.Under); known && !on {
		say(Cure(o.Under), "does nothing while %s is off: turn that on", o.Under)
	}
	return said
}

// overwriting returns which options already set lose their value to this one.
func (o *Option) overwriting(l Life, value Value) []Warning {
	var said []Warning
	for _, other := range o.Overrides {
		if l.set(other.Name) && other.changes(o, l, value) {
			said = append(said, Warning{Text: fmt.Sprintf("%s overwrites %s whenever it changes its own value: set %s after it", o.Name, other.Name, other.Name)})
		}
	}
	return said
}

// Override is an option whose value changes whenever another option's value does.
type Override struct {
	Name string                  // at SOL_SOCKET
	To   func(value int64) int64 // what it becomes
}

// changes reports whether setting o to a value changes the other option, as far as is known.
func (v Override) changes(o *Option, l Life, value Value) bool {
	asked, known := value.Number()
	if !known {
		return true
	}
	if o.Kept != nil {
		asked, _ = o.Kept(o, l, asked)
	}
	if now, known := l.number(o.Level, o.Name); known && now == asked {
		return false
	}
	was, known := l.number("SOL_SOCKET", v.Name)
	return !known || was != v.To(asked)
}

// known reports whether the kind of socket is known.
func (l Life) known() bool { return l.Domain != 0 || l.Type != 0 || l.Protocol != 0 }

// number returns the current value of an option, as far as is known.
func (l Life) number(level, name string) (int64, bool) {
	if l.Value == nil {
		return 0, false
	}
	value, ok := l.Value(level, name)
	if !ok {
		return 0, false
	}
	return value.Number()
}

// on reports whether an option is on, as far as is known.
func (l Life) on(name string) (on, known bool) {
	o, ok := Find(name)
	if !ok {
		return false, false
	}
	number, known := l.number(o.Level, name)
	return number != 0, known
}
