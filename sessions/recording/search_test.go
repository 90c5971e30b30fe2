package recording

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func found(t testing.TB, f *File, query string) []int {
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
	f := opened(t, small+`{"seq":4,"step":"send c \"\\\"quoted\\\" <b>\"","parsed":{"socket":"c"},"calls":[{"name":"sendto","args":["c","\"\\\"quoted\\\" \u003cb>\""],"ret":12}],"evidence":{"sockets":[{"name":"c"},{"name":"s"}]}}
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
		if got := found(t, f, query); !slices.Equal(got, want) {
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
	if i, ok := opened(t, strings.SplitAfterN(small, "\n", 3)[2]).Find(3); i != 1 || !ok {
		t.Errorf("behind a beginning that is gone, event 3 is at %d, %v", i, ok)
	}
}

// A search says where a line can't be read, once.
func TestASearchThatFails(t *testing.T) {
	f := opened(t, strings.Replace(small, `"accept s`, `nonsense`, 1))
	var all []error
	for _, err := range f.Search(Query{}) {
		all = append(all, err)
	}
	if len(all) != 2 || all[0] != nil || all[1] == nil {
		t.Errorf("it says %v", all)
	}
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
				if got := len(found(b, f, query)); got != want {
					b.Fatalf("%d are found, want %d", got, want)
				}
			}
		})
	}
}
