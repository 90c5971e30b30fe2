package script

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// roundTrip holds a line against the promise that a step prints a line which reads
// as the same step, and prints the same again.
func roundTrip(t *testing.T, line string) {
	t.Helper()
	step, ok, err := ParseLine(line, bench)
	if err != nil {
		if err.Error() == "" {
			t.Errorf("%q: an error without a message", line)
		}
		return
	}
	if !ok {
		return
	}
	printed := step.String()
	again, ok, err := ParseLine(printed, bench)
	switch {
	case err != nil || !ok:
		t.Errorf("%q prints %q, which is not read back: %v", line, printed, err)
	case !reflect.DeepEqual(step, again):
		t.Errorf("%q prints %q, which is another step:\n%+v\n%+v", line, printed, step, again)
	case again.String() != printed:
		t.Errorf("%q prints %q, and that prints %q", line, printed, again)
	}
}

func FuzzParseLine(f *testing.F) {
	for _, form := range forms {
		f.Add(form.line)
	}
	for _, w := range wrong {
		f.Add(w.line)
	}
	for _, line := range []string{"", "\x00", "\xff", "=>", "\ufeffclose s", `send s "` + "\xff" + `"`, `bind s "unix:\xff"`, `bind s "127.0.0.1:1 "`, "expect s.local == \"@s\"", `expect s.SO_LINGER == "on,3s"`} {
		f.Add(line)
	}
	f.Fuzz(roundTrip)
}

// FuzzRead has any bytes read as a file of any kind.
func FuzzRead(f *testing.F) {
	f.Add([]byte("# t\n```netnet\nclose s\n```\n"), byte(1))
	f.Add([]byte("{\"netnet\":1}\n{\"seq\":1,\"step\":\"s = socket tcp\"}\n"), byte(2))
	f.Add([]byte("\xef\xbb\xbfs = socket tcp\r\nclose s\r\n"), byte(0))
	f.Add([]byte("{"), byte(2))
	f.Add([]byte("~~~netnet"), byte(1))
	f.Add([]byte{0, 1, 2}, byte(0))
	f.Fuzz(func(t *testing.T, text []byte, kind byte) {
		name := filepath.Join(t.TempDir(), "f"+[]string{".netnet", ".md", ".jsonl", ""}[kind%4])
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		source, err := Read(name)
		if err != nil {
			return
		}
		last := 0
		for _, line := range source.Lines {
			if line.Number <= last {
				t.Fatalf("line %d comes after line %d", line.Number, last)
			}
			last = line.Number
		}
		_, _ = Parse(name, source.Lines)
	})
}

// FuzzComplete has any unfinished line completed.
func FuzzComplete(f *testing.F) {
	for _, form := range forms {
		f.Add(form.line)
		f.Add(form.line[:len(form.line)/2])
	}
	f.Fuzz(func(t *testing.T, line string) {
		if c := Complete(line, bench); c.From < 0 || c.From > len(line) {
			t.Errorf("the word of %q begins at byte %d of %d", line, c.From, len(line))
		}
	})
}
