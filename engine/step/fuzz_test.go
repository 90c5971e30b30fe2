package step

import (
	"reflect"
	"testing"
)

// roundTrip checks that a step prints a line that reads as the same step and prints the same line.
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

// FuzzComplete completes arbitrary unfinished lines.
func FuzzComplete(f *testing.F) {
	for _, form := range forms {
		f.Add(form.line)
		f.Add(form.line[:len(form.line)/2])
	}
	f.Fuzz(func(t *testing.T, line string) {
		if c := Complete(line, some); c.From < 0 || c.From > len(line) {
			t.Errorf("the word of %q begins at byte %d of %d", line, c.From, len(line))
		}
	})
}
