package command

import (
	"fmt"

	"netnet-tui/engine/step"
)

// bound is a flag whose value is a number of bytes: 0 is the engine's default, and -1 is no limit.
type bound int64

func (b *bound) String() string { return step.FormatSize(int64(*b)) }
func (b *bound) Type() string   { return "size" }

func (b *bound) Set(text string) error {
	if text == "-1" {
		*b = -1
		return nil
	}
	n, err := step.ParseSize(text)
	*b = bound(n)
	return err
}

// size is a flag whose value is a number of bytes, at least smallest.
type size int

// smallest is the least memory that a server can work with: room for one message.
const smallest = 1 << 20

func (s *size) String() string { return step.FormatSize(int64(*s)) }
func (s *size) Type() string   { return "size" }

func (s *size) Set(text string) error {
	n, err := step.ParseSize(text)
	if err == nil && n < smallest {
		err = fmt.Errorf("%s is too little: at least %s", text, step.FormatSize(smallest))
	}
	*s = size(n)
	return err
}
