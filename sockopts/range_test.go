package sockopts

import "testing"

// TestOutside checks numbers against the text of ranges.
func TestOutside(t *testing.T) {
	for _, c := range []struct {
		option, value string
		want          bool
	}{
		{"IP_TTL", "300", true}, {"IP_TTL", "-1", false}, {"IP_TTL", "255", false}, {"IP_TTL", "0", true},
		{"TCP_KEEPIDLE", "32767s", false}, {"TCP_KEEPIDLE", "32768s", true}, {"TCP_SYNCNT", "128", true},
		{"SO_RCVBUF", "-5", false}, {"TCP_CONGESTION", "cubic", false}, {"TCP_MAXSEG", "5", true}, {"UDP_SEGMENT", "70000", true},
	} {
		o, ok := Find(c.option)
		if !ok {
			t.Fatalf("there is no %s", c.option)
		}
		v, err := o.Parse(c.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Outside(v); got != c.want {
			t.Errorf("%s %s is outside of %q: %t", c.option, c.value, o.Range, got)
		}
	}
}
