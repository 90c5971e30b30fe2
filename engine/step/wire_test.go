package step

import (
	"encoding/json"
	"testing"
)

// TestAnAddressArrivesAsItIs sends addresses to an engine and back: a path may contain bytes that are not valid UTF-8,
// and none of them may change.
func TestAnAddressArrivesAsItIs(t *testing.T) {
	for _, a := range []Address{"", "127.0.0.1:80", "@s.peer", "unix:/tmp/a b#c", "unix:/tmp/\x9b31m\xff", "unix:gr\u00fc\u00dfe", "unix:@\x00\x80"} {
		text, err := json.Marshal(Step{Verb: "bind", Address: a})
		if err != nil {
			t.Fatal(err)
		}
		var s Step
		if err := json.Unmarshal(text, &s); err != nil || s.Address != a {
			t.Errorf("%q arrives as %q, %v: %s", a, s.Address, err, text)
		}
	}
}
