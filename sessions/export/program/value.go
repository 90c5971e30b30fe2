package program

import "encoding/binary"

// Word returns the int at an offset of the option's value.
func (c *Call) Word(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }

// Long returns the long at an offset of the option's value.
func (c *Call) Long(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }

// Padded returns the value, padded with zeros to at least the length passed to the call.
func (c *Call) Padded() []byte {
	if c.Length == nil || *c.Length <= len(c.Bytes) {
		return c.Bytes
	}
	return append(c.Bytes[:len(c.Bytes):len(c.Bytes)], make([]byte, *c.Length-len(c.Bytes))...)
}

// Argument returns the int passed to a request; 0 if the argument is not an int.
func (c *Call) Argument() int32 {
	if len(c.Bytes) != 4 {
		return 0
	}
	return c.Word(0)
}
