package step

import (
	"encoding/json"
	"unicode/utf8"
)

// raw is text whose bytes may not be valid UTF-8, which a JSON string can't hold: the path of a Unix socket may contain
// any byte but NUL (unix(7)).
type raw string

// MarshalJSON encodes the text as a string, or as bytes if it is not valid UTF-8.
func (r raw) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(r)) {
		return json.Marshal(string(r))
	}
	return json.Marshal(struct {
		Bytes []byte `json:"bytes"`
	}{[]byte(r)})
}

// UnmarshalJSON decodes either form.
func (r *raw) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		var bytes struct {
			Bytes []byte `json:"bytes"`
		}
		err := json.Unmarshal(text, &bytes)
		*r = raw(bytes.Bytes)
		return err
	}
	return json.Unmarshal(text, (*string)(r))
}

// MarshalJSON encodes an address, whatever its bytes.
func (a Address) MarshalJSON() ([]byte, error) { return raw(a).MarshalJSON() }

// UnmarshalJSON decodes what MarshalJSON encodes.
func (a *Address) UnmarshalJSON(text []byte) error { return (*raw)(a).UnmarshalJSON(text) }

// bare is a step without its methods.
type bare Step

// wire is the encoding of a step. Its value may contain any bytes, because expect compares it with an address.
type wire struct {
	*bare
	Value *raw `json:"value,omitempty"`
}

// MarshalJSON encodes a step, whatever the bytes of its value.
func (s Step) MarshalJSON() ([]byte, error) {
	return json.Marshal(wire{(*bare)(&s), (*raw)(s.Value)})
}

// UnmarshalJSON decodes what MarshalJSON encodes.
func (s *Step) UnmarshalJSON(text []byte) error {
	w := wire{bare: (*bare)(s)}
	err := json.Unmarshal(text, &w)
	s.Value = (*string)(w.Value)
	return err
}
