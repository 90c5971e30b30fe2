package script

import (
	"errors"
	"strings"
	"testing"
)

func TestAtMostTwentyMistakesAreListed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		listed int
		last   string
	}{
		strings.Repeat("bnd s\n", 3):                       {3, "x:3:1: there is no verb"},
		strings.Repeat("bnd s\n", 20):                      {20, "x:20:1: there is no verb"},
		strings.Repeat("bnd s\n", 21):                      {21, "and 1 more"},
		strings.Repeat("s = socket tcp\nclose t\n", 2_000): {21, "and 1,980 more"},
	} {
		steps, err := Parse("x", Lines([]byte(text)))
		var mistakes *Mistakes
		if !errors.As(err, &mistakes) || steps != nil {
			t.Errorf("%d steps, %v", len(steps), err)
			continue
		}
		sentences := mistakes.Lines()
		if last := sentences[len(sentences)-1]; len(sentences) != want.listed || !strings.HasPrefix(last, want.last) || err.Error() != strings.Join(sentences, "\n") {
			t.Errorf("%d sentences, the last is %q; want %d and %q", len(sentences), last, want.listed, want.last)
		}
	}
}

// A socket whose name is reassigned gets a short name, however often that happens.
func TestNamesThatAreGivenAwayStayShort(t *testing.T) {
	t.Parallel()
	const n = 5000
	made := strings.Repeat("s = socket tcp\n", n)
	for line, known := range map[string]bool{
		"close s": true, "close s'": true, "close s''": true, "close s'''": true, "close s4'": true, "close s4999'": true,
		"close s''''": false, "close s5000'": false,
	} {
		if _, err := Parse("x", Lines([]byte(made+line+"\n"))); (err == nil) != known {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// Long lines are parsed in linear time, as the benchmark shows; this checks that the result is right.
func TestLinesOfVeryManyWords(t *testing.T) {
	t.Parallel()
	const n = 100_000
	for name, c := range map[string]struct{ text, says string }{
		"names":    {strings.Repeat("a,", n) + "a = socket tcp", "names are given as"},
		"words":    {"close " + strings.Repeat("s ", 3*n), "at most 262144 words"},
		"joined":   {"setsockopt s " + strings.Repeat("SO_DEBUG | ", n) + "SO_DEBUG 1", ""},
		"comment":  {strings.Repeat("#", 10*n), ""},
		"outcomes": {"listen s => " + strings.Repeat("0 | ", n) + "0", ""},
	} {
		_, err := ParsePart([]Line{{1, c.text}})
		if c.says == "" && err != nil || c.says != "" && (err == nil || len(err.Error()) > 1000 || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{
		"mistakes": strings.Repeat("bnd s\n", 100_000),
		"names":    strings.Repeat("s = socket tcp\n", 100_000),
		"others":   strings.Repeat("close t\n", 100_000),
	} {
		b.Run(name, func(b *testing.B) {
			list := Lines([]byte(text))
			for b.Loop() {
				_, _ = Parse("x", list)
			}
		})
	}
}

func BenchmarkMarkdown(b *testing.B) {
	list := []Line{{1, strings.Repeat("`", 10_000_000)}}
	for b.Loop() {
		if marked(list) != nil {
			b.Fatal("there is a block")
		}
	}
}
