package sockets

import (
	"encoding/binary"
	"encoding/json"
	"strings"

	"golang.org/x/sys/unix"
)

// rawUnix is a Unix address in JSON whose text is not suitable: a JSON string can't
// hold bytes that are not UTF-8, a terminal would act on others, and a path that begins
// with @ would not be read back.
type rawUnix struct {
	Path []byte `json:"path,omitempty"`
	Name []byte `json:"name,omitempty"`
}

// rawOther is an address of another family in JSON, whose text is not read back.
type rawOther struct {
	Family int    `json:"family"`
	Body   []byte `json:"body"`
	Text   string `json:"text"` // for those who read it
}

// toldAddr is an address in JSON that goes with another length than its own.
type toldAddr struct {
	Address *Addr `json:"address"`
	Len     int   `json:"len"`
}

// MarshalJSON writes the text of the address, or the bytes of a Unix name or of one of another
// family; with a length, if another than its own goes with it.
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

// UnmarshalJSON reads what MarshalJSON writes.
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
