package reference

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func about(t *testing.T, query string, asJSON bool) string {
	t.Helper()
	var out bytes.Buffer
	if err := About(&out, query, func(string) (string, bool) { return "4096", true }, asJSON); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAboutPrintsTheBestAndNamesOthers(t *testing.T) {
	for query, want := range map[string][]string{
		"close wait":  {"CLOSE-WAIT  TCP state, also TCP_CLOSE_WAIT", "\n  surprise ", "recv a 10 => eof"},
		"somaxconn":   {"net.core.somaxconn  kernel setting", "\n  now        4096\n"},
		"nagle":       {"Nagle  idea", "\nothers that match:\n", "  TCP_NODELAY "},
		"EPIPE":       {"EPIPE (32)  Broken pipe", "→"},
		"TCP_NODELAY": {"TCP_NODELAY  IPPROTO_TCP 1, get/set, int", "  errnos     ENOPROTOOPT or EOPNOTSUPP: the socket is of another kind"},
		"":            {"TCP states\n  LISTEN ", "\ncalls\n  socket ", "\nerrnos\n"},
	} {
		text := about(t, query, false)
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%q: no %q in\n%s", query, part, text)
			}
		}
	}
	if err := About(&bytes.Buffer{}, "zzqqxx", nil, false); err == nil {
		t.Error("something is known of what does not exist")
	}
}

func TestAboutAsJSON(t *testing.T) {
	var views []view
	if err := json.Unmarshal([]byte(about(t, "time wait", true)), &views); err != nil {
		t.Fatal(err)
	}
	if len(views) == 0 || views[0].Name != "TIME-WAIT" || len(views[0].Facts) == 0 || len(views[0].Try) == 0 {
		t.Errorf("it is %+v", views[0])
	}
}

func TestMisspelledNames(t *testing.T) {
	long := strings.Repeat("x", 1000)
	for query, want := range map[string]string{"NODELAI": "did you mean NODELAY?", "TIME-WIAT": "did you mean TIME-WAIT?", "bcklog": "did you mean backlog?", long: "xx…"} {
		if err := About(&bytes.Buffer{}, query, nil, false); err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("%.20s: %v", query, err)
		}
	}
	if err := Options(&bytes.Buffer{}, "NODELAI", "", false); err == nil || !strings.Contains(err.Error(), "did you mean NODELAY?") {
		t.Errorf("an option: %v", err)
	}
}

func TestErrnoAndOptionsLeadToTopics(t *testing.T) {
	for what, err := range map[string]error{
		"errno":   Errnos(&bytes.Buffer{}, "time wait", false),
		"options": Options(&bytes.Buffer{}, "somaxconn", "IPPROTO_ICMPV6", false),
	} {
		if err == nil || !strings.Contains(err.Error(), "netnet-tui about ") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
