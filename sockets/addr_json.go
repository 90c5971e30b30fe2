package sockets

import (
	"encoding/binary"
	"encoding/json"
	"strings"

	"golang.org/x/sys/unix"
)

// rawUnix is the JSON of a Unix address that can't be written as text: a JSON string can't hold bytes that are not
// UTF-8, others would affect a terminal, and a path that begins with @ would be read as an abstract name.
type rawUnix struct {
	Path []byte `json:"path,omitempty"`
	Name []byte `json:"name,omitempty"`
}

// rawOther is the JSON of an address of another family, whose text can't be parsed.
type rawOther struct {
	Family int    `json:"family"`
	Body   []byte `json:"body"`
	Text   string `json:"text"` // for people
}

// toldAddr is the JSON of an address with a length other than its own.
type toldAddr struct {
	Address *Addr `json:"address"`
	Len     int   `json:"len"`
}

// MarshalJSON encodes the address as text, or as bytes for some Unix names and other families; with the length, if it
// is not the address's own.
func (a Addr) MarshalJSON() ([]byte, error) {
	if told := a.Told; told != nil {
		a.Told = nil
		return json.Marshal(toldAddr{&a, *told})
	}
	if a.other() {
		return json.Marshal(rawOther{a.Family, []byte(a.Body), a.String()})
	}
	if a.Family == unix.AF_UNIX && (Printable(a.Path+a.Name) != a.Path+a.Name || strings.HasPrefix(a.Path, "@")) {
		return json.Marshal(rawUnix{[]byte(a.Path), []byte(a.Name)})
	}
	return json.Marshal(a.String())
}

// UnmarshalJSON decodes what MarshalJSON encodes.
func (a *Addr) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		var raw struct {
			rawUnix
			rawOther
			toldAddr
		}
		err := json.Unmarshal(text, &raw)
		if raw.Address != nil {
			*a = *raw.Address
			a.Told = &raw.Len
			return err
		}
		if raw.Family != 0 || raw.Body != nil {
			*a = DecodeAddr(append(binary.NativeEndian.AppendUint16(nil, uint16(raw.Family)), raw.Body...))
			return err
		}
		*a = Addr{Family: unix.AF_UNIX, Path: string(raw.Path), Name: string(raw.Name)}
		return err
	}
	var word string
	if err := json.Unmarshal(text, &word); err != nil {
		return err
	}
	if word == "unix:" {
		*a = Addr{Family: unix.AF_UNIX}
		return nil
	}
	parsed, err := ParseAddr(word)
	*a = parsed
	return err
}
