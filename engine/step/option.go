package step

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"

	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// OptionRef names an option: by name alone, by level and name, or by two numbers.
type OptionRef struct {
	Level  string `json:"level,omitempty"` // empty means the name's own level
	Name   string `json:"name,omitempty"`
	Number int    `json:"number,omitempty"` // if there is no name
}

func (o OptionRef) words() []string {
	name := o.Name
	if name == "" {
		name = strconv.Itoa(o.Number)
	}
	if o.Level == "" {
		return []string{name}
	}
	return []string{o.Level, name}
}

// Option is the option of a step after lookup: its numbers, and its entry in the catalogue if it has one.
type Option struct {
	Level, Number int
	Entry         *sockopts.Option
}

// OptionOf returns the option of a catalogue entry.
func OptionOf(entry *sockopts.Option) Option {
	return Option{entry.LevelNumber(), entry.Number, entry}
}

// Find looks the option up.
func (o OptionRef) Find() (Option, error) {
	c, joined := sockopts.Combined(o.Name)
	if joined && o.Level == "" {
		o.Level = c.Level
	}
	if o.Level == "" {
		entry, ok := sockopts.Find(o.Name)
		if !ok {
			return Option{}, fmt.Errorf("there is no option %s; one that the catalogue lacks is written as two numbers, level and option", o.Name)
		}
		return OptionOf(entry), nil
	}
	level, ok := sockopts.LevelByName(o.Level)
	if !ok {
		number, err := strconv.ParseInt(o.Level, 0, 32)
		if err != nil {
			return Option{}, fmt.Errorf("there is no level %s: write SOL_SOCKET, IPPROTO_TCP, … or its number", o.Level)
		}
		level = int(number)
	}
	if o.Name == "" {
		entry, _ := sockopts.ByNumber(level, o.Number)
		return Option{level, o.Number, entry}, nil
	}
	if entry, ok := sockopts.FindAt(level, o.Name); ok {
		return Option{level, entry.Number, entry}, nil
	}
	if joined {
		return combined(level, c), nil
	}
	entry, ok := sockopts.Find(o.Name) // at a level that is not its own, to see what the kernel says
	if !ok {
		return Option{}, fmt.Errorf("there is no option %s at level %s", o.Name, o.Level)
	}
	return Option{level, entry.Number, entry}, nil
}

// combined returns the option that the kernel takes names joined with | for: the one whose number is the OR of theirs.
// If there is no such option, the value is written as for the first name.
func combined(level int, c sockopts.Combination) Option {
	if entry, ok := sockopts.ByNumber(level, c.Number); ok {
		return Option{level, c.Number, entry}
	}
	return Option{level, c.Number, c.Parts[0]}
}

// Set returns the entry of the option that setsockopt(2) takes the numbers for. It differs from Entry if a name stands
// at a level that is not its own, or if Entry is read-only and shares its number.
func (o Option) Set() (*sockopts.Option, bool) { return sockopts.Setting(o.Level, o.Number) }

// Got returns the entry of the option that getsockopt(2) takes the numbers for.
func (o Option) Got() (*sockopts.Option, bool) { return sockopts.Getting(o.Level, o.Number) }

// Check returns an error if the option is not known.
func (o OptionRef) Check() error {
	_, err := o.Find()
	return err
}

// Set returns the option that setsockopt(2) takes it for, or false if the catalogue does not know it.
func (o OptionRef) Set() (*sockopts.Option, bool) {
	found, err := o.Find()
	if err != nil {
		return nil, false
	}
	return found.Set()
}

// Mistake returns what is wrong with the name of the option although the kernel accepts it: names joined with |, or a
// name at a level that is not its own. It is "" if nothing is wrong.
func (o OptionRef) Mistake() string {
	if c, ok := sockopts.Combined(o.Name); ok {
		return c.Sentence()
	}
	found, err := o.Find()
	if err != nil || found.Entry == nil || found.Entry.LevelNumber() == found.Level {
		return ""
	}
	is := "which is not an option of that level"
	if entry, ok := sockopts.ByNumber(found.Level, found.Number); ok {
		is = "which is " + entry.Name
	}
	return fmt.Sprintf("%s is an option of %s: at %s its number is %d, %s", found.Entry.Name, found.Entry.Level, o.Level, found.Number, is)
}

// ParseValue reads a value for the option as setsockopt will take it, and returns its canonical word.
func (o OptionRef) ParseValue(text string) (string, error) {
	found, err := o.Find()
	if err != nil {
		return "", err
	}
	value, err := found.Parse(text)
	if err != nil {
		return "", err
	}
	word := value.String()
	if again, err := found.Parse(word); err != nil || !bytes.Equal(again.Bytes(), value.Bytes()) {
		return sockopts.Hex(value.Bytes()).String(), nil // bytes that can't be written as a value
	}
	return word, nil
}

// Parse reads a value. An option that the catalogue lacks takes a whole number as a C int.
func (o Option) Parse(text string) (sockopts.Value, error) {
	if o.Entry != nil {
		return o.Entry.Parse(text)
	}
	if raw, ok := sockopts.ParseHex(text); ok {
		return sockopts.Hex(raw), nil
	}
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil || n != int64(int32(n)) && n != int64(uint32(n)) {
		return sockopts.Value{}, fmt.Errorf("%q is not a value for an option without a name: write hex:… or a whole number, which is sent as a C int", text)
	}
	return sockopts.Hex(binary.NativeEndian.AppendUint32(nil, uint32(n))), nil
}

// Expects returns an error if the option's value can't be compared with word.
func (o Option) Expects(word string) error {
	if o.Entry != nil {
		return o.Entry.Expects(word)
	}
	_, err := o.Parse(word)
	return err
}

// Of returns the option as it is for sockets of a family.
func (o Option) Of(domain int) Option {
	if o.Entry != nil {
		o.Entry = o.Entry.Of(domain)
	}
	return o
}

// Size returns the size of the buffer to pass to getsockopt.
func (o Option) Size() int {
	if o.Entry != nil {
		return o.Entry.Size()
	}
	return 512
}

// Decode decodes what getsockopt has filled in.
func (o Option) Decode(raw []byte) sockopts.Value {
	if o.Entry != nil {
		return o.Entry.Decode(raw)
	}
	return sockopts.Hex(raw)
}

// Valueless reports whether setting the option needs no value.
func (o OptionRef) Valueless() bool {
	found, err := o.Find()
	return err == nil && found.Entry != nil && found.Entry.Level == "SOL_SOCKET" && found.Entry.Number == unix.SO_DETACH_FILTER
}

// Hint describes the values of the option.
func (o OptionRef) Hint() string {
	if found, err := o.Find(); err == nil && found.Entry != nil {
		return found.Entry.Codec.Hint()
	}
	return "hex:… or a whole number"
}
