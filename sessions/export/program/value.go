package program

import "encoding/binary"

// Word is an int in the value of an option.
func (c *Call) Word(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }

// Long is a long in it.
func (c *Call) Long(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }

// Padded is the value with as many bytes as the call is told that it has, or more.
func (c *Call) Padded() []byte {
	if c.Length == nil || *c.Length <= len(c.Bytes) {
		return c.Bytes
	}
	return append(c.Bytes[:len(c.Bytes):len(c.Bytes)], make([]byte, *c.Length-len(c.Bytes))...)
}

// Argument is the number that a request is given.
func (c *Call) Argument() int32 {
	if len(c.Bytes) != 4 {
		return 0
	}
	return c.Word(0)
}
