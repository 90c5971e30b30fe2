package control

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"netnet-tui/sockets"
)

// Kind is one kind of control message.
type Kind struct {
	Name  string // as in scripts and C
	Level int    // SOL_SOCKET, …
	Type  int    // SCM_RIGHTS, …
	Sent  bool   // sendmsg accepts it; others are only received
	Reach Reach  // where it can lead a packet when it is sent
	Form  Form   // how its data is written
	About string // its meaning in a few words

	traced string // strace's name for its type, if different
}

// Reach is where a control message can lead a packet when it is sent.
type Reach string

// The reaches.
const (
	ReachStays   Reach = "stays"    // it changes a field of the packet, or the kernel refuses it
	ReachByPlace Reach = "by place" // it names an address or an interface
	ReachRights  Reach = "rights"   // it passes descriptors to the receiver
	ReachLeaves  Reach = "leaves"   // it can route the packet elsewhere, or affect others
)

// Item is a control message as a script writes it: IP_TTL=5, or 1/99=hex:00.
type Item struct {
	Name  string `json:"name"`  // name of the kind, or LEVEL/TYPE in numbers
	Value string `json:"value"` // in its canonical form
}

// String returns the item as a script writes it.
func (i Item) String() string { return i.Name + "=" + i.Value }

// Bench is what the codec needs to know about descriptors and this process.
type Bench struct {
	FD   func(name string) (int, error) // the descriptor with a name
	Name func(fd int) string            // the name of a descriptor
	PID  int                            // self in SCM_CREDENTIALS
	UID  int
	GID  int
}

// Find finds a kind by name. Scripts ignore the case of C names, and both of the kernel's names for a type, such as
// SCM_TIMESTAMPNS and SO_TIMESTAMPNS, are accepted.
func Find(name string) (*Kind, bool) {
	for i := range kinds() {
		k := &kinds()[i]
		if strings.EqualFold(k.Name, name) {
			return k, true
		}
	}
	if other, ok := synonyms[strings.ToUpper(name)]; ok {
		return Find(other)
	}
	return nil, false
}

// synonyms are other names of types, from the Linux headers.
var synonyms = map[string]string{
	"SCM_TIMESTAMP": "SO_TIMESTAMP", "SCM_TIMESTAMPNS": "SO_TIMESTAMPNS", "SO_TIMESTAMPING": "SCM_TIMESTAMPING",
	"SCM_TXTIME": "SO_TXTIME", "SCM_MARK": "SO_MARK", "SCM_PRIORITY": "SO_PRIORITY", "SO_RXQ_OVFL_MESSAGE": "SO_RXQ_OVFL",
	"SCM_WIFI_STATUS": "SO_WIFI_STATUS", "TCP_CM_INQ": "TCP_INQ",
}

// ByNumber returns the kind of control message with a level and a type.
func ByNumber(level, typ int) (*Kind, bool) {
	for i := range kinds() {
		if k := &kinds()[i]; k.Level == level && k.Type == typ {
			return k, true
		}
	}
	return nil, false
}

// Names returns the names of all kinds, or only of those that can be sent.
func Names(sent bool) []string {
	var names []string
	for i := range kinds() {
		if k := &kinds()[i]; k.Sent || !sent {
			names = append(names, k.Name)
		}
	}
	return names
}

