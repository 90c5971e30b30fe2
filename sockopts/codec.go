package sockopts

import (
	"encoding/binary"
	"fmt"
)

// Codec converts script text to the kernel's bytes and back.
//
// What Format prints, Parse converts back to the same bytes, except for texts, whose padding is not printed, and struct
// tcp_info, which is only summarized. Bytes that a codec can't decode are printed as hex:….
type Codec interface {
	// Parse parses script text. The error is one sentence that says what is wrong and what is accepted.
	Parse(text string) ([]byte, error)
	// Format formats bytes as a script writes them. It accepts any bytes.
	Format(raw []byte) string
	// Hint describes what may be typed: "on or off".
	Hint() string
}

// Optional methods of codecs.
type (
	// sized codecs need a size other than the four bytes of an int.
	sized interface{ size() int }
	// numbered codecs have a number to compare.
	numbered interface {
		number(raw []byte) (int64, bool)
	}
	// equating codecs recognize bytes that mean the same but print differently.
	equating interface{ same(a, b []byte) bool }
	// standing codecs have words that stand for several values, and may also be the text of one of them.
	standing interface {
		standsFor(word string, value []byte) (stands, standing bool)
	}
	// ordered codecs have an order, but not a number.
	ordered interface {
		order(a, b []byte) (int, bool)
	}
	// familied codecs read the bytes differently in every family of sockets.
	familied interface{ of(domain int) Codec }
	// tracing codecs print a value in a trace as the call passes it, while a script writes what it means.
	tracing interface{ traced(raw []byte) string }
	// choosing codecs accept one of a few names, or several.
	choosing interface{ choices() []string }
)

// reject returns the error of a failed Parse.
func reject(text, why, accepted string) error {
	return fmt.Errorf("%q %s; write %s", text, why, accepted)
}

// word encodes a C int or unsigned int.
func word(value uint32) []byte { return binary.NativeEndian.AppendUint32(nil, value) }

func asWord(raw []byte) (uint32, bool) {
	if len(raw) != 4 {
		return 0, false
	}
	return binary.NativeEndian.Uint32(raw), true
}
