package sockopts

import "strings"

// FormKind is what a person is best given to write a value with.
type FormKind string

// The kinds.
const (
	SwitchForm FormKind = "switch" // on or off
	ChoiceForm FormKind = "choice" // one of Names, or a number
	FlagsForm  FormKind = "flags"  // any of Names, joined with |
	NumberForm FormKind = "number" // in Unit
	LingerForm FormKind = "linger"
	TimeForm   FormKind = "time"
	PartsForm  FormKind = "parts" // Parts, with Join between them
	TextForm   FormKind = "text"
	BytesForm  FormKind = "bytes"
)

// Form is how a value is written: what an editor needs to know of a codec.
type Form struct {
	Kind  FormKind
	Names []string // of a choice, of flags
	Unit  string   // of a number: "B", "s", "" for none
	Parts []string // what each part is, in words
	Join  string   // what stands between two parts
	Room  int      // of text and bytes: as many bytes as there may be
}

// Form is how the option's value is written.
func (o *Option) Form() Form {
	switch c := o.Codec.(type) {
	case onOff, ignored:
		return Form{Kind: SwitchForm, Names: []string{"on", "off"}}
	case choosing:
		if _, one := c.(enumeration); one {
			return Form{Kind: ChoiceForm, Names: c.choices()}
		}
		return Form{Kind: FlagsForm, Names: c.choices()}
	case integer:
		return Form{Kind: NumberForm, Unit: c.unit}
	case unsigned:
		return Form{Kind: NumberForm, Unit: c.unit}
	case wide:
		return Form{Kind: NumberForm, Unit: c.unit}
	case netIndex:
		return Form{Kind: NumberForm}
	case linger:
		return Form{Kind: LingerForm}
	case timeval:
		return Form{Kind: TimeForm}
	case group4, groupRequest, source4, addr6Index, packetMember:
		return Form{Kind: PartsForm, Parts: partsOf(o.Codec.Hint(), ","), Join: ","}
	case portRange:
		return Form{Kind: PartsForm, Parts: []string{"LOW port", "HIGH port"}, Join: "-"}
	case layout, record:
		return Form{Kind: PartsForm, Parts: partsOf(o.Codec.Hint(), " "), Join: " "}
	case octets, program:
		return Form{Kind: BytesForm, Room: o.Size()}
	default:
		return Form{Kind: TextForm, Room: o.Size()}
	}
}

// partsOf names the parts of a value by its hint: "GROUP,INDEX of the interface, e.g.
// 239.1.1.1,1".
func partsOf(hint, join string) []string {
	words, _, _ := strings.Cut(hint, ", e.g.")
	return strings.Split(words, join)
}
