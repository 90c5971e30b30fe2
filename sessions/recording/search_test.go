package recording

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func hits(t testing.TB, f *File, query string) []int {
	t.Helper()
	list := []int{}
	for i, err := range f.Search(ParseQuery(query)) {
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
	} {
		if got := hits(t, f, query); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	for range f.Search(Query{}) {
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

// A search finds the line of an event that can't be read where the words are in it, and goes on.
func TestASearchInWhatIsWrong(t *testing.T) {
	f := opened(t, strings.Replace(taped, `"accept s`, `"accept \\s`, 1)+`{"seq":9,"step":"a \"`+"\n"+`{"seq":10,"step":"last"}`)
	if got := hits(t, f, "last"); !slices.Equal(got, []int{4}) {
		t.Errorf("it finds %v", got)
	}
}

// scalars are the texts, numbers and words in a line, without keys.
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

// What a scanner takes out of a line is what package json does.
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

// million writes a recording of n events, of 300 bytes each.
func million(b *testing.B, n int) string {
	name := filepath.Join(b.TempDir(), "million.jsonl")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var text strings.Builder
	text.WriteString("{\"netnet\":1,\"network\":\"host\"}\n")
	for i := range n {
		errno := ""
		if i%1000 == 999 {
			errno = `,"errno":"ECONNRESET"`
		}
		fmt.Fprintf(&text, `{"seq":%d,"t":%d.5,"took":0.0001,"line":5,"step":"send c \"hello %d\"","parsed":{"line":5,"verb":"send","socket":"c","text":{"body":"aGVsbG8="}},"verb":"send","calls":[{"name":"sendto","args":["c","\"hello %d\"","5","0","NULL","0"],"ret":5,"ns":49894%s,"values":{"fd":{"number":12,"name":"c"},"size":5}}],"got":"5"}`+"\n", i+1, i, i, i, errno)
		if text.Len() > 1<<20 || i == n-1 {
			if _, err := file.WriteString(text.String()); err != nil {
				b.Fatal(err)
			}
			text.Reset()
		}
	}
	return name
}

// BenchmarkAMillionEvents opens, reads and searches a recording of 1,000,000 events.
func BenchmarkAMillionEvents(b *testing.B) {
	const events = 1_000_000
	name := million(b, events)
	f, err := Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := Open(name)
			if err != nil || f.Len() != events {
				b.Fatal(f.Len(), err)
			}
			f.Close()
		}
	})
	b.Run("event", func(b *testing.B) {
		for i := 0; b.Loop(); i += 7919 {
			if _, err := f.Event(i % events); err != nil {
				b.Fatal(err)
			}
		}
	})
	for query, want := range map[string]int{"errno:ECONNRESET": events / 1000, "hello 777777": 1, "nothing of it": 0, "hello": events, "socket:c": events, "mark:none": 0} {
		b.Run("search "+query, func(b *testing.B) {
			for b.Loop() {
				if got := len(hits(b, f, query)); got != want {
					b.Fatalf("%d are found, want %d", got, want)
				}
			}
		})
	}
}
