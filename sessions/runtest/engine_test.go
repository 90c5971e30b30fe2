package runtest

import (
	"io"
	"strings"
	"testing"
)

// xs is endless text.
type xs struct{}

func (xs) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], manyXs)
	}
	return n, nil
}

var manyXs = strings.Repeat("x", 64<<10)

// TestAnEngineTakesNoRequestWithoutAnEnd sends a request larger than the limit.
func TestAnEngineTakesNoRequestWithoutAnEnd(t *testing.T) {
	t.Parallel()
	c := command(t, "engine")
	c.Stdin = io.MultiReader(strings.NewReader(`{"id":1,"step":{"verb":"socket","domain":2,"type":1}}{"id":2,"step":{"verb":"`), io.LimitReader(xs{}, 200<<20))
	o := finish(t, c)
	if o.status == 0 || !strings.Contains(o.out, `"verb":"socket"`) || !strings.Contains(o.errors, "a request is larger than 128 MiB") {
		t.Errorf("status %d, %.200s, %.200s", o.status, o.out, o.errors)
	}
}
