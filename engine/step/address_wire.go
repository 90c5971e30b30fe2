package step

import (
	"encoding/json"
	"unicode/utf8"
)

// rawAddress is an address on the wire whose bytes are not UTF-8, which a string of JSON
// can't hold: a path of a Unix socket may have any byte but NUL (unix(7)).
type rawAddress struct {
	Bytes []byte `json:"bytes"`
}

// MarshalJSON writes a string, or the bytes where they are not UTF-8.
func (a Address) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(a)) {
		return json.Marshal(string(a))
	}
	return json.Marshal(rawAddress{[]byte(a)})
}

// UnmarshalJSON reads either.
func (a *Address) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		var raw rawAddress
		err := json.Unmarshal(text, &raw)
		*a = Address(raw.Bytes)
		return err
	}
	return json.Unmarshal(text, (*string)(a))
}
