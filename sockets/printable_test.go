package sockets

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPrintableShowsWhatATerminalWouldActOn(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"unix:/tmp/a b":            "unix:/tmp/a b",
		"grüße, 世界 é 🙂 \ufffd":     "grüße, 世界 é 🙂 \ufffd",
		`back\slash "quoted"`:      `back\slash "quoted"`,
		"\x1b]0;title\x07":         `\x1b]0;title\x07`,
		"two\r\nlines\tand\x00":    `two\x0d\x0alines\x09and\x00`,
		"\x7f":                     `\x7f`,
		"\x9b31m\xff":              `\x9b31m\xff`, // C1 as a byte, which is not UTF-8
		"\u009b31m":                `\xc2\x9b31m`, // and as a character
		"a\u202etxt.exe":           `a\xe2\x80\xaetxt.exe`,
		"\u2066\u200f\u061c":       `\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c`,
		"\u2028\u2029\u00a0":       `\xe2\x80\xa8\xe2\x80\xa9\xc2\xa0`,
		"\ufeffzero\u200bwidth":    `\xef\xbb\xbfzero\xe2\x80\x8bwidth`,
		"cut \xe4\xb8":             `cut \xe4\xb8`,
		"\xed\xa0\x80 a surrogate": `\xed\xa0\x80 a surrogate`,
	} {
		if got := Printable(text); got != want {
			t.Errorf("Printable(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPrintableCostsNothingWhereNothingIsToBeDone(t *testing.T) {
	for _, text := range []string{"127.0.0.1:80", "grüße, 世界"} {
		if n := testing.AllocsPerRun(10, func() { Printable(text) }); n != 0 {
			t.Errorf("Printable(%q) allocates %v times", text, n)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("\x1b[2J\u202e\xff plain")
	f.Add(`\x1b`)
	f.Fuzz(func(t *testing.T, text string) {
		got := Printable(text)
		if !utf8.ValidString(got) || Printable(got) != got {
			t.Fatalf("Printable(%q) = %q", text, got)
		}
		for _, r := range got {
			if !strconv.IsPrint(r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("Printable(%q) leaves %U", text, r)
			}
		}
		if again, err := strconv.Unquote(`"` + strings.ReplaceAll(got, `"`, `\"`) + `"`); !strings.Contains(text, `\`) && (err != nil || again != text) {
			t.Fatalf("Printable(%q) = %q, which says %q, %v", text, got, again, err)
		}
	})
}
