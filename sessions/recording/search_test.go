package recording

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func hits(t testing.TB, f *File, query string) []int {
	t.Helper()
	list := []int{}
	for i, err := range f.Search(t.Context(), ParseQuery(query)) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, i)
	}
	return list
}

func TestSearch(t *testing.T) {
	f := opened(t, taped+`{"seq":4,"step":"send c \"\\\"quoted\\\" <b>\"","parsed":{"socket":"c"},"calls":[{"name":"sendto","args":["c","\"\\\"quoted\\\" \u003cb>\""],"ret":12}],"evidence":{"sockets":[{"name":"c"},{"name":"s"}]}}
`)
	for query, want := range map[string][]int{
		"":                          {0, 1, 2, 3},
		"日本":                        {2},
		"é":                         {0},
		"ACCEPT":                    {1},
		"accept4(s":                 {1},
		"= -1 eagain":               {1},
		`\"QUOTED\" <b>`:            {3},
		"errno:eagain":              {1},
		"errno:EAGAI":               {},
		"socket:s":                  {0, 3},
		"socket:c":                  {3},
		"socket:c quoted":           {3},
		"socket:s quoted errno:EIO": {},
		"mark:HIER":                 {1},
		"mark:two":                  {},
		"parsed":                    {},
		"=":                         {0, 1, 3},
		"step verb":                 {},
		"= SOCKET tcp":              {0},
	} {
		if got := hits(t, f, query); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	for range f.Search(t.Context(), Query{}) {
		break // one is enough
	}
	for seq, want := range map[uint64]int{1: 0, 3: 2, 0: -1, 5: -1, 1 << 63: -1} {
		if i, ok := f.Find(seq); ok != (want >= 0) || ok && i != want {
			t.Errorf("event %d is at %d, %v", seq, i, ok)
		}
	}
	if i, ok := opened(t, strings.SplitAfterN(taped, "\n", 3)[2]).Find(3); i != 1 || !ok {
		t.Errorf("behind a beginning that is gone, event 3 is at %d, %v", i, ok)
	}
}

// A search finds the line of an event that can't be decoded if it contains the words, and continues.
func TestASearchInWhatIsWrong(t *testing.T) {
	f := opened(t, strings.Replace(taped, `"accept s`, `"accept \\s`, 1)+`{"seq":9,"step":"a \"`+"\n"+`{"seq":10,"step":"last"}`)
	if got := hits(t, f, "last"); !slices.Equal(got, []int{4}) {
		t.Errorf("it finds %v", got)
	}
}

// A text is found however other programs escape its letters.
func TestASearchForLettersThatAreEscaped(t *testing.T) {
	f := opened(t, strings.ReplaceAll(taped, "日本語", `\u65e5\u672c\u8a9e`))
	if got := hits(t, f, "日本"); !slices.Equal(got, []int{2}) {
		t.Errorf("it finds %v", got)
	}
}

// What is found depends neither on where a block of the file ends nor on what is between its events.
func TestASearchOfManyBlocks(t *testing.T) {
	var text strings.Builder
	var want []int
	for i := range 50_000 {
		word := "other"
		if i%997 == 3 {
			word, want = "Needle", append(want, i)
		}
		fmt.Fprintf(&text, `{"seq":%d,"step":"send c \"%s\"","got":"%d"}`+"\n", i+1, word, i)
		if i%101 == 0 {
			fmt.Fprintf(&text, `{"mark":"needle","at":%d}`+"\n\n", i+1)
		}
	}
	f := opened(t, text.String())
	if f.size < 2*mostBlock {
		t.Fatalf("it has %d bytes only", f.size)
	}
	for _, query := range []string{"needle", `send c "needle`} {
		if got := hits(t, f, query); !slices.Equal(got, want) {
			t.Errorf("%q finds %d, want %d", query, len(got), len(want))
		}
	}
	ended, end := context.WithCancel(t.Context())
	defer end()
	n := 0
	for _, err := range f.Search(ended, Query{Text: "needle"}) {
		if end(); err != nil {
			break
		}
		n++
	}
	if n == 0 || n == len(want) {
		t.Errorf("when it is given up after the first, it finds %d", n)
	}
}

// Only ASCII letters become lower case, wherever they are.
func TestLower(t *testing.T) {
	var text []byte
	for c := range 256 {
		text = append(text, byte(c))
	}
	for from := range 9 {
		for i, c := range lower([]byte("AB"), text[from:])[2:] {
			want := text[from+i]
			if 'A' <= want && want <= 'Z' {
				want += 'a' - 'A'
			}
			if c != want {
				t.Fatalf("from byte %d on, %q becomes %q", from, text[from+i], c)
			}
		}
	}
}

// scalars returns the strings, numbers and literals in a line, without keys.
func scalars(line string) (list []string) {
	in := json.NewDecoder(strings.NewReader(line))
	in.UseNumber()
	type level struct{ object, key bool }
	levels := []level{{}}
	for {
		token, err := in.Token()
		if err != nil {
			return list
		}
		now := &levels[len(levels)-1]
		isKey := now.object && now.key
		now.key = !isKey
		switch delim, _ := token.(json.Delim); {
		case delim == '{' || delim == '[':
			levels = append(levels, level{delim == '{', true})
		case delim != 0:
			levels = levels[:len(levels)-1]
			levels[len(levels)-1].key = true
		case token == nil:
			list = append(list, "null")
		case !isKey:
			list = append(list, fmt.Sprint(token))
		}
	}
}

// A scanner extracts the same from a line as package json.
func FuzzScanner(f *testing.F) {
	for line := range strings.Lines(taped) {
		f.Add(strings.TrimSpace(line))
	}
	f.Add(`{"step":"a\\\"b\u00e9\n","calls":[{"args":[" \\"]}],"n":[1, -2.5e3 ,true,null,{}]}`)
	f.Fuzz(func(t *testing.T, line string) {
		var want []string
		valid := json.Valid([]byte(line)) && utf8.ValidString(line)
		if valid {
			want = scalars(line)
		}
		var got []string
		s := Scan([]byte(line))
		for n := 0; ; n++ {
			text, ok := s.Next()
			if !ok {
				break
			}
			if n > len(line) {
				t.Fatal("it does not come to an end")
			}
			if !s.Ended {
				got = append(got, string(unescaped(nil, text)))
			}
		}
		if valid && strings.Count(line, "\n")+strings.Count(line, "\r") == 0 && !slices.Equal(got, want) {
			t.Errorf("%q gives %q, and package json %q", line, got, want)
		}
	})
}
