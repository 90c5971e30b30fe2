package engine

import "testing"

// TestSettingsOfTheHostAreRefused writes no setting outside a lab.
func TestSettingsOfTheHostAreRefused(t *testing.T) {
	r := newRig(t, Options{})
	if e := r.do("sysctl", key("net.ipv4.tcp_fin_timeout"), value("1")); !e.Refused || !has(e.Problem, "--lab") {
		t.Errorf("on the host: %+v", e)
	}
}
