package sockets

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Printable returns text made safe for a terminal, a page or a log. What comes from elsewhere, such as a file name, a
// script or a peer, may contain escape sequences that move the cursor, or characters that reverse the direction of what
// follows (U+202E). Every character that strconv.IsPrint does not call printable, including controls, line ends, and
// format and direction characters, becomes \xHH for each of its bytes, and so does every byte that is not valid UTF-8.
// The rest is unchanged, even backslashes: the result is for reading, not for parsing, and text that is already
// printable is returned unchanged.
func Printable(text string) string {
	at := unprintable(text)
	if at < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	for at >= 0 {
		b.WriteString(text[:at])
		_, size := utf8.DecodeRuneInString(text[at:])
		for _, c := range []byte(text[at : at+size]) {
			b.WriteString(`\x`)
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&0xf])
		}
		text = text[at+size:]
		at = unprintable(text)
	}
	b.WriteString(text)
	return b.String()
}

const hexDigits = "0123456789abcdef"

// unprintable returns the index of the first character that is not printable, or -1 if there is none.
func unprintable(text string) int {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strconv.IsPrint(r) || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
