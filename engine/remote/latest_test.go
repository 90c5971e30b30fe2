package remote

import (
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// TestClientCompletesOptions finds every option in every frame of an engine in another process, though they are not
// sent each time.
func TestClientCompletesOptions(t *testing.T) {
	c, _ := startClient(t, engine.Options{})
	if _, err := c.Do(line("x, y = socketpair unix")); err != nil {
		t.Fatal(err)
	}
	var versions []uint64
	for _, id := range []status.SocketID{1, 1, 2, 1} {
		f, err := c.Frame(engine.Query{Selected: id, Options: true})
		if err != nil {
			t.Fatal(err)
		}
		if f.Detail.ID != id || len(f.Detail.Options) < 20 {
			t.Errorf("socket %d has %d options", f.Detail.ID, len(f.Detail.Options))
		}
		versions = append(versions, f.Detail.Version)
	}
	if versions[0] != versions[1] || versions[1] == versions[2] {
		t.Errorf("versions %v", versions)
	}
}
