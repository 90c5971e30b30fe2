package recorder

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"netnet-tui/engine/system"
)

// Seen is the event of an entry that is a row as it was when it was looked at.
const Seen system.Event = "seen"

// Moment is what an entry says about a socket, for a list.
type Moment struct {
	T      time.Time
	Event  system.Event
	Was    string
	Ending system.Ending
	Why    string // for a death, how it happened; for a row, what held up its bytes
	Socket struct {
		Protocol, State, Local, Peer, Why string
		Owners                            []system.Owner
	}
}

// Moment parses an entry.
func (e Entry) Moment() (Moment, error) {
	var m Moment
	read := struct {
		*Moment
		T int64
	}{Moment: &m}
	err := json.Unmarshal(e.Text, &read)
	m.T = e.T
	if m.Why == "" {
		m.Why = m.Socket.Why
	}
	return m, err
}

// Detail is a value of an entry with its name. The name of a value in a nested object begins with that of the object.
type Detail struct{ Name, Value string }

// Details returns all values of an entry, in order.
func (e Entry) Details() []Detail {
	in := json.NewDecoder(bytes.NewReader(e.Text))
	in.UseNumber()
	var list []Detail
	_ = details(in, "", &list) // never fails: it was written here
	return list
}

// details reads one value.
func details(in *json.Decoder, name string, list *[]Detail) error {
	token, err := in.Token()
	if err != nil {
		return err
	}
	delim, nested := token.(json.Delim)
	if !nested {
		*list = append(*list, Detail{name, text(token)})
		return nil
	}
	for in.More() {
		inner := name
		if delim == '{' {
			key, err := in.Token()
			if err != nil {
				return err
			}
			inner = strings.TrimPrefix(name+" "+text(key), " ")
		}
		if err := details(in, inner, list); err != nil {
			return err
		}
	}
	_, err = in.Token()
	return err
}

func text(token json.Token) string {
	switch t := token.(type) {
	case string:
		return t
	case json.Number:
		return t.String()
	case bool:
		if t {
			return "yes"
		}
	}
	return ""
}
