package recording

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"netnet-tui/engine/step"
)

// taped is a recording whose lines contain multi-byte characters.
const taped = `{"netnet":1,"file":"größe 日本.netnet","network":"host"}
{"seq":1,"t":0.1,"line":1,"step":"s = socket tcp","parsed":{"names":["s"],"verb":"socket"},"verb":"socket","calls":[{"name":"socket","args":["AF_INET"],"ret":7}],"notes":["é"]}
{"seq":2,"t":0.2,"line":2,"step":"accept s => 0","verb":"accept","calls":[{"name":"accept4","args":["s","NULL"],"ret":-1,"errno":"EAGAIN"}],"held":false}
{"mark":"hier 日","at":2}

{"mark":"two","at":1}
{"seq":3,"t":0.3,"line":3,"step":"show s","verb":"show","calls":[],"got":"日本語"}
{"mark":"","at":1}
`

func read(t testing.TB, text string) (*File, error) {
	t.Helper()
	return New("x.jsonl", strings.NewReader(text), int64(len(text)))
}

func opened(t testing.TB, text string) *File {
	t.Helper()
	f, err := read(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A recording cut at any byte has its complete lines, and says that it was cut.
func TestARecordingCutAtAnyByte(t *testing.T) {
	steps := []string{"s = socket tcp", "accept s => 0", "show s"}
	for cut := range len(taped) + 1 {
		text := taped[:cut]
		whole := text // what must remain: only the line end may be missing
		if !strings.HasSuffix(text, "\n") && (!strings.HasSuffix(text, "}") || taped[cut] != '\n') {
			whole = text[:strings.LastIndexByte(text, '\n')+1]
		}
		f := opened(t, text)
		if want := strings.Count(whole, `"seq"`); f.Len() != want {
			t.Fatalf("cut at byte %d: %d events, want %d", cut, f.Len(), want)
		}
		for i := range f.Len() {
			e, err := f.Event(i)
			if err != nil || e.Text != steps[i] || e.Seq != uint64(i+1) {
				t.Errorf("cut at byte %d, event %d is %q, %v", cut, i, e.Text, err)
			}
		}
		if got := f.Header(); (got != Header{}) != (whole != "") || whole != "" && got.File != "größe 日本.netnet" {
			t.Errorf("cut at byte %d, the header is %+v", cut, got)
		}
		want := []Mark{{"two", 1}, {"hier 日", 2}}
		if !strings.Contains(whole, `"two"`) || strings.Contains(whole, `""`) {
			want = want[1:]
		}
		if !strings.Contains(whole, `"hier`) {
			want = nil
		}
		if got := f.Marks(); !slices.Equal(got, want) {
			t.Errorf("cut at byte %d, the marks are %v, want %v", cut, got, want)
		}
		torn := strings.LastIndexByte(text, '\n')+1 < len(text)
		if said := f.Cut(); (said != "") != torn || torn && strings.Contains(said, "left out") != (len(whole) < len(text)) {
			t.Errorf("cut at byte %d, it says %q", cut, said)
		}
	}
}

// What a power loss leaves after the last line, and lines that end as on Windows.
func TestWhatIsBehindTheLastLine(t *testing.T) {
	for tail, says := range map[string]string{
		"":                            "",
		"\r\n \t":                     "",
		"\x00\x00\x00\x00":            "x.jsonl:9: warning: the recording ends within this line",
		`{"seq":4,"step":"x` + "\n\n": "x.jsonl:9: warning: the recording ends within this line",
		`{"seq":4,"step":"x"}`:        "x.jsonl:9: warning: the recording ends here without a line end",
	} {
		f := opened(t, strings.ReplaceAll(taped, "\n", "\r\n")+tail)
		if got := f.Cut(); !strings.HasPrefix(got, says) || (got == "") != (says == "") {
			t.Errorf("with %q behind it, it says %q", tail, got)
		}
		if text, err := f.Step(2); err != nil || text == "" {
			t.Errorf("its third step is %q, %v", text, err)
		}
	}
}

// Mistakes within a recording are errors that name the line: immediately if that is cheap, otherwise when the event is
// read.
func TestWhatIsWrongWithin(t *testing.T) {
	for name, text := range map[string]string{
		"not JSON":          "nonsense\n",
		"half an object":    `{"step":"x` + "\n",
		"a newer format":    `{"netnet":2}` + "\n",
		"not UTF-8":         `{"seq":4,"step":"` + "\xff\"}\n",
		"a NUL":             "\x00\n",
		"a text, no object": `"x"` + "\n",
	} {
		_, err := read(t, text+taped)
		if mistake := (*step.Error)(nil); !errors.As(err, &mistake) || mistake.Line != 1 || mistake.File != "x.jsonl" {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := opened(t, strings.Replace(taped, `"accept s`, `nonsense`, 1))
	if f.Len() != 3 {
		t.Errorf("it has %d events", f.Len())
	}
	_, err := f.Event(1)
	if _, stepErr := f.Step(1); err == nil || stepErr == nil || !strings.HasPrefix(err.Error(), "x.jsonl:3:1: this is not a line of a recording: ") {
		t.Errorf("it says %v and %v", err, stepErr)
	}
	if _, err := f.Event(2); err != nil {
		t.Errorf("the event behind it: %v", err)
	}
}

// Several sessions in one file, and lines whose keys are in another order.
func TestWhatOthersWrite(t *testing.T) {
	f := opened(t, "\ufeff"+taped+`{ "file":"b", "netnet":1, "network":"lab" }
 {"calls": [], "step": "close s", "seq": 1}
{"remark":"of another program"}
`)
	e, err := f.Event(3)
	if f.Len() != 4 || err != nil || e.Text != "close s" {
		t.Errorf("%d events, the last is %q, %v", f.Len(), e.Text, err)
	}
	if h := f.Header(); h.Network != Lab || h.File != "größe 日本.netnet" {
		t.Errorf("the header is %+v", h)
	}
}

// A line longer than the buffer is read completely.
func TestALongLine(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	f := opened(t, taped+`{"seq":4,"step":"send s \"`+long+`\""}`+"\n"+`{"seq":5,"step":"close s"}`)
	for i, want := range map[int]string{3: `send s "` + long + `"`, 4: "close s"} {
		if e, err := f.Event(i); err != nil || e.Text != want {
			t.Errorf("event %d has %d bytes, %v", i, len(e.Text), err)
		}
	}
}

// A regular file is opened, and what is appended to it later is not visible.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	file, pipe := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "pipe")
	if err := errors.Join(os.WriteFile(file, []byte(taped), 0o600), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Fatal(err)
	}
	f, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for i := range f.Len() {
				if _, err := f.Event(i); err != nil {
					t.Error(err)
				}
			}
		})
	}
	readers.Wait()
	if err := errors.Join(os.Truncate(file, 100), f.Close()); err != nil {
		t.Error(err)
	}
	if _, err := f.Event(0); err == nil {
		t.Error("it is read after it was closed")
	}
	for name, says := range map[string]string{pipe: "it is not a regular file", dir: "it is not a regular file", file + "x": "no such file"} {
		if _, err := Open(name); err == nil || !strings.HasPrefix(err.Error(), name+" can't be read: "+says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// First requires the events of a session from its first step, without a gap.
func TestFirst(t *testing.T) {
	f := opened(t, taped)
	for n := range uint64(4) {
		events, err := f.First(n)
		if err != nil || uint64(len(events)) != n {
			t.Errorf("of the first %d events there are %d, %v", n, len(events), err)
		}
		texts, err := f.Texts()
		if err != nil || len(texts) != f.Len() {
			t.Fatalf("%d of %d steps are read, %v", len(texts), f.Len(), err)
		}
		for i, e := range events {
			if text := texts[i]; text != e.Text || text == "" {
				t.Errorf("event %d is %q, and read alone %q", i, e.Text, text)
			}
		}
	}
	if _, err := f.First(4); err == nil || err.Error() != "the recording does not have step 4" {
		t.Errorf("it has 3 events, and of 4 it says %v", err)
	}
	gap := opened(t, strings.Replace(taped, `{"seq":2,`, `{"seq":5,`, 1))
	if _, err := gap.First(3); err == nil || err.Error() != "the recording does not have step 2" {
		t.Errorf("of a session whose second step is not recorded it says %v", err)
	}
}

// Looks beside the session, which have no number, are not steps: they are neither read nor counted, and do not count as
// missing.
func TestLooksBesideTheSessionAreLeftOut(t *testing.T) {
	const first, last = `{"seq":0,"step":"expect c closed","parsed":{"verb":"expect","aside":true},"held":false}` + "\n", `{"step":"expect s open","seq":0}` + "\n"
	text := strings.ReplaceAll(taped, `{"seq":3`, first+`{"seq":3`) + last + first
	f := opened(t, text)
	if f.Len() != 3 || f.Cut() != "" || f.Missing(2) != 0 {
		t.Errorf("it has %d events, %d are missing before the last, and it says %q", f.Len(), f.Missing(2), f.Cut())
	}
	for i, want := range []string{"s = socket tcp", "accept s => 0", "show s"} {
		if e, err := f.Event(i); err != nil || e.Text != want {
			t.Errorf("event %d is %q, %v", i, e.Text, err)
		}
	}
	if got := hits(t, f, "expect"); len(got) > 0 {
		t.Errorf("a search for one finds %v", got)
	}
	for behind := range 2 {
		long := text + strings.Repeat(first, 1000*behind) // no step is near the end
		if seen, err := Glance("x.jsonl", strings.NewReader(long), int64(len(long))); err != nil || seen.Steps != 3 {
			t.Errorf("a list tells %d steps, %v", seen.Steps, err)
		}
	}
}
