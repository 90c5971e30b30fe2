package protocol_test

import (
	"regexp"
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
)

// serve makes a protocol by name.
func serve[T any](t *testing.T, name string) T {
	t.Helper()
	e, err := protocol.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := e.New(protocol.Host{}).(T)
	if !ok {
		t.Fatalf("%s is a %T", name, e.New(protocol.Host{}))
	}
	return p
}

func TestEveryEntrySaysWhatItIsAndCanBeServed(t *testing.T) {
	name, seen := regexp.MustCompile(`^[a-z][a-z0-9-]*$`), map[string]bool{}
	for _, e := range protocol.Catalogue() {
		if !name.MatchString(e.Name) {
			t.Errorf("%q is not a name of lower-case letters, digits and - that begins with a letter", e.Name)
		}
		if seen[e.Name] {
			t.Errorf("%s is in the catalogue twice", e.Name)
		}
		seen[e.Name] = true
		if e.Summary == "" || strings.Contains(e.Summary, "\n") || e.Source == "" {
			t.Errorf("%s has the summary %q and the source %q", e.Name, e.Summary, e.Source)
		}
		made := e.New(protocol.Host{})
		_, stream := made.(protocol.Stream)
		_, datagram := made.(protocol.Datagram)
		if !stream && !datagram {
			t.Errorf("%s makes a %T, which is neither a Stream nor a Datagram", e.Name, made)
		}
	}
}

func TestEveryNameIsFoundAndEveryDefaultIsAParameter(t *testing.T) {
	for i, name := range protocol.Names() {
		if e, err := protocol.Find(name); err != nil || e.Name != protocol.Catalogue()[i].Name {
			t.Errorf("%s is %q, %v", name, e.Name, err)
		}
	}
	parameters := 0
	for _, e := range protocol.Catalogue() {
		if e.Parameter == nil {
			continue
		}
		parameters++
		name := e.Name + ":" + e.Parameter.Default
		if bound, err := protocol.Find(name); err != nil || bound.Name != name || bound.New(protocol.Host{}) == nil {
			t.Errorf("%s is %q, %v", name, bound.Name, err)
		}
		if e.Parameter.Meaning == "" {
			t.Errorf("the parameter of %s has no meaning", e.Name)
		}
	}
	if parameters == 0 {
		t.Error("no protocol has a parameter")
	}
}

func TestANameThatCannotBeServedIsRefusedInOneSentence(t *testing.T) {
	for name, want := range map[string]string{
		"ecko":                 `there is no protocol "ecko": there are echo, discard, `,
		"":                     `there is no protocol "": there are `,
		"ecko:5":               `there is no protocol "ecko": there are `,
		"echo:5":               `echo takes no parameter: leave out ":5"`,
		"echo:":                `echo takes no parameter: leave out ":"`,
		"bad-reset:":           `bad-reset: "" is not a number of bytes below 2 GiB: write bad-reset:1000, bytes it sends back before the RST`,
		"bad-reset:-1":         `bad-reset: "-1" is not a number of bytes below 2 GiB: `,
		"bad-reset:1s":         `bad-reset: "1s" is not a number of bytes below 2 GiB: `,
		"bad-reset:1:2":        `bad-reset: "1:2" is not a number of bytes below 2 GiB: `,
		"bad-reset:9999999999": `bad-reset: "9999999999" is not a number of bytes below 2 GiB: `,
		"bad-slow-accept:5":    `bad-slow-accept: "5" is not a duration above 0: write bad-slow-accept:1s, time between two accepts`,
		"bad-slow-accept:-1s":  `bad-slow-accept: "-1s" is not a duration above 0: `,
		"bad-slow-read:0":      `bad-slow-read: "0" is not a duration above 0: `,
	} {
		if e, err := protocol.Find(name); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q is %q, and the error %v; want %s", name, e.Name, err, want)
		}
	}
}

func TestAParameterChangesNothingInTheCatalogue(t *testing.T) {
	before := upToReset(t, "bad-reset")
	if bound := upToReset(t, "bad-reset:7"); bound != 7 {
		t.Errorf("bad-reset:7 sends back %d bytes", bound)
	}
	if after := upToReset(t, "bad-reset"); after != before || after != 1000 {
		t.Errorf("bad-reset sent back %d bytes, and now %d", before, after)
	}
}
