package step

import "testing"

func TestWhatOnlyLooks(t *testing.T) {
	for line, want := range map[string]bool{
		"show s.state": true, "sysctl net.core.somaxconn": true, "sysctl net.core.somaxconn 5": false, "close s": false, "send s \"x\"": false,
	} {
		s, _, err := ParseLine(line, []string{"s"})
		if err != nil {
			t.Fatal(err)
		}
		if s.Looks() != want {
			t.Errorf("%s only looks: %v", line, !want)
		}
	}
}
