package step

import (
	"encoding/json"
	"unicode/utf8"
)

// raw is a text on the wire whose bytes need not be UTF-8, which a string of JSON can't hold:
// the path of a Unix socket may have any byte but NUL (unix(7)).
type raw string

// MarshalJSON writes a string, or the bytes where they are not UTF-8.
func (r raw) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(r)) {
		return json.Marshal(string(r))
	}
	return json.Marshal(struct {
		Bytes []byte `json:"bytes"`
	}{[]byte(r)})
}

// UnmarshalJSON reads either.
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

// MarshalJSON writes an address as it is, whatever its bytes.
func (a Address) MarshalJSON() ([]byte, error) { return raw(a).MarshalJSON() }

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Address) UnmarshalJSON(text []byte) error { return (*raw)(a).UnmarshalJSON(text) }

// bare is a step without its methods.
type bare Step

// wire is a step on the wire, whose value may have any bytes: it is what expect compares an
// address with.
type wire struct {
	*bare
	Value *raw `json:"value,omitempty"`
}

// MarshalJSON writes a step as it is, whatever the bytes of its value.
func (s Step) MarshalJSON() ([]byte, error) {
	return json.Marshal(wire{(*bare)(&s), (*raw)(s.Value)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Step) UnmarshalJSON(text []byte) error {
	w := wire{bare: (*bare)(s)}
	err := json.Unmarshal(text, &w)
	s.Value = (*string)(w.Value)
	return err
}
