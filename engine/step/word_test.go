package step

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	t.Parallel()
	type want struct {
		raw    string
		column int
		text   string
		quoted bool
	}
	plain := func(raw string, column int) want { return want{raw: raw, column: column} }
	quoted := func(raw string, column int, text string) want { return want{raw, column, text, true} }
	for line, wants := range map[string][]want{
		"":                            nil,
		" \t ":                        nil,
		"# all of it":                 nil,
		"close s":                     {plain("close", 1), plain("s", 7)},
		"\tclose\t\ts ":               {plain("close", 2), plain("s", 9)},
		"close s# no space before":    {plain("close", 1), plain("s", 7)},
		`"#" "a # b" # c`:             {quoted(`"#"`, 1, "#"), quoted(`"a # b"`, 5, "a # b")},
		`"a"#c`:                       {quoted(`"a"`, 1, "a")},
		`""`:                          {quoted(`""`, 1, "")},
		`"\n\r\t\0\"\\"`:              {quoted(`"\n\r\t\0\"\\"`, 1, "\n\r\t\x00\"\\")},
		`"\x41\xfF\x00\x7f"`:          {quoted(`"\x41\xfF\x00\x7f"`, 1, "A\xff\x00\x7f")},
		`"\\n"`:                       {quoted(`"\\n"`, 1, `\n`)},
		`"\0011"`:                     {quoted(`"\0011"`, 1, "\x00011")},
		`"é"`:                         {quoted(`"é"`, 1, "é")},
		`"é" "日本" b`:                  {quoted(`"é"`, 1, "é"), quoted(`"日本"`, 5, "日本"), plain("b", 10)},
		`64KiB*"x" ~"y"`:              {quoted(`64KiB*"x"`, 1, "x"), quoted(`~"y"`, 11, "y")},
		"a =>b":                       {plain("a", 1), plain("=>", 3), plain("b", 5)},
		`a =>"b"`:                     {plain("a", 1), plain("=>", 3), quoted(`"b"`, 5, "b")},
		"=>":                          {plain("=>", 1)},
		`"=>" "|"`:                    {quoted(`"=>"`, 1, "=>"), quoted(`"|"`, 6, "|")},
		"a | b|c":                     {plain("a", 1), plain("|", 3), plain("b|c", 5)},
		strings.Repeat("é", 9) + " x": {plain(strings.Repeat("é", 9), 1), plain("x", 11)},
	} {
		words, _, err := split(line)
		if err != nil {
			t.Errorf("split(%q): %v", line, err)
			continue
		}
		var got []want
		for _, w := range words {
			got = append(got, want{w.raw, w.column, string(w.text), w.quoted})
		}
		if !slices.Equal(got, wants) {
			t.Errorf("split(%q)\n got %v\nwant %v", line, got, wants)
		}
	}
}

func TestWordsThatAreWrong(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]struct {
		column  int
		message string
	}{
		`send s "abc`:    {8, "no closing quote"},
		`"`:              {1, "no closing quote"},
		`é "abc`:         {3, "no closing quote"},
		`"abc\"`:         {1, "no closing quote"},
		`"\q"`:           {2, "is not an escape"},
		`"é\q"`:          {3, "is not an escape"},
		`"\x4"`:          {2, "is not an escape"},
		`"\xg0"`:         {2, "is not an escape"},
		`"\x0g"`:         {2, "is not an escape"},
		`"\X41"`:         {2, "is not an escape"},
		`"\`:             {2, "is not an escape"},
		`"\é"`:           {2, "is not an escape"},
		`"a"b`:           {4, "no space"},
		`"a""b"`:         {4, "no space"},
		`"a"=>1`:         {4, "no space"},
		`"a"|"b"`:        {4, "no space"},
		`send s "a"éé`:   {11, "no space"},
		`# ok` + "\n\"x": {},
	} {
		_, _, err := split(line)
		if want.message == "" {
			if err != nil {
				t.Errorf("split(%q): %v", line, err)
			}
			continue
		}
		var mistake *Error
		if !errors.As(err, &mistake) || mistake.Column != want.column || !strings.Contains(mistake.Message, want.message) {
			t.Errorf("split(%q) = %v, want column %d and %q", line, err, want.column, want.message)
		}
	}
}

// A line may be as long as a file, and reading it takes time linear in its length; if it were quadratic, the long lines
// here would outlast any test run.
func TestLongLines(t *testing.T) {
	t.Parallel()
	parts := []string{"x", "x ", "s:in ", `"x" `, "=>", "| ", "é ", "=", ", a", "#", "'", "a.", "~", "\t"}
	heads := []string{
		"", "poll ", "poll s:in => ", "expect s.state == ", "expect s.info.", "sysctl a.b ", `send s "`, "send s ", "setsockopt s ",
		"bind s unix:", "close s => ", "a, ", "within ", "spawn w ", "epoll_ctl e add s ", "recv s 1 ", "socket ",
	}
	for i, part := range parts {
		for j, head := range heads {
			length := 10_000
			if i%len(heads) == j { // each part and most heads once in a very long line
				length = 1_000_000
			}
			_, _, _ = ParseLine(head+strings.Repeat(part, length/len(part)), []string{"s", "e"})
		}
	}
	for _, line := range []string{"poll s:in" + strings.Repeat(" s:in", 200_000), "expect s.state ==" + strings.Repeat(" x", 500_000)} {
		_, _, _ = ParseLine(line, []string{"s"})
	}
	for _, length := range []int{10_000, 1_000_000} {
		step, ok, err := ParseLine(`send s "`+strings.Repeat("y", length)+`"`, []string{"s"})
		if err != nil || !ok || step.Text.Len() != int64(length) {
			t.Errorf("a text of %d characters: ok %v, %v", length, ok, err)
		}
	}
}
