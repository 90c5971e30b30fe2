package program

import (
	"encoding/binary"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// option fills in the option and its value.
func (l *lowering) option(s step.Step, c *Call) error {
	found, err := s.Option.Find()
	if err != nil {
		return missing("%s", err)
	}
	if v := c.FD.Variable; v != nil && v.Domain != 0 {
		found = found.Of(v.Domain)
	}
	c.Level, c.Option = optionConst(found)
	if s.Verb == "getsockopt" {
		c.Sizes = []int{found.Size()}
		return nil
	}
	value, err := found.Parse(*s.Value)
	if err != nil {
		return missing("%s", err)
	}
	c.Bytes, c.Value = value.Bytes(), kindOfValue(found, value)
	return nil
}

// optionConst returns the level and number of an option, by their names.
func optionConst(o step.Option) (level, option Const) {
	level, option = Const{Value: o.Level}, number(o.Number)
	if name := levelName(o.Level); name != "" {
		level = named(name, o.Level)
	}
	if o.Entry != nil && o.Entry.Number == o.Number && isConstant(o.Entry.Name) {
		option = named(o.Entry.Name, o.Number)
	}
	return level, option
}

// kindOfValue returns how a value is best written.
func kindOfValue(o step.Option, v sockopts.Value) ValueKind {
	if o.Entry == nil {
		if len(v.Bytes()) == 4 {
			return ValueInt
		}
		return ValueBytes
	}
	if set, ok := o.Set(); ok && set.Program() {
		return ValueFilter
	}
	size := len(v.Bytes())
	switch form := o.Entry.Form(); {
	case form.Kind == sockopts.TimeForm && size == 16:
		return ValueTime
	case form.Kind == sockopts.LingerForm && size == 8:
		return ValueLinger
	case form.Kind == sockopts.TextForm && size != 4:
		return ValueText
	case size == 4:
		return ValueInt
	}
	return ValueBytes
}

// request fills in the request of fcntl or ioctl and its argument.
func (l *lowering) request(s step.Step, c *Call) error {
	switch s.Verb {
	case "nonblock":
		on := true
		s.Verb, s.Request, s.On = "fcntl", "O_NONBLOCK", &on
	case "pending":
		s.Verb, s.Request = "ioctl", "FIONREAD"
	}
	c.Name = s.Verb
	r, ok := s.Asked()
	if !ok {
		return missing("there is no request %s", s.Request)
	}
	c.Option = named(r.Name, r.Number)
	if r.Flag != nil {
		c.Name, c.On = "flag", s.On != nil && *s.On
		c.Op, c.Set = named("F_GETFL", r.Flag.Get), named("F_SETFL", r.Flag.Set)
		if r.Name == "FD_CLOEXEC" {
			c.Op, c.Set = named("F_GETFD", r.Flag.Get), named("F_SETFD", r.Flag.Set)
		}
		return nil
	}
	if strings.Contains(s.Argument(), "self") {
		return missing("its argument is the process itself")
	}
	memory, err := r.Memory(s.Argument(), 0)
	if err != nil {
		return missing("%s", err)
	}
	c.Bytes, c.Pointer = memory, r.Shape == engine.ByPointer
	if !c.Pointer && len(memory) == 4 {
		c.Number = int64(int32(binary.NativeEndian.Uint32(memory)))
	}
	if numeric := r.Gives == nil || r.Gives.Numeric && r.Gives.Size == 4 || r.Gives.Names != nil; !numeric ||
		r.Shape != engine.ByNothing && r.Shape != engine.ByNumber && r.Shape != engine.ByPointer {
		return missing("%s answers with more than a number", r.Name)
	}
	return nil
}

// levelName returns the name of a level in C; "" if it has none.
func levelName(level int) string {
	name := sockopts.LevelName(level)
	if _, err := strconv.Atoi(name); err == nil || !strings.Contains(name, "_") {
		return ""
	}
	return name
}

// controlType returns the type of a control message, by its name if it has one.
func controlType(m engine.ControlMessage) Const {
	name := engine.ControlTitle(m)
	if name == "" || strings.ContainsAny(name, "/ ") {
		return number(m.Type)
	}
	return named(name, m.Type)
}
