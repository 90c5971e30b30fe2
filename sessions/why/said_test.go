package why_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"netnet-tui/sessions/why"
	"netnet-tui/sockets/labtest"
)

// A line of a script in testdata/said ends with what its explanation must or must not say.
var says = regexp.MustCompile(`# says( not)?: (.*)$`)

// Or with what a look at its socket must say afterwards.
var looks = regexp.MustCompile(`# now: (.*)$`)

// TestSaid plays scripts whose answers are not phenomena and checks how they are explained.
func TestSaid(t *testing.T) {
	labtest.Unraced(t, others)
	for _, file := range scriptsOf(t, "said") {
		past := &why.Past{}
		for _, l := range played(t, file) {
			past.Add(l.event)
			if m := looks.FindStringSubmatch(l.text); m != nil {
				if now := why.Text(why.Socket(past, *l.event.Evidence)); !regexp.MustCompile(m[1]).MatchString(now) {
					t.Errorf("%s:%d: %s: %s", filepath.Base(file), l.number, m[0], now)
				}
			}
			m := says.FindStringSubmatch(l.text)
			if m == nil {
				continue
			}
			said := why.Text(l.found)
			if fits := regexp.MustCompile(m[2]).MatchString(said); fits == strings.HasSuffix(m[1], "not") {
				t.Errorf("%s:%d: %s: %s", filepath.Base(file), l.number, m[0], said)
			}
		}
	}
}
