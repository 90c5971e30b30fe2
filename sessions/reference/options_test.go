package reference

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestOptionsByNameTextAndLevel(t *testing.T) {
	for _, c := range []struct {
		query, level string
		want         []string
		not          string
	}{
		{"tcp_nodelay", "", []string{"TCP_NODELAY  IPPROTO_TCP 1, get/set", "Nagle", "tcp(7)"}, "TCP_CORK "},
		{"nagle", "", []string{"TCP_NODELAY"}, "SO_TYPE"},
		{"keepalive probe tcp_keepcnt", "", []string{"TCP_KEEPCNT  IPPROTO_TCP"}, "TCP_KEEPIDLE"},
		{"so_detach_bpf", "", []string{"SO_DETACH_FILTER  SOL_SOCKET 27", "also       SO_DETACH_BPF", "applies to"}, "SO_ATTACH_BPF "},
		{"", "SOL_TCP", []string{"TCP_INFO", "TCP_CONGESTION"}, "SO_REUSEADDR "},
		{"MCAST_JOIN_GROUP", "", []string{"IPPROTO_IP 42", "IPPROTO_IPV6 42"}, ""},
	} {
		var out bytes.Buffer
		if err := Options(&out, c.query, c.level, false); err != nil {
			t.Fatal(err)
		}
		for _, text := range c.want {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%s %s: no %q in\n%s", c.query, c.level, text, out.String())
			}
		}
		if c.not != "" && strings.Contains(out.String(), c.not) {
			t.Errorf("%s %s prints %q too", c.query, c.level, c.not)
		}
	}
}

func TestOptionsAsJSON(t *testing.T) {
	var out bytes.Buffer
	if err := Options(&out, "", "", true); err != nil {
		t.Fatal(err)
	}
	var entries []map[string]any
	if err := json.Unmarshal(out.Bytes(), &entries); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		for _, key := range []string{"level", "name", "number", "direction", "type"} {
			if _, ok := e[key]; !ok {
				t.Errorf("%v has no %s", e["name"], key)
			}
		}
	}
	if len(entries) < 400 {
		t.Errorf("only %d entries", len(entries))
	}
}

func TestUnknownOption(t *testing.T) {
	if err := Options(&bytes.Buffer{}, "SO_FOO", "", false); err == nil || !strings.Contains(err.Error(), "SO_FOO") {
		t.Errorf("SO_FOO gives %v", err)
	}
}
