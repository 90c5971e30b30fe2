package sockets

import (
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

// MarshalJSON writes the text of the address, or the bytes of a Unix name.
func (a Addr) MarshalJSON() ([]byte, error) {
	if a.Family == unix.AF_UNIX && (Printable(a.Path+a.Name) != a.Path+a.Name || strings.HasPrefix(a.Path, "@")) {
		return json.Marshal(rawUnix{[]byte(a.Path), []byte(a.Name)})
	}
	return json.Marshal(a.String())
}

// UnmarshalJSON reads either.
func (a *Addr) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		var raw rawUnix
		err := json.Unmarshal(text, &raw)
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