// numbered matches LEVEL/TYPE.
var numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z0-9_]+)/([A-Za-z0-9_]+)$`) })

// Named resolves a name: a kind, or two numbers. kind is nil if the numbers have no name.
func Named(name string) (level, typ int, kind *Kind, err error) {
	if k, ok := Find(name); ok {
		return k.Level, k.Type, k, nil
	}
	m := numbered().FindStringSubmatch(name)
	if m == nil {
		return 0, 0, nil, &sockets.UnknownName{Text: name, Names: names()}
	}
	if level, err = parseInt(Levels, m[1]); err != nil {
		return 0, 0, nil, err
	}
	if k, ok := Find(m[2]); ok && k.Level == level {
		return level, k.Type, k, nil
	}
	n, err := strconv.ParseInt(m[2], 0, 32)
	if err != nil {
		return 0, 0, nil, fmt.Errorf("%q is not a type of control message at that level: write its number, as in 1/99=hex:00", m[2])
	}
	kind, _ = ByNumber(level, int(n))
	return level, int(n), kind, nil
}

func parseInt(family *sockets.Names, text string) (int, error) {
	if n, err := family.Parse(text); err == nil {
		return n, nil
	}
	n, err := strconv.ParseInt(text, 0, 32)
	if err != nil {
		return 0, fmt.Errorf("%q is not a level of control messages: write SOL_SOCKET, SOL_IP, … or its number", text)
	}
	return int(n), nil
}

// names returns the kinds that can be sent, for suggestions.
func names() *sockets.Names {
	n := &sockets.Names{What: "control message"}
	for _, name := range Names(true) {
		n.List = append(n.List, sockets.Name{Text: name})
	}
	return n
}

// Parse parses an item and returns it in canonical form. Names of descriptors are not looked up.
func Parse(name, value string) (Item, error) {
	level, typ, kind, err := Named(name)
	if err != nil {
		return Item{}, err
	}
	if raw, ok := parseHex(value); ok {
		return Item{fmt.Sprintf("%d/%d", level, typ), formatHex(raw)}, nil
	}
	if kind == nil {
		return Item{}, fmt.Errorf("control message %d/%d has no name, so its value is written in bytes: %d/%d=hex:00", level, typ, level, typ)
	}
	canonical, err := kind.Form.Canonical(value)
	if err != nil {
		return Item{}, fmt.Errorf("%s takes %s: %w", kind.Name, kind.Form.Hint, err)
	}
	return Item{kind.Name, canonical}, nil
}

// Encode returns the item as a control message.
func (i Item) Encode(b Bench) (sockets.ControlMessage, error) {
	level, typ, kind, err := Named(i.Name)
	if err != nil {
		return sockets.ControlMessage{}, err
	}
	c := sockets.ControlMessage{Level: level, Type: typ}
	if raw, ok := parseHex(i.Value); ok {
		c.Data = raw
		return c, nil
	}
	if kind == nil {
		return c, fmt.Errorf("%s has no name, so its value is written in bytes, as hex:00", i.Name)
	}
	c.Data, err = kind.Form.Encode(i.Value, b)
	return c, err
}

// Decode returns a control message as a script writes it: the name of its kind with its value, or two numbers with its
// bytes.
func Decode(c sockets.ControlMessage, b Bench) Item {
	if k, ok := ByNumber(c.Level, c.Type); ok {
		if value, ok := k.Form.Decode(c.Data, b); ok {
			return Item{k.Name, value}
		}
	}
	return Item{fmt.Sprintf("%d/%d", c.Level, c.Type), formatHex(c.Data)}
}

// Title returns the name of a control message, or its two numbers.
func Title(c sockets.ControlMessage) string {
	if k, ok := ByNumber(c.Level, c.Type); ok {
		return k.Name
	}
	return fmt.Sprintf("%d/%d", c.Level, c.Type)
}

// Trace formats the level, type and data of a control message as strace(1) does. Types that strace prints as numbers
// have their names and data here.
func Trace(fd func(int) string, c sockets.ControlMessage) string {
	text := "cmsg_level=" + Levels.Constant(c.Level) + ", cmsg_type="
	k, ok := ByNumber(c.Level, c.Type)
	if !ok {
		return text + untitled(c)
	}
	text += k.title()
	if data, ok := k.Form.Trace(c.Data, fd); ok {
		text += ", cmsg_data=" + data
	}
	return text
}

// title returns strace's name for the type.
func (k *Kind) title() string {
	if k.traced != "" {
		return k.traced
	}
	return k.Name
}

// untitled formats a type without a name.
func untitled(c sockets.ControlMessage) string {
	switch Levels.Format(c.Level) {
	case "SOL_SOCKET":
		return fmt.Sprintf("%#x /* SCM_??? */", c.Type)
	case "SOL_IP":
		return fmt.Sprintf("%#x /* IP_??? */", c.Type)
	}
	return fmt.Sprintf("%#x", c.Type)
}
