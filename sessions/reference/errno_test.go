package reference

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestErrnosByNameNumberAndCall(t *testing.T) {
	for query, want := range map[string][]string{
		"EADDRINUSE": {"EADDRINUSE (98)  Address already in use", "bind", "→"},
		"eagain":     {"EAGAIN (11)", "accept4", "recvfrom"},
		"104":        {"ECONNRESET (104)"},
		"connect":    {"ECONNREFUSED (111)", "EINPROGRESS (115)"},
		"recv":       {"ENOTCONN (107)"},
	} {
		var out bytes.Buffer
		if err := Errnos(&out, query, false); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		for _, text := range want {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%s: no %q in\n%s", query, text, out.String())
			}
		}
	}
}

func TestACallShowsOnlyItsOwnCauses(t *testing.T) {
	var out bytes.Buffer
	if err := Errnos(&out, "listen", false); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "\n  bind") || !strings.Contains(out.String(), "\n  listen") {
		t.Errorf("asked for listen, it prints\n%s", out.String())
	}
}

func TestErrnosAsJSON(t *testing.T) {
	var out bytes.Buffer
	if err := Errnos(&out, "", true); err != nil {
		t.Fatal(err)
	}
	var entries []errnoEntry
	if err := json.Unmarshal(out.Bytes(), &entries); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Number == 0 || e.Text == "" || len(e.Causes) == 0 {
			t.Errorf("%+v lacks something", e)
		}
	}
	if len(entries) < 30 {
		t.Errorf("only %d errnos are known", len(entries))
	}
}

func TestUnknownErrno(t *testing.T) {
	if err := Errnos(&bytes.Buffer{}, "EFOO", false); err == nil || !strings.Contains(err.Error(), "EFOO") {
		t.Errorf("EFOO gives %v", err)
	}
}
