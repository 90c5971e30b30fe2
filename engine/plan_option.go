package engine

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// option is an option of a step, found: its numbers, and its entry in the
// catalogue where it has one.
type option struct {
	level, number int
	entry         *sockopts.Option
}

// find looks the option up.
func (o OptionRef) find() (option, error) {
	c, joined := sockopts.Combined(o.Name)
	if joined && o.Level == "" {
		o.Level = c.Level
	}
	if o.Level == "" {
		entry, ok := sockopts.Find(o.Name)
		if !ok {
			return option{}, fmt.Errorf("there is no option %s; one that the catalogue lacks is written as two numbers, level and option", o.Name)
		}
		return option{entry.LevelNumber(), entry.Number, entry}, nil
	}
	level, ok := sockopts.LevelByName(o.Level)
	if !ok {
		number, err := strconv.ParseInt(o.Level, 0, 32)
		if err != nil {
			return option{}, fmt.Errorf("there is no level %s: write SOL_SOCKET, IPPROTO_TCP, … or its number", o.Level)
		}
		level = int(number)
	}
	if o.Name == "" {
		entry, _ := sockopts.ByNumber(level, o.Number)
		return option{level, o.Number, entry}, nil
	}
	if entry, ok := sockopts.FindAt(level, o.Name); ok {
		return option{level, entry.Number, entry}, nil
	}
	if joined {
		return combined(level, c), nil
	}
	entry, ok := sockopts.Find(o.Name) // at another level than its own, to see what the kernel says
	if !ok {
		return option{}, fmt.Errorf("there is no option %s at level %s", o.Name, o.Level)
	}
	return option{level, entry.Number, entry}, nil
}

// combined is what the kernel takes names joined with | for: the option whose number
// their numbers make. Where none has it, the value is written as the first one's.
func combined(level int, c sockopts.Combination) option {
	if entry, ok := sockopts.ByNumber(level, c.Number); ok {
		return option{level, c.Number, entry}
	}
	return option{level, c.Number, c.Parts[0]}
}

// known is the entry of the option that the kernel takes the numbers for. It is not
// the one whose value is written where a name stands at a level that is not its own.
func (o option) known() (*sockopts.Option, bool) {
	if o.entry != nil && o.entry.Number == o.number && o.entry.LevelNumber() == o.level {
		return o.entry, true
	}
	return sockopts.ByNumber(o.level, o.number)
}

// Check tells whether the option is known.
func (o OptionRef) Check() error {
	_, err := o.find()
	return err
}

// Known is the option that the kernel takes it for; false where the catalogue does not
// know that.
func (o OptionRef) Known() (*sockopts.Option, bool) {
	found, err := o.find()
	if err != nil {
		return nil, false
	}
	return found.known()
}

// Mistake is what is wrong with how the option is named, though the kernel takes it:
// names joined with |, or a name at a level that is not its own. "" where nothing is.
func (o OptionRef) Mistake() string {
	if c, ok := sockopts.Combined(o.Name); ok {
		return c.Sentence()
	}
	found, err := o.find()
	if err != nil || found.entry == nil || found.entry.LevelNumber() == found.level {
		return ""
	}
	is := "which is no option of that level"
	if known, ok := found.known(); ok {
		is = "which is " + known.Name
	}
	return fmt.Sprintf("%s is an option of %s: at %s its number is %d, %s", found.entry.Name, found.entry.Level, o.Level, found.number, is)
}

// ParseValue reads a value for the option as setsockopt will take it, and gives
// it as the canonical word.
func (o OptionRef) ParseValue(text string) (string, error) {
	found, err := o.find()
	if err != nil {
		return "", err
	}
	value, err := found.parse(text)
	if err != nil {
		return "", err
	}
	word := value.String()
	if again, err := found.parse(word); err != nil || !bytes.Equal(again.Bytes(), value.Bytes()) {
		return sockopts.Hex(value.Bytes()).String(), nil // bytes that no value is written with
	}
	return word, nil
}

// parse reads a value. What the catalogue lacks takes a whole number as a C int.
func (o option) parse(text string) (sockopts.Value, error) {
	if o.entry != nil {
		return o.entry.Parse(text)
	}
	if raw, ok := sockopts.ParseHex(text); ok {
		return sockopts.Hex(raw), nil
	}
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil || n != int64(int32(n)) && n != int64(uint32(n)) {
		return sockopts.Value{}, fmt.Errorf("%q is no value for an option without a name: write hex:… or a whole number, which is sent as a C int", text)
	}
	return sockopts.Hex(binary.NativeEndian.AppendUint32(nil, uint32(n))), nil
}

// size is the room getsockopt is given.
func (o option) size() int {
	if o.entry != nil {
		return o.entry.Size()
	}
	return 512
}

func (o option) decode(raw []byte) sockopts.Value {
	if o.entry != nil {
		return o.entry.Decode(raw)
	}
	return sockopts.Hex(raw)
}

// read asks a socket for the option.
func (o option) read(k sockets.Kernel, fd int) Result {
	raw := make([]byte, o.size())
	n, err := k.Getsockopt(fd, o.level, o.number, raw)
	return Result{Answer: AnswerValue, Option: o.entry, Value: o.decode(raw[:n]), Errno: sockets.Errno(err)}
}

func planSetsockopt(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	o, err := t.step.Option.find()
	if err != nil {
		return nil, err
	}
	value, err := o.parse(*t.step.Value)
	if err != nil {
		return nil, err
	}
	return []stage{t.stageSet(s, o, value)}, nil
}

func (t *task) stageSet(s *entry, o option, value sockopts.Value) stage {
	return func() (action, error) {
		change := t.beforeSetting(s, o, value)
		return action{
			call: func(k sockets.Kernel) Result {
				if known, ok := o.known(); ok && known.Program() {
					return t.answer(0, k.AttachFilter(s.FD, program(value.Bytes())))
				}
				return t.answer(0, k.Setsockopt(s.FD, o.level, o.number, value.Bytes()))
			},
			settle: func(r *Result) {
				if r.Errno == 0 {
					t.afterSetting(s, o, change)
				}
			},
		}, nil
	}
}

// program reads the instructions of a classic BPF program (struct sock_filter).
func program(raw []byte) []unix.SockFilter {
	order := binary.NativeEndian
	var filters []unix.SockFilter
	for p := range slices.Chunk(raw, 8) {
		if len(p) == 8 {
			filters = append(filters, unix.SockFilter{Code: order.Uint16(p), Jt: p[2], Jf: p[3], K: order.Uint32(p[4:])})
		}
	}
	return filters
}

func planGetsockopt(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	o, err := t.step.Option.find()
	if err != nil {
		return nil, err
	}
	return []stage{t.stageGet(s, o)}, nil
}

func (t *task) stageGet(s *entry, o option) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) Result { return o.read(k, s.FD) },
			settle: func(r *Result) {
				if known, ok := o.known(); ok && known.ReadEffect != "" && r.Errno == 0 {
					s.History.Read(known, r.Value.String(), t.engine.now())
					t.note(known.ReadEffect)
				}
			},
		}, nil
	}
}
