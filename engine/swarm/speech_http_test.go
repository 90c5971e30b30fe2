package swarm

import "testing"

func TestAServerKnowsItselfByTheHostItIsAskedFor(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:80":    "127.0.0.1:80",
		":80":             "localhost:80",
		"*:80":            "localhost:80",
		"0.0.0.0:80":      "localhost:80",
		"[::]:80":         "localhost:80",
		"[::1]:80":        "[::1]:80",
		"[fe80::1%lo]:80": "[fe80::1]:80",
		"unix:/tmp/a b":   "localhost",
		"unix:@a":         "localhost",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("for %s the Host is %q, want %q", address, got, want)
		}
	}
}
