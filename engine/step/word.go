package step

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// word is one word of a line. A quoted word has its text, and the prefix before the quotes: 64KiB*, ~ or "".
type word struct {
	raw    string
	column int
	prefix string
	text   []byte
	quoted bool
}

// arrow precedes an outcome, with or without a space after it.
const arrow = "=>"

// mostWords limits the number of words in a line.
const mostWords = 1 << 18

// split splits a line into its words and the comment after #.
func split(line string) (words []word, comment string, err error) {
	column, counted := 1, 0 // the character at byte i, kept up to date so that a long line is counted only once
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '#':
			return words, line[i+1:], nil
		default:
			w, n, err := next(line, i)
			if err != nil {
				return nil, "", err
			}
			column, counted = column+utf8.RuneCountInString(line[counted:i]), i
			w.column = column
			if len(words) == mostWords {
				return nil, "", &Error{Column: column, Message: fmt.Sprintf("a line has at most %d words, and this one goes on", mostWords)}
			}
			words = append(words, w)
			i = n
		}
	}
	return words, "", nil
}

// Comment returns the comment of a line; "" if it has none.
func Comment(line string) string {
	_, comment, _ := split(line) // a line that can't be split has none
	return strings.TrimSpace(comment)
}

// next reads the word that begins at start and returns where it ends.
func next(line string, start int) (w word, end int, err error) {
	if strings.HasPrefix(line[start:], arrow) {
		w.raw, w.prefix = arrow, arrow
		return w, start + len(arrow), nil
	}
	for end = start; end < len(line); end++ {
		switch line[end] {
		case ' ', '\t', '#':
			w.raw = line[start:end]
			w.prefix = w.raw
			return w, end, nil
		case '"':
			w.prefix, w.quoted = line[start:end], true
			w.text, end, err = unquote(line, end)
			w.raw = line[start:end]
			return w, end, err
		}
	}
	w.raw = line[start:]
	w.prefix = w.raw
	return w, end, nil
}

// columnAt returns the column of a byte, counted in characters from 1.
func columnAt(line string, at int) int { return utf8.RuneCountInString(line[:at]) + 1 }

// escaped returns the byte that an escape character stands for.
func escaped(c byte) (b byte, ok bool) {
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case '0':
		return 0, true
	case '"', '\\':
		return c, true
	}
	return 0, false
}

// unquote reads the text whose opening quote is at start, and returns where it ends.
func unquote(line string, start int) (text []byte, end int, err error) {
	text = []byte{}
	for i := start + 1; i < len(line); i++ {
		switch c := line[i]; c {
		case '"':
			if i+1 < len(line) && !strings.ContainsRune(" \t#", rune(line[i+1])) {
				return nil, i, &Error{Column: columnAt(line, i+1), Message: "there is no space between the closing quote and what follows"}
			}
			return text, i + 1, nil
		case '\\':
			b, n, ok := escape(line[i+1:])
			if !ok {
				return nil, i, &Error{Column: columnAt(line, i), Message: fmt.Sprintf(`%q is not an escape: write \n \r \t \0 \" \\ or \xHH`, Clip(line[i:min(i+2, len(line))]))}
			}
			text = append(text, b)
			i += n
		default:
			text = append(text, c)
		}
	}
	return nil, len(line), &Error{Column: columnAt(line, start), Message: "the text that begins here has no closing quote"}
}

// escape reads what follows a backslash, and returns the byte it stands for and its length in characters.
func escape(rest string) (b byte, n int, ok bool) {
	if rest == "" {
		return 0, 0, false
	}
	if b, ok := escaped(rest[0]); ok {
		return b, 1, true
	}
	if rest[0] == 'x' && len(rest) >= 3 {
		high, low := hex(rest[1]), hex(rest[2])
		return byte(high<<4 | low), 3, high >= 0 && low >= 0
	}
	return 0, 0, false
}

func hex(c byte) int {
	return strings.IndexByte("0123456789abcdef", c|0x20) // |0x20 makes letters lower case and does not change digits
}
