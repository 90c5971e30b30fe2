package program

import (
	"encoding/binary"
	"strings"

	"netnet-tui/engine/step"
)

// want returns the condition for the alternatives of an outcome; nil if there are none.
func (l *lowering) want(alternatives []step.Outcome) (Condition, error) {
	var any Any
	for _, o := range alternatives {
		c, err := l.outcome(o)
		if err != nil {
			return nil, err
		}
		any = append(any, c)
	}
	switch len(any) {
	case 0:
		return nil, nil
	case 1:
		return any[0], nil
	}
	return any, nil
}

// outcome returns the condition for one alternative, according to the kind of the answer.
func (l *lowering) outcome(o step.Outcome) (Condition, error) {
	answer, family := l.answer()
	word := o.Word
	switch {
	case o.Quoted && answer == step.AnswerAddress:
		return l.addressIs(string(o.Text))
	case o.Quoted && answer == step.AnswerValue:
		return l.valueIs("==", string(o.Text))
	case o.Quoted && answer == step.AnswerSetting:
		return SettingIs{Op: "==", Text: string(o.Text)}, nil
	case o.Quoted:
		return Data{o.Text, o.Contains}, nil
	case word == "ok":
		return Went{}, nil
	case word == "error", word == "-1":
		return Failed{}, nil
	case word == "eof":
		if c := l.said.Call; c != nil && !c.Stream {
			return Not{Any{Went{}, Failed{}}}, nil
		}
		return Number{"==", 0}, nil
	}
	if number, _ := step.ErrnoNumber(word); number != 0 {
		failed := Failed{named(word, number)}
		if answer != step.AnswerValue {
			return failed, nil
		}
		if is, err := l.valueIs("==", word); err == nil {
			return Any{failed, is}, nil
		}
		return failed, nil
	}
	switch answer {
	case step.AnswerReady:
		if word == "none" {
			return Number{"==", 0}, nil
		}
		if strings.Contains(word, ":") {
			return l.readyOnly(word)
		}
	case step.AnswerAddress:
		return l.addressIs(word)
	case step.AnswerValue:
		op, rest := step.SplitComparison(word)
		return l.valueIs(op, rest)
	case step.AnswerSetting:
		op, rest := step.SplitComparison(word)
		n, err := step.ParseNumber(rest)
		return SettingIs{Op: op, Text: rest, N: n, Number: err == nil}, nil
	case step.AnswerFlags:
		if family != nil {
			bits, err := family.Parse(word)
			return Number{"==", int64(bits)}, err
		}
	default: // a number
	}
	return l.numberIs(word)
}

// numberIs compares the number that the call returned or read.
func (l *lowering) numberIs(word string) (Condition, error) {
	op, rest := step.SplitComparison(word)
	n, err := step.ParseNumber(rest)
	switch {
	case err == nil && l.said.Call != nil && l.said.Call.Counts && l.said.Call.Name == "read":
		return Count{op, n}, nil
	case err == nil:
		return Number{op, n}, nil
	case rest == "on":
		return Number{"!=", 0}, nil
	case rest == "off":
		return Number{"==", 0}, nil
	}
	return nil, missing("the outcome %s can't be said", word)
}

// answer returns the kind of the step's answer and, for flags, their names.
func (l *lowering) answer() (step.Answer, *step.Constants) {
	verb, ok := step.FindVerb(l.step.Verb)
	if !ok {
		return step.AnswerNothing, nil
	}
	if l.step.Verb != "fcntl" && l.step.Verb != "ioctl" {
		return verb.Answer, nil
	}
	r, ok := l.step.Asked()
	switch {
	case !ok || r.Gives == nil:
		return step.AnswerZero, nil
	case r.Gives.Names != nil:
		return step.AnswerFlags, r.Gives.Names
	}
	return step.AnswerNumber, nil
}

// readyOnly parses a list of ready descriptors: s:in,out c:in.
func (l *lowering) readyOnly(word string) (Condition, error) {
	var bench []string
	for part := range strings.FieldsSeq(word) {
		name, _, _ := strings.Cut(part, ":")
		bench = append(bench, name)
	}
	read, _, err := step.ParseLine("poll "+word, bench)
	if err != nil {
		return nil, missing("%s", err)
	}
	var ready ReadyOnly
	for _, i := range read.Interests {
		ref, err := l.ref(i.Socket)
		if err != nil {
			return nil, err
		}
		ready = append(ready, Watch{ref, constant(step.PollEvents, i.Events)})
	}
	return ready, nil
}

// addressIs compares the address that the call returned.
func (l *lowering) addressIs(text string) (Condition, error) {
	a, err := l.written(step.Address(text), 0)
	if err != nil {
		return nil, err
	}
	return AddressIs{a}, nil
}

// valueIs compares the value of the step's option.
func (l *lowering) valueIs(op, word string) (Condition, error) {
	found, err := l.step.Option.Find()
	if err != nil {
		return nil, missing("%s", err)
	}
	v, err := optionIs(found, op, word)
	if err != nil {
		return nil, err
	}
	return *v, nil
}

// optionIs compares the value of an option.
func optionIs(found step.Option, op, word string) (*ValueIs, error) {
	value, err := found.Parse(word)
	if err != nil {
		n, wrong := step.ParseNumber(word)
		if wrong != nil {
			return nil, missing("a value such as %s is read by netnet-tui only", word)
		}
		return &ValueIs{Op: op, N: n}, nil
	}
	raw := value.Bytes()
	kind := kindOfValue(found, value)
	switch {
	case len(raw) == 4 && kind != ValueText:
		n := int64(int32(binary.NativeEndian.Uint32(raw)))
		if found.Entry != nil && found.Entry.Boolean() && (word == "on" || word == "off") {
			if on := (word == "on") == (op == "=="); on {
				return &ValueIs{Op: "!="}, nil
			}
			return &ValueIs{Op: "=="}, nil
		}
		return &ValueIs{Op: op, N: n}, nil
	case op != "==" && op != "!=":
		return nil, missing("values of %s are not put in order", found.Entry.Name)
	}
	return &ValueIs{Op: op, Bytes: raw, Text: kind == ValueText}, nil
}

// optionOf finds an option by its name alone.
func optionOf(name string) (step.Option, error) {
	found, err := step.OptionRef{Name: name}.Find()
	if err != nil {
		return found, missing("%s", err)
	}
	return found, nil
}
