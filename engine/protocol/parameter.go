package protocol

import (
	"fmt"
	"strconv"
	"time"
)

// Parameter is what may follow the name of a protocol after a colon, such as the 4096 of bad-reset:4096.
type Parameter struct {
	Meaning string // what it is, such as "bytes it sends back before the RST"
	Default string // its value if the name has none
	bind    func(text string) (func(Host) any, error)
}

// with adds a parameter to an entry: its meaning, its default, how to read it, and what to serve with it.
func with[T any](e Entry, meaning string, byDefault T, read func(string) (T, error), serve func(T) any) Entry {
	e.New = func(Host) any { return serve(byDefault) }
	e.Parameter = &Parameter{
		Meaning: meaning,
		Default: fmt.Sprint(byDefault),
		bind: func(text string) (func(Host) any, error) {
			value, err := read(text)
			return func(Host) any { return serve(value) }, err
		},
	}
	return e
}

// readBytes parses a number of bytes.
func readBytes(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number of bytes below 2 GiB", text)
	}
	return int(n), nil
}

// readPeriod parses a duration above 0.
func readPeriod(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a duration above 0", text)
	}
	return d, nil
}
