package basedir

import "testing"

func TestPlaces(t *testing.T) {
	t.Setenv("HOME", "/home/u")
	for _, tt := range []struct{ state, data, wantState, wantData string }{
		{"", "", "/home/u/.local/state/netnet-tui/f", "/home/u/.local/share/netnet-tui/f"},
		{"/s", "/d", "/s/netnet-tui/f", "/d/netnet-tui/f"},
		{"s", "d", "/home/u/.local/state/netnet-tui/f", "/home/u/.local/share/netnet-tui/f"},
	} {
		t.Setenv("XDG_STATE_HOME", tt.state)
		t.Setenv("XDG_DATA_HOME", tt.data)
		if state, data := State("f"), Data("f"); state != tt.wantState || data != tt.wantData {
			t.Errorf("XDG_STATE_HOME=%s, XDG_DATA_HOME=%s: %s and %s", tt.state, tt.data, state, data)
		}
	}
	t.Setenv("HOME", "")
	if state := State("f"); state != "" {
		t.Errorf("without a home: %s", state)
	}
}
