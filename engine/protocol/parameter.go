package protocol

import (
	"fmt"
	"strconv"
	"time"
)

// Parameter is what may follow the name of a protocol and a colon: the 4096 of bad-reset:4096.
type Parameter struct {
	Meaning string // what it is, such as "bytes it sends back before the RST"
	Default string // what it is if the name stands alone
	bind    func(text string) (func(Host) any, error)
}

// with gives a parameter to an entry: what it means, its default, how it is read, and
// what is served with it.
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

// readBytes reads a number of bytes.
func readBytes(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number of bytes below 2 GiB", text)
	}
	return int(n), nil
}

// readPeriod reads a duration above 0.
func readPeriod(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a duration above 0", text)
	}
	return d, nil
}
