package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile is what must not reach a terminal: escape sequences of both kinds, a line end, a change of direction, and
// bytes that are not characters.
const hostile = "a\x1b[2J\x9b1m\x07\r\nb\u202ec\u2066\u0085\u200b\xff\x7f日本 é"

func TestALineStaysOne(t *testing.T) {
	var out bytes.Buffer
	if err := Line(&out, hostile); err != nil {
		t.Fatal(err)
	}
	var page Page
	page.Line("%s", hostile)
	want := `a\x1b[2J\x9b1m\x07\x0d\x0ab\xe2\x80\xaec\xe2\x81\xa6\xc2\x85\xe2\x80\x8b\xff\x7f日本 é` + "\n"
	if out.String() != want || page.String() != want {
		t.Errorf("it is %q and %q, want %q", out.String(), page.String(), want)
	}
}

// What is not written by Line is escaped too, except for its line ends.
func TestAStreamEscapes(t *testing.T) {
	var out bytes.Buffer
	s := New(t.Context(), &out)
	if n, err := s.Write([]byte("one\n" + hostile + "\n")); err != nil || n != len(hostile)+5 {
		t.Errorf("%d bytes, %v", n, err)
	}
	_, _ = s.Lossy().Write([]byte(hostile))
	if err := s.Flush(); err != nil {
		t.Error(err)
	}
	if text := out.String(); !strings.HasPrefix(text, "one\na") || strings.ContainsAny(text, "\x1b\r\x07\u202e\x7f") || !utf8.ValidString(text) || strings.Count(text, "\n") != 4 {
		t.Errorf("it writes %q", text)
	}
}

type several struct{ error }

func (several) Lines() []string { return []string{"one", "t\nwo"} }

func TestAnErrorOfSeveralLines(t *testing.T) {
	var out bytes.Buffer
	Error(&out, "p: ", several{})
	Error(&out, "p: ", errors.New(hostile[:3]))
	if want := "p: one\np: t\\x0awo\np: a\\x1b[\n"; out.String() != want {
		t.Errorf("it is %q, want %q", out.String(), want)
	}
}

// An error that quotes a very long argument keeps both ends.
func TestAnErrorIsShort(t *testing.T) {
	var out bytes.Buffer
	Error(&out, "p: ", errors.New("there is no "+strings.Repeat("x", 100_000)+": name a file"))
	if text := out.String(); len(text) > 1000 || !strings.HasPrefix(text, "p: there is no x") || !strings.HasSuffix(text, "x: name a file\n") {
		t.Errorf("%d bytes: %.40q", len(text), text)
	}
}

// JSON output has no character that affects a terminal, and decodes to the original text.
func TestJSONIsReadBack(t *testing.T) {
	text := strings.ToValidUTF8(hostile, "") + "\U000e0001<=>\U0001f600\u2028"
	var out bytes.Buffer
	e := JSON(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(map[string]string{text: text}); err != nil {
		t.Fatal(err)
	}
	if again := string(shown(out.Bytes())); again != out.String() {
		t.Errorf("a stream would change %q", out.String())
	}
	var back map[string]string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back[text] != text {
		t.Errorf("%q is read as %q, %v", out.String(), back, err)
	}
}
