package sessions

import (
	"testing"

	"netnet-tui/sessions/export"
)

func TestProposedName(t *testing.T) {
	for _, c := range []struct {
		of   Entry
		want string
	}{
		{Entry{File: "/a/2026-11-28 18.38.20.jsonl"}, "2026-11-28-18.38.20.go"},
		{Entry{File: "/a/2026-11-28 18.38.20 (2).jsonl"}, "2026-11-28-18.38.20-(2).go"},
		{Entry{File: "/a/v1.2 is slow.jsonl", Name: "v1.2 is slow"}, "v1.2-is-slow.go"},
		{Entry{File: "/a/2026-11-28 18.38.20.jsonl", Script: "dir/demo.netnet"}, "demo.go"},
	} {
		w := exported{entry: c.of, target: export.Target{Ext: ".go"}}
		if got := w.proposed(); got != c.want {
			t.Errorf("%+v is saved as %s, not %s", c.of, got, c.want)
		}
	}
}
