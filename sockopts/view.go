package sockopts

import "strings"

// View is an option as plain data, for JSON. Its levels are named as in the C library's manual pages: IPPROTO_TCP, not
// SOL_TCP.
type View struct {
	Level       string   `json:"level"`
	LevelNumber *int     `json:"level_number,omitempty"` // none for fcntl and ioctl
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases,omitempty"`
	Number      int64    `json:"number"`
	Call        string   `json:"call"`
	Purpose     string   `json:"purpose"`
	Direction   string   `json:"direction"`
	Type        string   `json:"type"`
	CType       string   `json:"c_type"`
	Value       string   `json:"value,omitempty"` // what may be written
	Default     string   `json:"default,omitempty"`
	DefaultFrom string   `json:"default_from,omitempty"`
	Range       string   `json:"range,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	When        string   `json:"when"`
	Capability  string   `json:"capability,omitempty"`
	Inherited   string   `json:"inherited_by_accept"`
	Rescale     string   `json:"rescale,omitempty"`
	ReadEffect  string   `json:"read_effect,omitempty"`
	Needs       string   `json:"needs,omitempty"`
	Since       string   `json:"since,omitempty"`
	Summary     string   `json:"summary"`
	Surprise    string   `json:"surprise,omitempty"`
	Try         []string `json:"try,omitempty"`
	Manual      string   `json:"manual"`
	Fields      []Field  `json:"fields,omitempty"` // of struct tcp_info
	MacOS       string   `json:"macos,omitempty"`
	FreeBSD     string   `json:"freebsd,omitempty"`
	Windows     string   `json:"windows,omitempty"`
}

// Field is one field of a value that has several.
type Field struct {
	Name    string `json:"name"`
	Unit    string `json:"unit,omitempty"`
	Summary string `json:"summary"`
}

// View returns the option as plain data.
func (o *Option) View() View {
	v := View{
		Level: o.manualLevel(), Name: o.Name, Aliases: o.Aliases, Number: o.unsignedNumber(), Call: "sockopt",
		Purpose: string(o.Purpose), Direction: string(o.Direction), Type: o.Sort(), CType: o.CType, Value: o.Codec.Hint(),
		Default: o.Default, DefaultFrom: o.DefaultFrom, Range: o.Range, Unit: o.Unit, When: string(o.Phase),
		Capability: o.Capability, Inherited: o.Inherited.String(), Rescale: o.Rescale, ReadEffect: o.ReadEffect,
		Needs: o.Needs, Since: o.Since, Summary: o.Summary, Surprise: o.Surprise, Manual: o.Manual,
		MacOS: o.MacOS, FreeBSD: o.FreeBSD, Windows: o.Windows,
	}
	if o.Call == Sockopt {
		number := o.LevelNumber()
		v.LevelNumber = &number
	} else {
		v.Call = string(o.Call)
	}
	for _, f := range o.Fields() {
		v.Fields = append(v.Fields, Field{f.Name, f.Unit, f.Summary})
	}
	if o.Try != "" {
		v.Try = strings.Split(o.Try, "\n")
	}
	return v
}

// Views returns all entries as plain data.
func Views() []View {
	views := make([]View, 0, len(everything()))
	for _, o := range everything() {
		views = append(views, o.View())
	}
	return views
}

// manualLevel returns the level as the manual pages spell it; for flags of fcntl(2), the call and its commands.
func (o *Option) manualLevel() string {
	if o.Command != "" {
		return o.Level + " " + o.Command
	}
	if o.Level == "SOL_RAW" {
		return o.Level // IPPROTO_RAW is a protocol of its own
	}
	for _, l := range levels {
		if l.names[0] == o.Level {
			return l.names[len(l.names)-1]
		}
	}
	return o.Level
}

// unsignedNumber returns the number as an unsigned 32-bit value for an ioctl, as in C, because an int may be too small
// for it.
func (o *Option) unsignedNumber() int64 {
	if o.Call == Ioctl {
		return int64(uint32(o.Number))
	}
	return int64(o.Number)
}

// Sort returns the type of the option's value in a word or two: "bool-int", "int", "timeval", "struct".
func (o *Option) Sort() string {
	if o.Type != "" {
		return o.Type
	}
	switch o.Codec.(type) {
	case onOff:
		return "bool-int"
	case integer:
		return "int"
	case timeval:
		return "timeval"
	default:
		return o.CType
	}
}
